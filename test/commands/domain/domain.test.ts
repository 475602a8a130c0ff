import { describe, expect, it } from 'vitest';
import { LiveError } from '../../../src/live/live-error.ts';
import { createAsker, textOf } from '../asking.ts';
import { createFakeDomains, OLD_KEY, PLAY, PUSH } from './fake-domains.ts';

describe('domains', () => {
  it('are listed, and narrowed by their kind and state', async () => {
    const asker = createAsker(createFakeDomains().live);
    const all = await asker.look('domain list');
    expect(all.title).toBe('Domains: 3');
    expect(all.table?.rows.map(([name, kind, state]) => [name, kind, state])).toEqual([
      [PUSH, 'push', 'on'],
      [PLAY, 'play', 'on'],
      ['old.example.com', 'push', 'off'],
    ]);
    expect((await asker.look('domain list off')).table?.rows.map(([name]) => name)).toEqual([
      'old.example.com',
    ]);
  });

  it('say in red what goes off air, before one is disabled', async () => {
    const { live } = createFakeDomains();
    const asker = createAsker(live);
    const push = textOf(await asker.preview(`domain disable ${PUSH}`));
    expect(push).toContain('🔴 Every stream that is pushed to this domain is cut');
    expect(push).toContain('🔴 1 stream goes off air.');
    expect(push).toContain('push.example.com/live/main');
    const play = textOf(await asker.preview(`domain disable ${PLAY}`));
    expect(play).toContain('🔴 1,234 viewers lose the picture.');
    const zh = await createAsker(live, { language: 'zh-CN' }).preview(`域名 禁用 ${PUSH}`);
    expect(textOf(zh)).toContain('🔴 1 路流会立即中断。');
  });

  it('warn in red too where what is on air cannot be read', async () => {
    const { live } = createFakeDomains({ DescribeLiveStreamOnlineList: refused });
    const shown = textOf(await createAsker(live).preview(`domain disable ${PUSH}`));
    expect(shown).toContain('🔴 What is on air on it now could not be read.');
  });

  it('are disabled by one call and enabled again by the undo', async () => {
    const { live, domains } = createFakeDomains();
    const asker = createAsker(live);
    const { verified, undo } = await asker.act(`domain disable ${PUSH}`);
    expect(verified.seen).toBe(true);
    expect(domains[PUSH]?.Status).toBe(0);
    if (!undo) throw new Error('no undo');
    expect((await asker.undo(undo)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['ForbidLiveDomain', 'EnableLiveDomain']);
    expect((await asker.refusal(`domain enable ${PUSH}`)).code).toBe('airdesk.nothing-to-do');
  });

  it('serve another area, shown as old and new, and go back', async () => {
    const asker = createAsker(createFakeDomains().live);
    const { preview, verified, undo } = await asker.act(`domain set ${PLAY} overseas`);
    expect(textOf(preview)).toContain('mainland China → outside mainland China');
    expect(verified.seen).toBe(true);
    expect(undo?.options).toEqual({ domain: `id:${PLAY}`, area: 'mainland' });
    expect((await asker.refusal(`domain set ${PUSH} overseas`)).code).toBe('airdesk.not-found');
  });

  it('are not deleted while they are on', async () => {
    const refusal = await createAsker(createFakeDomains().live).refusal(`domain remove ${PUSH}`);
    expect(refusal.choices).toEqual([`domain disable ${PUSH}`]);
  });

  it('are proven to be ours: what has to stand in the TXT record is shown first', async () => {
    let status = -1;
    const { live } = createFakeDomains({
      AuthenticateDomainOwner: ({ VerifyType }) => {
        if (VerifyType === 'dnsCheck') status = 0;
        return { Content: 'cssauth_1234', Status: status, MainDomain: 'example.org' };
      },
    });
    const asker = createAsker(live);
    const { preview, verified } = await asker.act('domain verify push.example.org');
    expect(textOf(preview)).toContain('cssauth_1234');
    expect(verified.seen).toBe(true);
    expect((await asker.refusal('domain verify push.example.org')).choices).toEqual([
      'domain add push.example.org',
    ]);
  });
});

describe('domain check', () => {
  it('gives a verdict, what is wrong, and the lines that mend it', async () => {
    const asker = createAsker(createFakeDomains().live);
    const push = await asker.look(`domain check ${PUSH}`);
    expect(push.title).toBe('push.example.com: 1 thing to mend');
    expect(textOf(push)).toContain('✗ no callback rule');
    expect(textOf(push)).toContain('✓ switched on');
    const old = await asker.look('domain check old.example.com');
    expect(textOf(old)).toContain('✗ old.example.com: the main key has only 5 characters');
    expect(old.code).toContain('/live domain enable old.example.com');
    expect(old.code).toContain('/live key rotate old.example.com');
    const play = await asker.look(`domain check ${PLAY}`);
    expect(textOf(play)).toContain('✗ play.example.com: certificate play (demoCert) expires');
    expect(textOf(play)).toContain('• play.example.com: auth is off, anybody may play');
  });

  it('shows no key to anybody', async () => {
    const asker = createAsker(createFakeDomains().live);
    for (const line of [`domain check ${PUSH}`, 'key check', `domain show ${PUSH}`])
      expect(JSON.stringify(await asker.look(line))).not.toContain(OLD_KEY);
  });

  it('says what could not be read, and shows the rest', async () => {
    const { live } = createFakeDomains({ DescribeLivePushAuthKey: refused });
    const shown = textOf(await createAsker(live).look(`domain check ${PUSH}`));
    expect(shown).toContain('? auth: could not be read (UnauthorizedOperation)');
    expect(shown).toContain('✓ CNAME is set');
  });
});

function refused(): never {
  const hint = { en: 'see the log', zh: '请查看日志' };
  throw new LiveError('no', { action: 'x', code: 'UnauthorizedOperation', hint, outcome: 'refused' });
}
