import { noRotations } from '../../fakes/no-rotations.ts';
import { suggestionSources } from '../../../commands/suggestions.ts';
import { z } from 'zod';
import { defineLook, type Command, type OptionSpec } from '../../../src/command.ts';
import type { Config } from '../../../src/config/schema.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { GUARDS } from '../../../src/guard/guards.ts';
import type { Live } from '../../../src/live/live.ts';
import { createSuggest } from '../../../src/chat/suggest/suggest.ts';
import type { Suggestable, SuggestionSource, SuggestionSources } from '../../../src/chat/suggest/source.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import type { SuggestQuery } from '../../../src/platform/suggest.ts';

/** A text in both languages. */
export const say = (en: string, zh: string) => ({ en, zh });

function option(more: Partial<OptionSpec>): OptionSpec {
  return {
    schema: z.string().max(64).optional(),
    summary: say('it', '它'),
    zh: '它',
    required: false,
    example: 'x',
    ...more,
  };
}

function command(name: string, zh: string, risk: 'read' | 'secret', hidden = false): Command {
  return defineLook({
    name,
    zh,
    summary: say(name, zh),
    risk,
    hidden,
    options: {
      stream: option({ suggests: 'stream', zh: '流' }),
      to: option({ suggests: 'upstream', zh: '目标' }),
      kind: option({ zh: '类型' }),
      index: option({ suggests: 'layout', zh: '编号', schema: z.string().regex(/^\d+$/).optional() }),
      note: option({ zh: '备注' }),
    },
    run: async () => ({ kind: 'card', tone: 'info', title: '', visibility: 'channel' }),
  });
}

const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {}, sports: {} },
    defaultAccount: 'main',
    roles: { viewer: { risks: ['read'] }, sporty: { risks: ['read', 'secret'], accounts: ['sports'] } },
    people: {
      ada: { discord: '1', roles: ['viewer'] },
      bo: { discord: '2', roles: ['sporty'] },
      min: { discord: '3', roles: ['viewer'], language: 'zh-CN' },
    },
    channels: { 'discord:20': { account: 'sports' } },
  }),
  defaultAccount: 'main',
};

const commands = [
  command('stream show', '流 查看', 'read'),
  command('stream key', '流 密钥', 'secret'),
  command('stream restore', '流 还原', 'read', true),
];

/** Things to offer that are called like their value. */
export const items = (...values: string[]): Suggestable[] =>
  values.map((value) => ({ value, label: () => ({ name: value }) }));

const unread: SuggestionSource = { within: [], load: async () => [] };

/**
 * Suggestions over these sources; what is not given has nothing to offer. On it: ada (1) who may read on any account, bo (2)
 * who may do more on `sports` only, min (3) who reads Chinese; channel 20 belongs to `sports`. `logged`: what was logged
 * above debug. `values`: what is offered for `stream show stream:` with the parts of the query that are given.
 */
export function stage(sources: Partial<SuggestionSources>) {
  const clock = createTestClock();
  const logged: string[] = [];
  const log = (_fields: object, message: string) => void logged.push(message);
  const live: Live = {
    call: async () => {
      throw new Error('no cloud here');
    },
  };
  const suggest = createSuggest({
    config,
    commands,
    guards: GUARDS,
    clock,
    live: () => live,
    oncall: noRotations,
    log: { debug: () => undefined, info: log, warn: log, error: log },
    sources: {
      ...(Object.fromEntries(
        Object.keys(suggestionSources).map((kind) => [kind, unread]),
      ) as unknown as SuggestionSources),
      ...sources,
    },
  });
  const query = (more: Partial<SuggestQuery> = {}, userId = '1'): SuggestQuery => ({
    actor: { platform: 'discord', userId, name: 'somebody' },
    place: { platform: 'discord', channelId: '10' },
    command: 'stream show',
    option: 'stream',
    typed: '',
    given: {},
    ...more,
  });
  const values = async (more: Partial<SuggestQuery> = {}, userId = '1') =>
    (await suggest(query(more, userId))).map(({ value }) => value);
  return { clock, logged, suggest, query, values };
}
