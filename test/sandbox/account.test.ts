/** Domains, their keys and certificates, and what they do to pushes. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../sandbox/scene.ts';
import { createBench, type Bench } from './caller.ts';
import { CERTIFICATE, PRIVATE_KEY } from './example-certificate.ts';

const DAY = 86_400_000;
const PUSH = { domain: 'push.example.com', app: 'live', stream: 'main' };
const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

function live(repushAfterMs = 5000): Bench {
  return createBench({
    scene: sceneWith({ streams: [liveStream('push.example.com/live/main', { repushAfterMs })] }),
  });
}

async function stateOf({ call }: Bench): Promise<unknown> {
  return (await call('DescribeLiveStreamState', MAIN)).output['StreamState'];
}

/** What the vendor's page on signed addresses says, written out. */
function signedAddress(key: string, stream: string, until: number): string {
  const time = Math.floor(until / 1000)
    .toString(16)
    .toUpperCase();
  const secret = createHash('md5')
    .update(key + stream + time)
    .digest('hex');
  return `txSecret=${secret}&txTime=${time}`;
}

describe('domains', () => {
  it('are added once their owner is known, listed, and deleted', async () => {
    const { call, codeOf } = live();
    const added = { DomainName: 'live.airdesk-test.cn', DomainType: 0 };
    expect(await codeOf('AddLiveDomain', added)).toBe('FailedOperation.DomainNeedVerifyOwner');
    const asked = { DomainName: 'live.airdesk-test.cn', VerifyType: 'dbCheck' };
    const before = (await call('AuthenticateDomainOwner', asked)).output;
    expect(before).toMatchObject({ Status: -1, MainDomain: 'airdesk-test.cn' });
    expect(before['Content']).toMatch(/^cssauth_[0-9a-f]{32}$/);
    const shown = await call('AuthenticateDomainOwner', { ...asked, VerifyType: 'dnsCheck' });
    expect(shown.output).toEqual({ ...before, Status: 0 });
    expect(await codeOf('AddLiveDomain', added)).toBe('');
    expect(await codeOf('AddLiveDomain', added)).toBe('InvalidParameter.DomainAlreadyExist');
    expect((await call('DescribeLiveDomain', { DomainName: added.DomainName })).output).toMatchObject({
      DomainInfo: { Name: added.DomainName, Type: 0, Status: 1, CreateTime: '2026-03-02 04:00:00' },
    });
    const list = await call('DescribeLiveDomains', { DomainType: 0 });
    expect(list.output).toMatchObject({ AllCount: 2, CreateLimitCount: 97, PlayTypeCount: [1, 0, 0] });
    expect(await codeOf('DeleteLiveDomain', { ...added, DomainType: 1 })).toBe(
      'ResourceNotFound.DomainNotExist',
    );
    expect(await codeOf('DeleteLiveDomain', added)).toBe('');
    expect(await codeOf('DescribeLiveDomain', { DomainName: added.DomainName })).toBe(
      'ResourceNotFound.DomainNotExist',
    );
  });

  it.each([
    ['中文.example.com', 'InternalError.ChineseCharacterDetected'],
    ['nodots', 'InvalidParameter.DomainFormatError'],
    ['-a.example.com', 'InvalidParameter.DomainFormatError'],
    [`${'a'.repeat(63)}.${'b'.repeat(63)}.example.com`, 'InvalidParameter.DomainTooLong'],
  ])('are refused by their name: %s', async (DomainName, code) => {
    expect(await live().codeOf('AddLiveDomain', { DomainName, DomainType: 0 })).toBe(code);
  });

  it('a forbidden one cuts its streams and refuses pushes with 18.303 until it is enabled', async () => {
    const it = live();
    await it.call('ForbidLiveDomain', { DomainName: 'push.example.com' });
    expect(await stateOf(it)).toBe('inactive');
    it.clock.advance(60_000);
    expect(await stateOf(it)).toBe('inactive');
    expect(it.sandbox.push(PUSH)).toMatchObject({ accepted: false, errcode: 18, suberrcode: 303 });
    expect((await it.call('DescribeLiveDomains', { DomainStatus: 0 })).output).toMatchObject({
      DomainList: [{ Name: 'push.example.com', Status: 0 }],
    });
    await it.call('EnableLiveDomain', { DomainName: 'push.example.com' });
    expect(it.sandbox.push(PUSH)).toMatchObject({ accepted: true });
  });

  it('a deleted one refuses pushes as unknown, also where unknown domains are let in', async () => {
    const it = live();
    await it.call('DeleteLiveDomain', { DomainName: 'push.example.com', DomainType: 0 });
    expect(await stateOf(it)).toBe('inactive');
    expect(it.sandbox.push(PUSH)).toMatchObject({ accepted: false, suberrcode: 301 });
  });

  it('play domains change their area', async () => {
    const { call, codeOf } = live();
    const DomainName = 'play.example.com';
    expect(await codeOf('ModifyLivePlayDomain', { DomainName, PlayType: 3 })).toBe('');
    expect((await call('DescribeLiveDomains', { DomainType: 1, PlayType: 3 })).output).toMatchObject({
      AllCount: 1,
      PlayTypeCount: [0, 0, 1],
    });
    expect(await codeOf('ModifyLivePlayDomain', { DomainName: 'push.example.com', PlayType: 1 })).toBe(
      'ResourceNotFound.DomainNotExist',
    );
    expect(await codeOf('ModifyLivePlayDomain', { DomainName, PlayType: 4 })).toBe('InvalidParameter');
  });
});

describe('push keys', () => {
  const DomainName = 'push.example.com';
  const keyOf = async ({ call }: Bench) =>
    (
      (await call('DescribeLivePushAuthKey', { DomainName })).output['PushAuthKeyInfo'] as Record<
        string,
        string
      >
    )['MasterAuthKey'] ?? '';

  it('either key lets a push in; a wrong one, a late one and none are refused', async () => {
    const it = live();
    const key = await keyOf(it);
    const until = it.clock.now() + DAY;
    const tried = (address: string) => it.sandbox.push({ ...PUSH, stream: 'other', address });
    expect(tried(signedAddress(key, 'other', until))).toMatchObject({ accepted: true });
    await it.call('ModifyLivePushAuthKey', { DomainName, BackupAuthKey: 'spare123' });
    expect(tried(signedAddress('spare123', 'other', until))).toMatchObject({ accepted: true });
    expect(tried(signedAddress('wrong', 'other', until))).toMatchObject({ errcode: 18, suberrcode: 503 });
    expect(tried(signedAddress(key, 'another', until))).toMatchObject({ suberrcode: 503 });
    expect(tried(signedAddress(key, 'other', it.clock.now() - 1000))).toMatchObject({ suberrcode: 501 });
    expect(tried('txSecret=1')).toMatchObject({ suberrcode: 500 });
    expect(tried('txTime=7FFFFFFF')).toMatchObject({ suberrcode: 502 });
  });

  it('follows the vendor’s own example', async () => {
    const it = live();
    const key = 'e12c46f2612d5106e2034781ab261ca3';
    await it.call('ModifyLivePushAuthKey', { DomainName, MasterAuthKey: key, AuthDelta: 400_000_000 });
    const address = 'txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099';
    expect(it.sandbox.push({ ...PUSH, stream: 'test', address })).toMatchObject({ accepted: true });
  });

  it('a running push outlives its address; coming back, it is refused', async () => {
    const it = live();
    const address = signedAddress(await keyOf(it), 'other', it.clock.now() + 60_000);
    it.sandbox.push({ ...PUSH, stream: 'other', address, repushAfterMs: 1000 });
    it.clock.advance(120_000);
    const other = { ...MAIN, StreamName: 'other' };
    const state = async () => (await it.call('DescribeLiveStreamState', other)).output['StreamState'];
    expect(await state()).toBe('active');
    await it.call('DropLiveStream', other);
    it.clock.advance(10_000);
    expect(await state()).toBe('inactive');
  });

  it('switched off lets everything in; refuses what is no key', async () => {
    const it = live();
    expect(await it.codeOf('ModifyLivePushAuthKey', { DomainName, MasterAuthKey: 'a key!' })).toBe(
      'InvalidParameterValue',
    );
    expect(await it.codeOf('ModifyLivePushAuthKey', { DomainName: 'push.example.org' })).toBe(
      'ResourceNotFound.PushDomainNoRecord',
    );
    await it.call('ModifyLivePushAuthKey', { DomainName, Enable: 0 });
    expect(it.sandbox.push({ ...PUSH, stream: 'other', address: 'none' })).toMatchObject({ accepted: true });
  });
});

describe('play domains', () => {
  const DomainName = 'play.example.com';

  it('keep keys and referers', async () => {
    const { call, codeOf } = live();
    await call('ModifyLivePlayAuthKey', { DomainName, Enable: 1, AuthKey: 'playkey1', AuthDelta: 60 });
    expect((await call('DescribeLivePlayAuthKey', { DomainName })).output).toEqual({
      PlayAuthKeyInfo: { DomainName, Enable: 1, AuthKey: 'playkey1', AuthDelta: 60, AuthBackKey: '' },
    });
    const referer = { DomainName, Enable: 1, Type: 1, AllowEmpty: 0, Rules: 'a.com;b.com' };
    await call('ModifyLiveDomainReferer', referer);
    expect((await call('DescribeLiveDomainReferer', { DomainName })).output).toEqual({
      RefererAuthConfig: referer,
    });
    expect(await codeOf('ModifyLiveDomainReferer', { ...referer, Type: 2 })).toBe('InvalidParameterValue');
  });

  it('are bound to certificates, which expire by the clock', async () => {
    const it = live();
    const { call, codeOf } = it;
    expect(await codeOf('DescribeLiveDomainCert', { DomainName })).toBe('ResourceNotFound.CrtDomainNotFound');
    const bound = { DomainInfos: [{ DomainName, Status: 1 }], CloudCertId: 'liveCert' };
    expect(await codeOf('ModifyLiveDomainCertBindings', { ...bound, CloudCertId: 'pastCert' })).toBe(
      'InvalidParameter.CrtDateOverdue',
    );
    expect(await codeOf('ModifyLiveDomainCertBindings', { ...bound, CloudCertId: 'none' })).toBe(
      'FailedOperation.CertificateNotFound',
    );
    const done = await call('ModifyLiveDomainCertBindings', {
      ...bound,
      DomainInfos: [...bound.DomainInfos, { DomainName: 'play.example.org', Status: 1 }],
    });
    expect(done.output).toMatchObject({
      MismatchedDomainNames: [],
      Errors: [{ DomainName: 'play.example.org', Code: 'ResourceNotFound.DomainNotExist' }],
    });
    expect((await call('DescribeLiveDomainCert', { DomainName })).output).toMatchObject({
      DomainCertInfo: { Status: 1, CertExpireTime: '2026-05-31 04:00:00', CertDomains: ['*.example.com'] },
    });
    it.clock.advance(91 * DAY);
    expect(await codeOf('ModifyLiveDomainCertBindings', bound)).toBe('InvalidParameter.CrtDateOverdue');
    await call('ModifyLiveDomainCertBindings', { DomainInfos: [{ DomainName, Status: 0 }] });
    expect((await call('DescribeLiveDomainCertBindings', {})).output).toMatchObject({
      TotalNum: 1,
      LiveDomainCertBindings: [{ DomainName, CloudCertId: 'liveCert', Status: 0 }],
    });
    await call('UnBindLiveDomainCert', { DomainName });
    expect((await call('DescribeLiveDomainCertBindings', {})).output).toMatchObject({ TotalNum: 0 });
  });

  it('take a certificate that is uploaded with its key, which nobody sees again', async () => {
    const { call, codeOf, sandbox } = live();
    const uploaded = {
      DomainInfos: [{ DomainName, Status: 1 }],
      CertificatePublicKey: CERTIFICATE,
      CertificatePrivateKey: PRIVATE_KEY,
      CertificateAlias: 'uploaded',
    };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const foreign = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const refused = (more: object) => codeOf('ModifyLiveDomainCertBindings', { ...uploaded, ...more });
    expect(await refused({ CertificatePrivateKey: foreign })).toBe('InvalidParameter.CrtKeyNotMatch');
    expect(await refused({ CertificatePublicKey: 'nonsense' })).toBe('FailedOperation.CertificateInvalid');
    expect(await refused({ CertificatePrivateKey: '' })).toBe('InvalidParameter.CrtOrKeyNotExist');
    expect(await refused({})).toBe('');
    expect((await call('DescribeLiveDomainCert', { DomainName })).output).toMatchObject({
      DomainCertInfo: {
        CertName: 'uploaded',
        CertType: 0,
        CertDomains: [DomainName],
        CertExpireTime: '2126-11-05 06:23:59',
      },
    });
    expect(await refused({})).toBe('FailedOperation.CertificateExists');
    expect(JSON.stringify(sandbox.calls())).not.toContain('PRIVATE KEY');
  });

  it('the demonstration has one that is bound and one to renew it with', async () => {
    const { call } = createBench({ scene: demoScene });
    expect((await call('DescribeLiveDomainCertBindings', { DomainSearch: 'play' })).output).toMatchObject({
      LiveDomainCertBindings: [{ CloudCertId: 'demoCert', Status: 1 }],
    });
    const renewed = { DomainInfos: [{ DomainName, Status: -1 }], CloudCertId: 'nextCert' };
    expect((await call('ModifyLiveDomainCertBindings', renewed)).output).toMatchObject({ Errors: [] });
  });
});
