import { describe, expect, it } from 'vitest';
import { slackVariables } from '../../adapters/slack/description.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { problemLine } from '../../src/config/problem.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { filesOf } from './files.ts';

function problemsOf(env: Record<string, string>, files: Record<string, string> = {}): string[] {
  return readEnvironment(env, filesOf(files), DESCRIPTIONS).problems.map(problemLine);
}

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readEnvironment({ PORT: '', SLACK_BOT_TOKEN: '' }, filesOf({}), DESCRIPTIONS)).toMatchObject({
      problems: [],
      environment: {
        port: 8787,
        host: '127.0.0.1',
        dataFolder: './data',
        configFile: undefined,
        hasCloudKey: false,
        logLevel: 'info',
      },
    });
  });

  it('says once what is wrong with an address', () => {
    const once = [expect.stringMatching(/AIRDESK_URL: must be an address without a path, as https:/)];
    expect(problemsOf({ AIRDESK_URL: 'airdesk.example.com' })).toEqual(once);
    expect(problemsOf({ AIRDESK_URL: 'http://[:::]' })).toEqual(once);
  });

  it('takes secrets from files', () => {
    const files = { '/run/bot': 'xoxb-1\n', '/run/app': 'xapp-1\n' };
    const env = { SLACK_BOT_TOKEN_FILE: '/run/bot', SLACK_APP_TOKEN_FILE: '/run/app' };
    const { environment } = readEnvironment(env, filesOf(files), DESCRIPTIONS);
    expect(slackVariables(environment?.variables ?? {})).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: undefined,
      apiUrl: undefined,
    });
    expect(environment?.variables['SLACK_BOT_TOKEN']).toBe('xoxb-1');
  });

  it.each([
    [{ PORT: '70000' }, 'environment: PORT: must be a number from 0 to 65535'],
    [{ PORT: '0x50' }, 'environment: PORT: must be a number from 0 to 65535'],
    [{ LOG_LEVEL: 'loud' }, 'environment: LOG_LEVEL: must be one of debug, info, warn, error'],
    [{ HOST: 'a b' }, 'environment: HOST: must be an address or a host name, as 127.0.0.1 or 0.0.0.0'],
    [{ SLACK_API_URL: 'slack.com' }, 'environment: SLACK_API_URL: must be an http or https address'],
    [
      { TENCENTCLOUD_SECRET_ID: 'x' },
      'environment: TENCENTCLOUD_SECRET_ID: is set and TENCENTCLOUD_SECRET_KEY is not; set both or neither',
    ],
    [
      { TENCENTCLOUD_SESSION_TOKEN: 'x' },
      'environment: TENCENTCLOUD_SESSION_TOKEN: is set and TENCENTCLOUD_SECRET_ID is not; set both or neither',
    ],
    [
      { SLACK_SIGNING_SECRET: 'x' },
      'environment: SLACK_SIGNING_SECRET: is set and SLACK_BOT_TOKEN is not; set both or neither',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'environment: SLACK_BOT_TOKEN: is set without SLACK_SIGNING_SECRET (Slack over HTTP) or SLACK_APP_TOKEN (Socket Mode); set one of them, or both',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-2' },
      'environment: SLACK_APP_TOKEN: holds a bot or user token (xox…); it needs an app-level token (xapp-) with connections:write',
    ],
    [
      { LIVE_CALLBACK_TOKEN: 'short' },
      'environment: LIVE_CALLBACK_TOKEN: must be 16 to 128 letters, digits, - or _, as openssl rand -hex 24 prints',
    ],
    [
      { LIVE_CALLBACK_KEY: 'key' },
      'environment: LIVE_CALLBACK_KEY: is set and LIVE_CALLBACK_TOKEN, the path that it checks, is not',
    ],
    [
      { LIVE_CALLBACK_TOKEN_FILE: '/none' },
      'environment: LIVE_CALLBACK_TOKEN_FILE: the file /none cannot be read',
    ],
    [
      { TENCENTCLOUD_SECRET_KEY_FILE: '/none' },
      'environment: TENCENTCLOUD_SECRET_KEY_FILE: the file /none cannot be read',
    ],
    [{ SLACK_APP_TOKEN_FILE: '/empty' }, 'environment: SLACK_APP_TOKEN_FILE: the file /empty is empty'],
    [
      { SLACK_APP_TOKEN_FILE: '/run/app', SLACK_APP_TOKEN: 'xapp-1' },
      'environment: SLACK_APP_TOKEN_FILE: SLACK_APP_TOKEN is set as well; set only one of the two',
    ],
  ])('%j', (env, line) => {
    expect(problemsOf(env as Record<string, string>, { '/empty': '\n' })).toContain(line);
  });

  it('never repeats a value that is wrong', () => {
    const secret = 'xapp-hunter2 two';
    const env = Object.fromEntries(
      [
        'PORT',
        'HOST',
        'LOG_LEVEL',
        'LIVE_ENDPOINT',
        'LIVE_REGION',
        'SLACK_API_URL',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'TENCENTCLOUD_SECRET_KEY',
        'LIVE_CALLBACK_TOKEN',
        'LIVE_CALLBACK_KEY',
      ].map((name) => [name, secret]),
    );
    const lines = problemsOf(env);
    expect(lines.length).toBeGreaterThanOrEqual(11);
    expect(lines.join('\n')).not.toContain('hunter2');
  });
});
