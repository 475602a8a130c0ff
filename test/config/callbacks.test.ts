import { describe, expect, it } from 'vitest';
import { callbackEndpoints } from '../../src/config/callback-endpoints.ts';
import { problemLine } from '../../src/config/problem.ts';
import { linesOf, load } from './files.ts';

const TOKEN = 'abcdefghijklmnop';
const OTHER = 'ponmlkjihgfedcba';
const TWO = [
  'accounts:',
  '  a: {callbacks: {tokenEnv: A_TOKEN, keyEnv: A_KEY}}',
  '  b: {callbacks: {tokenEnv: B_TOKEN}}',
  '  c: {}',
  'defaultAccount: c',
  'people: {ada: {desk: ada, roles: [lead]}}',
].join('\n');

function doorsOf(result: ReturnType<typeof load>) {
  if (!result.ok) throw new Error(linesOf(result).join('\n'));
  const { config, environment } = result.loaded;
  return callbackEndpoints(config, environment.variables);
}

function notesOf(result: ReturnType<typeof load>): string[] {
  return result.ok ? result.loaded.notes.map(problemLine) : linesOf(result);
}

const UNSIGNED =
  'callbacks are not authenticated by signature, only by their path, without the callback key of the template';

describe('where callbacks arrive', () => {
  it('nowhere, unless it is said', () => {
    expect(doorsOf(load('accounts: {a: {}}'))).toEqual([]);
  });

  it('the variables of the environment are those of the default account', () => {
    const env = { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: 'key' };
    expect(doorsOf(load('accounts: {a: {}, b: {}}\ndefaultAccount: b', env))).toEqual([
      { account: 'b', token: TOKEN, key: 'key' },
    ]);
    expect(doorsOf(load('', { LIVE_CALLBACK_TOKEN: TOKEN }))).toEqual([{ account: 'main', token: TOKEN }]);
  });

  it('each account has its own, from variables or files', () => {
    const env = { A_TOKEN_FILE: '/run/token', A_KEY: 'key', B_TOKEN: OTHER };
    const result = load(TWO, env, { '/run/token': `${TOKEN}\n` });
    expect(doorsOf(result)).toEqual([
      { account: 'a', token: TOKEN, key: 'key' },
      { account: 'b', token: OTHER },
    ]);
    expect(result.ok && [...result.loaded.secrets].sort()).toEqual([TOKEN, 'key', OTHER].sort());
  });

  it('an account can have several keys, as templates have their own', () => {
    const yaml = 'accounts: {a: {callbacks: {tokenEnv: A_TOKEN, keyEnv: [A_KEY, B_KEY, C_KEY]}}}';
    const env = { A_TOKEN: TOKEN, A_KEY: 'key', B_KEY: 'other', C_KEY: 'key' };
    const result = load(yaml, env);
    expect(doorsOf(result)).toEqual([{ account: 'a', token: TOKEN, key: 'key', otherKeys: ['other'] }]);
    expect(result.ok && result.loaded.secrets).toEqual(expect.arrayContaining([TOKEN, 'key', 'other']));
    expect(linesOf(load(yaml, { A_TOKEN: TOKEN, A_KEY: 'key', C_KEY: 'key' }))).toEqual([
      'airdesk.yaml:1: accounts.a.callbacks.keyEnv.1: the environment variable B_KEY is not set (nor B_KEY_FILE)',
    ]);
    expect(linesOf(load('accounts: {a: {callbacks: {tokenEnv: A_TOKEN, keyEnv: []}}}', env))).toHaveLength(1);
    const value = 'accounts: {a: {callbacks: {tokenEnv: A_TOKEN, keyEnv: [A_KEY, f3a9c1d2e4b5a6978812]}}}';
    expect(linesOf(load(value, env))).toEqual([
      expect.stringContaining('looks like the value of a variable where its name belongs'),
    ]);
  });

  it('a key that is exchanged counts beside the new one', () => {
    const env = { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: 'new', LIVE_CALLBACK_KEY_OLD: 'old' };
    expect(doorsOf(load('', env))).toEqual([
      { account: 'main', token: TOKEN, key: 'new', otherKeys: ['old'] },
    ]);
    expect(linesOf(load('', { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY_OLD: 'old' }))).toEqual([
      'environment: LIVE_CALLBACK_KEY_OLD: is set and LIVE_CALLBACK_KEY is not; set both or neither',
    ]);
  });

  it('those of the environment then have no effect, and that is noted', () => {
    const env = { A_TOKEN: TOKEN, A_KEY: 'key', B_TOKEN: OTHER, LIVE_CALLBACK_TOKEN: 'cccccccccccccccc' };
    const result = load(TWO, env);
    expect(doorsOf(result).map(({ account }) => account)).toEqual(['a', 'b']);
    expect(notesOf(result)).toEqual([
      'environment: LIVE_CALLBACK_TOKEN: has no effect, since the file names the callbacks of its accounts',
      `airdesk.yaml:3: accounts.b.callbacks: ${UNSIGNED}; name the variable that holds it: keyEnv`,
    ]);
  });

  it('secrets of the environment are kept out of logs', () => {
    const result = load('', { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: 'key' });
    expect(result.ok && result.loaded.secrets).toEqual([TOKEN, 'key']);
  });

  it.each([
    [
      { A_KEY: 'k', B_TOKEN: OTHER },
      'airdesk.yaml:2: accounts.a.callbacks.tokenEnv: the environment variable A_TOKEN is not set (nor A_TOKEN_FILE)',
    ],
    [
      { A_TOKEN: TOKEN, B_TOKEN: OTHER },
      'airdesk.yaml:2: accounts.a.callbacks.keyEnv: the environment variable A_KEY is not set (nor A_KEY_FILE)',
    ],
    [
      { A_TOKEN: 'too/short', A_KEY: 'k', B_TOKEN: OTHER },
      "airdesk.yaml:2: accounts.a.callbacks.tokenEnv: the variable's value must be 16 to 128 letters, digits, - or _, as openssl rand -hex 24 prints",
    ],
    [
      { A_TOKEN: TOKEN, A_KEY: 'k', B_TOKEN: TOKEN },
      'airdesk.yaml:3: accounts.b.callbacks.tokenEnv: holds the token of a as well; give each account a token of its own',
    ],
  ])('%j', (env, line) => {
    const lines = linesOf(load(TWO, env));
    expect(lines).toEqual([line]);
    expect(lines.join()).not.toMatch(/too\/short|abcdefgh/);
  });

  it.each([
    [
      'accounts: {a: {callbacks: {tokenEnv: f3a9c1d2e4b5a6978812}}}',
      'the value of a variable where its name belongs',
    ],
    ['# https://airdesk.example.com/callbacks/live/f3a9c1d2e4b5a697', 'the path of callbacks'],
  ])('a token in the file is a problem, and not repeated: %s', (yaml, what) => {
    const lines = linesOf(load(yaml));
    expect(lines).toEqual([expect.stringContaining(`airdesk.yaml:1: looks like ${what}`)]);
    expect(lines.join()).not.toContain('f3a9');
  });

  it('names of variables are not taken for values', () => {
    const names = ['SPORTS_CALLBACK_TOKEN_2', 'sports_callback_token', 'TOKEN1234567890ABCDEF'];
    for (const name of names) {
      expect(linesOf(load(`accounts: {a: {callbacks: {tokenEnv: ${name}}}}`, { [name]: TOKEN }))).toEqual([]);
    }
  });
});

describe('notes on where alerts come from and go to', () => {
  const PEOPLE = 'people: {ada: {desk: ada, roles: [lead]}}\n';
  const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  const DOOR = { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: 'key' };

  it.each([
    ['nothing is said', '', {}, []],
    ['all is there', "alerts: {channels: ['slack:C1']}", { ...SLACK, ...DOOR }, []],
    [
      'a token without key',
      '',
      { LIVE_CALLBACK_TOKEN: TOKEN },
      [`environment: LIVE_CALLBACK_TOKEN: ${UNSIGNED}; set LIVE_CALLBACK_KEY to it`],
    ],
    [
      'channels without a token',
      "alerts: {channels: ['desk:desk']}",
      {},
      [
        'airdesk.yaml:2: alerts: no callbacks can arrive; set LIVE_CALLBACK_TOKEN, or callbacks under each account',
      ],
    ],
    [
      'rules without a token',
      'alerts: {rules: [{name: a}]}',
      {},
      [
        'airdesk.yaml:2: alerts: no callbacks can arrive; set LIVE_CALLBACK_TOKEN, or callbacks under each account',
      ],
    ],
    [
      'a platform without a channel',
      '',
      { ...SLACK, ...DOOR },
      ['airdesk.yaml:1: alerts.channels: names no channel, so alerts go to the desk only'],
    ],
    [
      'a channel without its platform',
      "alerts: {rules: [{name: a, channels: ['discord:1']}]}",
      { ...SLACK, ...DOOR },
      ['airdesk.yaml:2: alerts.rules.0.channels: nothing is sent to discord:1, since Discord is not set up'],
    ],
    [
      'a channel by its name',
      "alerts: {channels: ['slack:alerts', 'slack:C1'], rules: [{name: a, channels: ['slack:c1']}]}",
      { ...SLACK, ...DOOR },
      [
        'airdesk.yaml:2: alerts.channels: slack:alerts is no id of a channel in Slack; write it as slack:C0123ABCD',
        'airdesk.yaml:2: alerts.rules.0.channels: slack:c1 is no id of a channel in Slack; write it as slack:C0123ABCD',
      ],
    ],
  ] as const)('%s', (_what, yaml, env, notes) => {
    expect(notesOf(load(PEOPLE + yaml, env))).toEqual(notes);
  });

  it.each([
    ['the earlier takes everything', '{}', '{ stream: x }', true],
    ['the same', '{ stream: x }', '{ stream: x }', true],
    ['a wider pattern', "{ stream: 'x*' }", '{ stream: xy }', true],
    ['a wider domain in another case', "{ domain: '*.EXAMPLE.com' }", '{ domain: live.example.com }', true],
    ['a wider type', "{ type: ['stream.*'] }", '{ type: [stream.down], app: live }', true],
    ['more types', '{ type: [stream.down, pull.failing] }', '{ type: [stream.down] }', true],
    ['more causes', '{ cause: [client, network] }', '{ cause: [network] }', true],
    ['the same times', '{ during: [Sat, Sun] }', '{ during: [Sun], stream: x }', true],
    ['every domain, and one with none', "{ domain: '*' }", '{}', false],
    ['a narrower pattern', '{ stream: xy }', "{ stream: 'x*' }", false],
    ['another account', '{ account: main }', '{}', false],
    ['fewer causes', '{ cause: [client] }', '{ cause: [client, network] }', false],
    ['other times', '{ during: [Sat] }', '{ during: [Sun] }', false],
  ] as const)('a rule that never applies: %s', (_what, wide, narrow, isNoted) => {
    const yaml = `${PEOPLE}alerts:\n  rules:\n    - { name: wide, match: ${wide} }\n    - { name: narrow, match: ${narrow} }`;
    expect(notesOf(load(yaml, DOOR))).toEqual(
      isNoted
        ? [
            'airdesk.yaml:5: alerts.rules.1.name: never applies: the earlier rule wide takes everything that it would; put the narrower one first',
          ]
        : [],
    );
  });
});
