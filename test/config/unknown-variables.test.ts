import { describe, expect, it } from 'vitest';
import { environmentVariables } from '../../scripts/docs/environment.ts';
import { knownVariables } from '../../src/config/environment.ts';
import { problemLine } from '../../src/config/problem.ts';
import { unknownVariables } from '../../src/config/unknown-variables.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';

const known = knownVariables(DESCRIPTIONS);
const told = (name: string) => unknownVariables({ [name]: 'secret' }, known).map(problemLine);

describe('variables that look like ours', () => {
  it.each([
    ['AIRDESK_CONFG', 'did you mean AIRDESK_CONFIG?'],
    ['AIRDESK_DATA_FOLDER', 'and has no effect'],
    ['AIRDESK_TOKEN', 'and has no effect'],
    ['SLACK_BOT_TOKN', 'did you mean SLACK_BOT_TOKEN?'],
    ['SLACK_BOT_TOKEN_FLE', 'did you mean SLACK_BOT_TOKEN_FILE?'],
    ['DISCORD_TOKENS', 'did you mean DISCORD_TOKEN?'],
    ['LIVE_CALLBAK_KEY', 'did you mean LIVE_CALLBACK_KEY?'],
    ['TENCENTCLOUD_SECRETID', 'did you mean TENCENTCLOUD_SECRET_ID?'],
  ])('%s is told: %s', (name, line) => {
    expect(told(name)).toEqual([expect.stringContaining(`${name}: is no variable of Airdesk`)]);
    expect(told(name)[0]).toContain(line);
    expect(told(name)[0]).not.toContain('secret');
  });

  it.each([
    'PATH',
    'HOME',
    'POST',
    'HOSTNAME',
    'LOG_FILE',
    'SLACK_WEBHOOK_URL',
    'DISCORD_WEBHOOK',
    'NODE_OPTIONS',
  ])('%s is none', (name) => {
    expect(told(name)).toEqual([]);
  });

  it('all that are documented are known', () => {
    const documented = environmentVariables(DESCRIPTIONS).flatMap(({ variables }) => variables);
    for (const { name, fromFile } of documented) {
      expect(told(name)).toEqual([]);
      if (fromFile) expect(told(`${name}_FILE`)).toEqual([]);
    }
  });
});
