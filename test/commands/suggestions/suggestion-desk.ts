import { noRotations } from '../../fakes/no-rotations.ts';
import { commands } from '../../../commands/index.ts';
import { suggestionSources } from '../../../commands/suggestions.ts';
import { GUARDS } from '../../../src/guard/guards.ts';
import type { Config } from '../../../src/config/schema.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import type { Live } from '../../../src/live/live.ts';
import { createSuggest } from '../../../src/chat/suggest/suggest.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { NOW } from '../asking.ts';
import type { Suggest } from '../../../src/platform/suggest.ts';
import { silentLog } from '../../fakes/logs.ts';

const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {}, other: {} },
    roles: { engineer: { risks: ['read', 'change', 'air'] } },
    people: {
      ada: { discord: '1', roles: ['engineer'] },
      min: { discord: '2', roles: ['engineer'], language: 'zh-CN' },
    },
    streams: {
      prime: { domain: 'push.example.com', app: 'live', stream: 'main' },
      night: { domain: 'push.example.com', app: 'live', stream: 'late' },
      elsewhere: { account: 'other', domain: 'push.example.com', app: 'live', stream: 'main' },
    },
  }),
  defaultAccount: 'main',
};

const query = (line: string, given: Readonly<Record<string, string>>, userId: string) => {
  const words = line.split(' ');
  const [option = '', typed = ''] = (words.at(-1) ?? '').split(':');
  return {
    actor: { platform: 'discord', userId, name: 'x' },
    place: { platform: 'discord', channelId: '10' },
    command: words.slice(0, -1).join(' '),
    option,
    typed,
    given,
  };
};

/** The suggestions of all commands as they ship, over this cloud. */
export function suggestOn(live: Live, clock: TestClock): Suggest {
  return createSuggest({
    config,
    commands,
    guards: GUARDS,
    clock,
    live: () => live,
    log: silentLog,
    oncall: noRotations,
    sources: suggestionSources,
  });
}

/**
 * Asks for what an option is offered: `ask('backup switch to:s', { stream: 'prime' })` is the option `to` after an `s`, with
 * the other options that are given. As ada (1) in English, or as min (2) in Chinese.
 */
export function desk(live: Live, clock: TestClock = createTestClock(NOW)) {
  const suggest = suggestOn(live, clock);
  return (line: string, given: Record<string, string> = {}, userId = '1') =>
    suggest(query(line, given, userId));
}
