import { afterEach, describe, expect, it } from 'vitest';
import { createCredentials } from '../../../src/live/credentials/credentials.ts';
import { readProfile } from '../../../src/live/credentials/profile.ts';
import type { CredentialDeps } from '../../../src/live/credentials/source.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { letRun, passTime, startServer, turnUntil, type LocalServer } from '../local-server.ts';

const ROLE_PATH = '/latest/meta-data/cam/security-credentials/';
const TKE = {
  TKE_REGION: 'ap-guangzhou',
  TKE_PROVIDER_ID: 'cls-1',
  TKE_WEB_IDENTITY_TOKEN_FILE: '/token',
  TKE_ROLE_ARN: 'qcs::cam::uin/1:roleName/r',
};

const opened: LocalServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function serve(respond: Parameters<typeof startServer>[0]): Promise<LocalServer> {
  const server = await startServer(respond);
  opened.push(server);
  return server;
}

/** A machine with nothing on it: no variables, no files, no metadata service. */
function machine(more: Partial<CredentialDeps> & { files?: Record<string, string> } = {}) {
  const clock = createTestClock();
  const files = more.files ?? {};
  const deps: CredentialDeps = {
    clock,
    env: {},
    home: '/home/desk',
    random: () => 0.5,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return text;
    },
    metadataUrl: 'http://127.0.0.1:1', // nothing listens
    stsUrl: 'http://127.0.0.1:1',
    ...more,
  };
  return { clock, files, deps };
}

function role(clock: { now(): number }, lifeMs: number, name = 'tmp') {
  return JSON.stringify({
    TmpSecretId: `${name}-id`,
    TmpSecretKey: `${name}-key`,
    Token: `${name}-token`,
    ExpiredTime: (clock.now() + lifeMs) / 1000,
    Code: 'Success',
  });
}

describe('the chain', () => {
  const file = '[default]\nsecret_id = file-id\nsecret_key = file-key\n';

  it('takes the environment first, trimmed', async () => {
    const { deps } = machine({
      env: {
        TENCENTCLOUD_SECRET_ID: ' env-id\n',
        TENCENTCLOUD_SECRET_KEY: 'env-key ',
        TENCENTCLOUD_SESSION_TOKEN: ' ',
      },
      files: { '/home/desk/.tencentcloud/credentials': file },
    });
    expect(await createCredentials('chain', deps)()).toEqual({
      secretId: 'env-id',
      secretKey: 'env-key',
      token: undefined,
    });
  });

  it.each([
    ['the user', '/home/desk/.tencentcloud/credentials'],
    ['the machine', '/etc/tencentcloud/credentials'],
  ])('then the profile file of %s', async (_, path) => {
    const { deps } = machine({ files: { [path]: file } });
    expect(await createCredentials('chain', deps)()).toMatchObject({
      secretId: 'file-id',
      secretKey: 'file-key',
    });
  });

  it('then the role of the machine', async () => {
    const { deps, clock } = machine();
    const server = await serve((response, { path }) => {
      response.end(path === ROLE_PATH ? 'desk-role' : role(clock, 3_600_000));
    });
    const ask = createCredentials('chain', { ...deps, metadataUrl: server.origin });
    expect(await ask()).toEqual({ secretId: 'tmp-id', secretKey: 'tmp-key', token: 'tmp-token' });
    expect(server.received.map(({ path }) => path)).toEqual([ROLE_PATH, `${ROLE_PATH}desk-role`]);
  });

  it('then OIDC, by the service account token as it is now', async () => {
    const { deps, clock, files } = machine({ env: TKE, files: { '/token': 'jwt-1\n' } });
    const server = await serve((response) => {
      const { ExpiredTime, ...credentials } = JSON.parse(role(clock, 3_600_000)) as Record<string, unknown>;
      response.end(JSON.stringify({ Response: { Credentials: credentials, ExpiredTime, RequestId: 'r' } }));
    });
    const ask = createCredentials('chain', { ...deps, stsUrl: server.origin });
    expect(await ask()).toEqual({ secretId: 'tmp-id', secretKey: 'tmp-key', token: 'tmp-token' });
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      headers: {
        authorization: 'SKIP',
        'x-tc-action': 'AssumeRoleWithWebIdentity',
        'x-tc-version': '2018-08-13',
        'x-tc-region': 'ap-guangzhou',
      },
    });
    expect(JSON.parse(server.received[0]!.body)).toMatchObject({
      ProviderId: 'cls-1',
      RoleArn: TKE.TKE_ROLE_ARN,
      WebIdentityToken: 'jwt-1',
    });
    files['/token'] = 'jwt-2';
    clock.advance(3_600_000);
    await ask();
    expect(JSON.parse(server.received[1]!.body)).toMatchObject({ WebIdentityToken: 'jwt-2' });
  });

  it('says where it looked when there is nothing', async () => {
    const error: unknown = await createCredentials('chain', machine().deps)().catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'airdesk.no-credentials' });
    expect((error as Error).message).toContain('environment, profile file, CVM role, TKE OIDC');
  });

  it.each([
    ['half a key in the environment', { env: { TENCENTCLOUD_SECRET_ID: 'x' } }, 'TENCENTCLOUD_SECRET_KEY'],
    [
      'an empty key in the environment',
      { env: { TENCENTCLOUD_SECRET_ID: 'x', TENCENTCLOUD_SECRET_KEY: '  ' } },
      'TENCENTCLOUD_SECRET_KEY',
    ],
    [
      'a file without a key',
      { files: { '/home/desk/.tencentcloud/credentials': '[default]\nsecret_id=x\n' } },
      '[default]',
    ],
    ['half a TKE identity', { env: { TKE_REGION: 'ap-guangzhou' } }, 'TKE_ROLE_ARN'],
  ])('%s is an error that names what is missing, not another identity', async (_, more, named) => {
    const { deps } = machine(more);
    const error: unknown = await createCredentials('chain', {
      ...deps,
      env: { ...deps.env },
    })().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'airdesk.no-credentials' });
    expect((error as Error).message).toContain(named);
  });

  it('gives the metadata service a second, then goes on', async () => {
    const { deps, clock } = machine();
    const server = await serve(() => undefined);
    const asked = createCredentials('chain', { ...deps, metadataUrl: server.origin })();
    const error: unknown = await passTime(
      clock,
      asked.catch((reason: unknown) => reason),
      100,
    );
    expect(error).toMatchObject({ code: 'airdesk.no-credentials' });
    expect(clock.now() - Date.UTC(2026, 2, 1, 20)).toBeLessThan(1500);
  });

  it.each([
    ['a page of a captive portal', '<html>log in</html>'],
    ['something endless', 'x'.repeat(1_000_000)],
  ])('does not take %s for a role', async (_, text) => {
    const server = await serve((response) => response.end(text));
    const { deps } = machine();
    await expect(createCredentials('chain', { ...deps, metadataUrl: server.origin })()).rejects.toMatchObject(
      {
        code: 'airdesk.no-credentials',
      },
    );
    expect(server.received).toHaveLength(1);
  });
});

describe('an account of its own', () => {
  it('reads the variables that it names, and no others', async () => {
    const names = { secretIdEnv: 'B_ID', secretKeyEnv: 'B_KEY', tokenEnv: 'B_TOKEN' };
    const { deps } = machine({
      env: {
        TENCENTCLOUD_SECRET_ID: 'a',
        TENCENTCLOUD_SECRET_KEY: 'a',
        B_ID: 'b-id',
        B_KEY: 'b-key',
        B_TOKEN: 'b-t',
      },
    });
    expect(await createCredentials(names, deps)()).toEqual({
      secretId: 'b-id',
      secretKey: 'b-key',
      token: 'b-t',
    });
    const bare = machine({ env: { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'a' } });
    await expect(createCredentials(names, bare.deps)()).rejects.toThrow('B_ID and B_KEY');
  });

  it('reads the profile that it names', async () => {
    const { deps } = machine({
      files: {
        '/keys': '[default]\nsecret_id=no\nsecret_key=no\n[events]\nsecret_id=ev\nsecret_key="k=1"\ntoken=t',
      },
    });
    expect(await createCredentials({ file: '/keys', profile: 'events' }, deps)()).toEqual({
      secretId: 'ev',
      secretKey: 'k=1',
      token: 't',
    });
  });
});

describe('what is kept', () => {
  /** A machine with a role whose credentials live an hour and are numbered. */
  async function withRole() {
    const { deps, clock } = machine();
    const problems: Error[] = [];
    const state = { issued: 0, broken: false };
    const server = await serve((response, { path }) => {
      if (state.broken) {
        response.statusCode = 500;
        response.end();
      } else if (path === ROLE_PATH) response.end('desk-role');
      else response.end(role(clock, 3_600_000, `k${(state.issued += 1)}`));
    });
    const ask = createCredentials('chain', {
      ...deps,
      metadataUrl: server.origin,
      onProblem: (error) => problems.push(error),
    });
    return { ask, clock, state, problems, server };
  }

  it('is asked for once by many at a time', async () => {
    const { ask, server } = await withRole();
    const all = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(new Set(all.map(({ secretId }) => secretId))).toEqual(new Set(['k1-id']));
    expect(server.received).toHaveLength(2);
  });

  it('is renewed ten minutes before its end, while the old key serves', async () => {
    const { ask, clock, state } = await withRole();
    await ask();
    clock.advance(50 * 60_000 - 1);
    expect((await ask()).secretId).toBe('k1-id');
    expect(state.issued).toBe(1);
    clock.advance(1);
    expect((await ask()).secretId).toBe('k1-id');
    await turnUntil(() => state.issued === 2);
    await letRun();
    expect((await ask()).secretId).toBe('k2-id');
  });

  it('serves to its end when it cannot be renewed, and is never a cached failure', async () => {
    const { ask, clock, state, problems } = await withRole();
    await ask();
    state.broken = true;
    clock.advance(55 * 60_000);
    expect((await ask()).secretId).toBe('k1-id');
    await turnUntil(() => problems.length === 1);
    clock.advance(5 * 60_000);
    await expect(ask()).rejects.toMatchObject({ code: 'airdesk.no-credentials' });
    state.broken = false;
    expect((await ask()).secretId).toBe('k2-id');
  });

  it('is looked up again after a failed first look-up', async () => {
    const { ask, state } = await withRole();
    state.broken = true;
    await expect(ask()).rejects.toThrow();
    state.broken = false;
    expect((await ask()).secretId).toBe('k1-id');
  });

  it('picks up a key that was rotated in its file', async () => {
    const path = '/home/desk/.tencentcloud/credentials';
    const { deps, clock, files } = machine({ files: { [path]: '[default]\nsecret_id=a\nsecret_key=a' } });
    const ask = createCredentials('chain', deps);
    expect((await ask()).secretId).toBe('a');
    files[path] = '[default]\nsecret_id=b\nsecret_key=b';
    clock.advance(60_000);
    await ask();
    await letRun();
    expect((await ask()).secretId).toBe('b');
  });
});

describe('a profile file', () => {
  it.each([
    ['\uFEFF[default]\r\nsecret_id = a\r\n', 'default', { secret_id: 'a' }],
    [
      '# c\n; c\nsecret_id=outside\n[ default ]\nSecret_Id="a=b" \nbroken line\n',
      'default',
      { secret_id: 'a=b' },
    ],
    ['[a]\nsecret_id=1\n[b]\nsecret_id=2', 'b', { secret_id: '2' }],
    ['', 'default', {}],
  ])('%j [%s]', (text, profile, values) => {
    expect(Object.fromEntries(readProfile(text, profile))).toEqual(values);
  });
});
