import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { systemClock } from '../../../src/clock.ts';
import { problemLine } from '../../../src/config/problem.ts';
import { checkInstall } from '../../../src/start/check/check-install.ts';
import { PLATFORMS } from '../../../src/start/platforms.ts';

const SCOPES = 'commands,chat:write,files:write,channels:history,groups:history';
const PEOPLE = 'people:\n  ada: { slack: U012AB3CD, roles: [engineer] }\n';
let folder: string;
let sandbox: Sandbox;
let cloud: string;
let chats: Server;
let origin: string;
/** What the platforms say in this test: Slack's scopes, Discord's application, how many commands are registered. */
let said: { scopes: string; application: string; commands: number; slack: object };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'airdesk-check-'));
  sandbox = createSandbox({
    clock: systemClock,
    seed: 1,
    secretId: DEFAULT_SECRET_ID,
    secretKey: DEFAULT_SECRET_KEY,
    scene: demoScene,
  });
  ({ origin: cloud } = await sandbox.listen({ port: 0 }));
  chats = createServer(({ url = '', headers }, response) => {
    const json = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-oauth-scopes': said.scopes });
      response.end(JSON.stringify(body));
    };
    if (url.startsWith('/slack/')) json(200, said.slack);
    else if (headers.authorization !== 'Bot right') json(401, { code: 0, message: '401: Unauthorized' });
    else if (url.endsWith('/commands'))
      json(
        200,
        Array.from({ length: said.commands }, () => ({})),
      );
    else json(200, { id: said.application, verify_key: 'ab'.repeat(32) });
  });
  await new Promise<void>((resolve) => chats.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(chats.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await sandbox.close();
  chats.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  said = { scopes: SCOPES, application: '42', commands: 3, slack: { ok: true } };
});

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Everything as it should be, but for `change`; a variable without a value is not set. */
async function check(change: Readonly<Record<string, string | undefined>>, yaml = PEOPLE) {
  const env = {
    AIRDESK_CONFIG: file('airdesk.yaml', yaml),
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: cloud,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: `${origin}/slack/api/`,
    DISCORD_TOKEN: 'right',
    DISCORD_APPLICATION_ID: '42',
    DISCORD_API_URL: `${origin}/discord`,
    ...change,
  };
  const { problems, notes, looked } = await checkInstall({ env, platforms: PLATFORMS, clock: systemClock });
  return { lines: problems.map(problemLine), notes: notes.map(problemLine), looked };
}

describe('airdesk check', () => {
  it('finds nothing where all is well, and says what it looked at', async () => {
    const before = sandbox.calls().length;
    const { lines, looked } = await check({});
    expect(lines).toEqual([]);
    expect(looked).toEqual(['configuration', 'secrets', 'data folder', 'account main', 'Slack', 'Discord']);
    const calls = sandbox.calls().slice(before);
    expect(calls.map(({ action }) => action)).toEqual(['DescribeLiveStreamOnlineList']);
  });

  type Row = readonly [
    what: string,
    change: Readonly<Record<string, string | undefined>>,
    line: RegExp,
    more?: { readonly yaml?: string; readonly said?: Partial<typeof said> },
  ];
  const broken: readonly Row[] = [
    [
      'a role that is misspelt',
      {},
      /airdesk\.yaml:2: people\.ada\.roles: there is no role "enginer"/,
      { yaml: PEOPLE.replace('engineer', 'enginer') },
    ],
    [
      'a file that is not there',
      { AIRDESK_CONFIG: '/nowhere/airdesk.yaml' },
      /AIRDESK_CONFIG: the file \/nowhere\/airdesk\.yaml cannot be read/,
    ],
    [
      'a secret that is not there',
      { SLACK_BOT_TOKEN: undefined, SLACK_BOT_TOKEN_FILE: '/nowhere/token' },
      /SLACK_BOT_TOKEN_FILE: the file \/nowhere\/token cannot be read/,
    ],
    [
      'half a key',
      { TENCENTCLOUD_SECRET_KEY: undefined },
      /TENCENTCLOUD_SECRET_ID: is set and TENCENTCLOUD_SECRET_KEY is not/,
    ],
    [
      'a key that the cloud refuses',
      { TENCENTCLOUD_SECRET_ID: 'AKIDwrong' },
      /accounts\.main: the cloud at http:\S+ does not answer as it should: .*SecretIdNotFound/,
    ],
    [
      'a cloud that is not there',
      { LIVE_ENDPOINT: 'http://127.0.0.1:9' },
      /accounts\.main: the cloud at http:\/\/127\.0\.0\.1:9 does not answer as it should/,
    ],
    [
      'a region that recordings do not take',
      { LIVE_REGION: 'ap-shanghai' },
      /LIVE_REGION: ap-shanghai is not a region of \S+, .* whose commands are refused; ap-guangzhou is one of all of them/,
    ],
    [
      'a data folder in which nothing can be written',
      { AIRDESK_DATA: '/dev/null/airdesk' },
      /AIRDESK_DATA: nothing can be written into \/dev\/null\/airdesk \(it is below a file\): give it to the user/,
    ],
    [
      'a data folder that is a file',
      { AIRDESK_DATA: fileURLToPath(import.meta.url) },
      /AIRDESK_DATA: nothing can be written into \S+ \(it is a file\): .*, or name another folder/,
    ],
    [
      'a data folder where none can be made',
      { AIRDESK_DATA: '/proc/nope' },
      /AIRDESK_DATA: nothing can be written into \/proc\/nope \(no folder can be made there\): give it/,
    ],
    [
      'a data folder deep below where none can be made',
      { AIRDESK_DATA: '/proc/self/nope/deep' },
      /AIRDESK_DATA: nothing can be written into \S+ \(no folder can be made there\): give it/,
    ],
    [
      'a token that Slack revoked',
      { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'abc' },
      /SLACK_BOT_TOKEN: Slack does not take it \(token_revoked\): copy it anew/,
      { said: { slack: { ok: false, error: 'token_revoked' } } },
    ],
    [
      'a scope that Slack did not give',
      {},
      /SLACK_BOT_TOKEN: lacks the scope chat:write, so no card can be posted: add it as manifest\.yml says/,
      { said: { scopes: SCOPES.replace('chat:write,', '') } },
    ],
    [
      'a Slack that is not there',
      { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'abc', SLACK_API_URL: 'http://127.0.0.1:9/' },
      /SLACK_BOT_TOKEN: Slack cannot be reached at http:\/\/127\.0\.0\.1:9\/ \(ECONNREFUSED\)/,
    ],
    ['a token that Discord refuses', { DISCORD_TOKEN: 'wrong' }, /DISCORD_TOKEN: Discord does not take it/],
    [
      'another application',
      {},
      /DISCORD_APPLICATION_ID: the token is that of application 43/,
      { said: { application: '43' } },
    ],
    [
      'another public key',
      { DISCORD_PUBLIC_KEY: 'cd'.repeat(32) },
      /DISCORD_PUBLIC_KEY: is not that of this application/,
    ],
    [
      'commands that nobody registered',
      {},
      /no commands are registered: run airdesk register/,
      { said: { commands: 0 } },
    ],
  ];

  for (const [what, change, line, more = {}] of broken)
    it(`${what}: one readable line`, async () => {
      said = { ...said, ...more.said };
      const { lines } = await check(change, more.yaml);
      expect(lines).toEqual([expect.stringMatching(line)]);
      expect(lines[0]).not.toMatch(/\n|undefined|\[object/);
    });

  it('notes what works less well', async () => {
    said = { ...said, scopes: SCOPES.replace(',files:write', '') };
    const { lines, notes } = await check({});
    expect(lines).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/lacks the scope files:write, so cards have no charts/),
    );
  });
});
