import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { filesOf, linesOf, load } from './files.ts';

const root = new URL('../../', import.meta.url);

describe('the example', () => {
  it('loads without problems', () => {
    const result = load(readFileSync(new URL('airdesk.example.yaml', root), 'utf8'), {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      LIVE_CALLBACK_TOKEN: 'only-in-this-test',
      LIVE_CALLBACK_KEY: 'key',
    });
    expect(linesOf(result)).toEqual([]);
    expect(result.ok && result.loaded).toMatchObject({
      demo: false,
      notes: [],
      config: { defaultAccount: 'sports', people: { ada: { ids: { discord: '123456789012345678' } } } },
    });
  });

  it('has a schema for editors that is up to date (else: npm run generate:schema)', () => {
    const committed: unknown = JSON.parse(readFileSync(new URL('schema/airdesk.schema.json', root), 'utf8'));
    expect(committed).toEqual(JSON.parse(configJsonSchema(DESCRIPTIONS)));
  });
});

describe('without a file', () => {
  it('and without a cloud it is a demonstration', () => {
    const result = loadConfig({ env: {}, readFile: filesOf({}), platforms: DESCRIPTIONS });
    expect(result).toMatchObject({
      ok: true,
      loaded: {
        demo: true,
        config: { defaultAccount: 'main', people: { lead: { ids: { desk: 'lead' }, roles: ['lead'] } } },
      },
    });
  });

  it('one account comes from the environment', () => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'id',
      TENCENTCLOUD_SECRET_KEY: 'key',
      LIVE_ENDPOINT: 'http://127.0.0.1:9000',
      LIVE_REGION: 'eu-frankfurt',
    };
    expect(loadConfig({ env, readFile: filesOf({}), platforms: DESCRIPTIONS })).toMatchObject({
      ok: true,
      loaded: {
        demo: false,
        config: {
          accounts: {
            main: { credentials: 'chain', endpoint: 'http://127.0.0.1:9000', region: 'eu-frankfurt' },
          },
          roles: { viewer: { risks: ['read'] }, producer: { risks: ['read'] } },
        },
        notes: [{ path: 'AIRDESK_CONFIG' }, { path: 'LIVE_REGION' }],
      },
    });
  });
});

describe('a file', () => {
  it('may be empty', () => {
    const result = load('# nothing yet\n');
    expect(result.ok && result.loaded.config.policy.confirmWithinSeconds).toBe(120);
    expect(result.ok && result.loaded.notes[0]?.path).toBe('people');
  });

  it('with accounts is not changed by the environment, and that is noted', () => {
    const result = load('accounts: {a: {region: ap-tokyo}}\npeople: {ada: {desk: ada, roles: [lead]}}', {
      LIVE_REGION: 'ap-seoul',
    });
    expect(result).toMatchObject({
      ok: true,
      loaded: {
        config: { accounts: { a: { region: 'ap-tokyo' } }, defaultAccount: 'a' },
        notes: [{ path: 'LIVE_REGION' }, { path: 'accounts.a.region' }],
      },
    });
  });

  it('finds keys of accounts in variables and in files', () => {
    const yaml = 'accounts: {a: {credentials: {secretIdEnv: A_ID, secretKeyEnv: A_KEY}}}';
    const result = load(yaml, { A_ID: 'id', A_KEY_FILE: '/run/key' }, { '/run/key': 'secret\n' });
    expect(result.ok && result.loaded.environment.variables).toMatchObject({ A_ID: 'id', A_KEY: 'secret' });
    expect(linesOf(load(yaml, { A_ID: 'id' }))).toEqual([
      'airdesk.yaml:1: accounts.a.credentials.secretKeyEnv: the environment variable A_KEY is not set (nor A_KEY_FILE)',
    ]);
  });
});

describe('each problem is one line that says where and what', () => {
  it.each([
    [
      'people:\n  ada:\n    desk: ada\n    roles: [enginer]',
      'airdesk.yaml:4: people.ada.roles: there is no role "enginer"; did you mean "engineer"?',
    ],
    [
      'people:\n  ada:\n    desk: ada\n    rolls: [lead]\n    roles: [lead]',
      'airdesk.yaml:4: people.ada.rolls: there is no such setting; did you mean "roles"?',
    ],
    ['peple: {}', 'airdesk.yaml:1: peple: there is no such setting; did you mean "people"?'],
    ['people:\n  ada:\n    desk: ada', 'airdesk.yaml:2: people.ada.roles: is missing'],
    [
      'people: {ada: {discord: 123456789012345678, roles: [lead]}}',
      'airdesk.yaml:1: people.ada.discord: must be text; put it in quotes, so that no digit is lost',
    ],
    [
      'people: {ada: {slack: "@ada", roles: [lead]}}',
      'airdesk.yaml:1: people.ada.slack: "@ada" is not a Slack member id, as U012AB3CD',
    ],
    [
      'people:\n  a: {desk: x, roles: [lead]}\n  b: {desk: x, roles: [lead]}',
      'airdesk.yaml:3: people.b.desk: "x" is a already; one person has one entry',
    ],
    ['language: fr', 'airdesk.yaml:1: language: must be one of en, zh-CN'],
    ['language: zh-cn', 'airdesk.yaml:1: language: must be one of en, zh-CN; did you mean "zh-CN"?'],
    [
      'timeZone: Asia/Shanghia',
      'airdesk.yaml:1: timeZone: there is no time zone "Asia/Shanghia"; did you mean "Asia/Shanghai"?',
    ],
    [
      'accounts:\n  a: {}\n  b: {}',
      'airdesk.yaml:1: accounts: there are several; say which is meant by default: defaultAccount: a',
    ],
    [
      'accounts: {a: {}}\ndefaultAccount: b',
      'airdesk.yaml:2: defaultAccount: there is no account "b"; there is: a',
    ],
    [
      'channels:\n  slack:C1: {account: sport}\naccounts: {sports: {}}',
      'airdesk.yaml:2: channels.slack:C1.account: there is no account "sport"; did you mean "sports"?',
    ],
    [
      'channels: {general: {}}',
      'airdesk.yaml:1: channels.general: "general" is not a channel; write slack:C0123ABCD, discord:123456789012345678 or desk:desk',
    ],
    [
      'streams:\n  main: {domain: d, app: a, stream: s, account: x}',
      'airdesk.yaml:2: streams.main.account: there is no account "x"; there is: main',
    ],
    [
      'streams: {main: {domain: d/e, app: a, stream: s}}',
      'airdesk.yaml:1: streams.main.domain: "d/e" must be one name, without space or /',
    ],
    [
      'roles:\n  x:\n    commands:\n      - stream dorp',
      'airdesk.yaml:4: roles.x.commands: there is no command "stream dorp"; did you mean "stream drop"?',
    ],
    [
      'roles: {x: {risks: [airr]}}',
      'airdesk.yaml:1: roles.x.risks: must be one of read, change, air, destroy, secret; did you mean "air"?',
    ],
    [
      'policy:\n  confirmWithinSeconds: 1',
      'airdesk.yaml:2: policy.confirmWithinSeconds: must be at least 10',
    ],
    ['policy:\n  undoWithinSeconds: soon', 'airdesk.yaml:2: policy.undoWithinSeconds: must be a number'],
    ['people: [ada]', 'airdesk.yaml:1: people: must be a group of names, indented below it'],
    ['- a', 'airdesk.yaml:1: must be a group of settings, indented below it'],
    [
      'accounts: {a: {credentials: me}}',
      'airdesk.yaml:1: accounts.a.credentials: must be chain, or {secretIdEnv: NAME, secretKeyEnv: NAME} with names of environment variables, or {file: path}',
    ],
    [
      'accounts: {a: {credentials: {file: /etc/none}}}',
      'airdesk.yaml:1: accounts.a.credentials.file: the file cannot be read',
    ],
    [
      'accounts: {a: {endpoint: "a b"}}',
      'airdesk.yaml:1: accounts.a.endpoint: "a b" is not a host or an origin, as live.tencentcloudapi.com',
    ],
    ['language: en\nlanguage: en', 'airdesk.yaml:2: this name is there twice; remove one of the two'],
    ['people:\n\tada: {}', 'airdesk.yaml:2: is indented with a tab; use spaces'],
    ['a: 1\n---\nb: 2', 'airdesk.yaml:2: holds more than one document; remove the --- line'],
    [
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'airdesk.yaml: uses its anchors (&, *) more than 50 times, or before they are defined',
    ],
  ])('%s', (yaml, line) => {
    expect(linesOf(load(yaml))).toContain(line);
  });

  it.each([
    ['deep lists', '['.repeat(100_000), 'airdesk.yaml: is nested deeper than 32 levels'],
    ['deep blocks', '- '.repeat(100_000), 'airdesk.yaml: is nested deeper than 32 levels'],
    ['a large file', '#'.repeat(600_000), 'airdesk.yaml: is larger than 512 KiB'],
  ])('%s', (_name, yaml, line) => {
    expect(linesOf(load(yaml))).toEqual([line]);
  });

  it('and all of them are told at once', () => {
    expect(linesOf(load('language: fr\ntimeZone: 5\nPORT: 80', { PORT: 'x' }))).toHaveLength(4);
  });

  it('a file that is not there', () => {
    expect(linesOf(load('', { AIRDESK_CONFIG: 'none.yaml' }))).toEqual([
      'environment: AIRDESK_CONFIG: the file none.yaml cannot be read',
    ]);
  });

  it('no file makes it crash', () => {
    const word = fc.constantFrom(
      'people',
      'roles',
      'accounts',
      'a',
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '&x',
      ' *x',
      '#',
      "'",
      '"',
      '!',
      '|',
      '>',
      '%',
      '---',
      '<<: ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (yaml) => void linesOf(load(yaml))),
      { numRuns: 2000 },
    );
  });

  it('a value that holds itself does not hang it', () => {
    expect(linesOf(load('people: &p {ada: *p, bob: *p}')).length).toBeGreaterThan(0);
  });
});

describe('a secret in the file', () => {
  const SECRETS = [
    'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    'xoxb-1234-5678-abcdef',
    'xapp-1-A0-12-ab',
    'https://user:hunter2@example.com',
    'https://hooks.slack.com/services/T0/B0/xyz',
    '-----BEGIN RSA PRIVATE KEY-----',
    'scrypt$abc$def',
  ];

  it.each(SECRETS)('is refused wherever it stands, and not repeated: %s', (secret) => {
    for (const yaml of [
      `language: ${secret}`,
      `# ${secret}`,
      `people:\n  "${secret}": {}`,
      `x: [${secret}`,
    ]) {
      const lines = linesOf(load(yaml));
      expect(lines.join('\n')).toMatch(/airdesk\.yaml:[12]: looks like/);
      expect(lines.join('\n')).not.toContain(secret);
    }
  });

  it.each([
    'secretKey',
    'secret_id',
    'token',
    'botToken',
    'password',
    'SLACK_SIGNING_SECRET',
    'api-key',
    'pushKey',
  ])('is refused by its name: %s', (name) => {
    const lines = linesOf(load(`accounts: {a: {${name}: 5f3c9a}}`));
    expect(lines).toEqual([
      expect.stringContaining(`airdesk.yaml: accounts.a.${name}: is a setting for a secret`),
    ]);
    expect(lines.join()).not.toContain('5f3c9a');
  });

  it('is not suspected in names of variables, people and streams', () => {
    const yaml = [
      'accounts: {a: {credentials: {secretIdEnv: SECRET_ID, secretKeyEnv: SECRET_KEY, tokenEnv: TOKEN}}}',
      'people: {token: {desk: token, roles: [secret]}}',
      'roles: {secret: {risks: [secret]}}',
      'streams: {password: {domain: d, app: a, stream: token}}',
    ].join('\n');
    expect(linesOf(load(yaml, { SECRET_ID: 'a', SECRET_KEY: 'b', TOKEN: 'c' }))).toEqual([]);
  });
});
