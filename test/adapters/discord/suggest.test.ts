import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Suggest } from '../../../adapters/discord/commands/suggest.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';
import type { SuggestQuery } from '../../../src/platform/suggest.ts';

const TYPING = {
  words: ['stream', 'drop'],
  options: [
    { name: 'reason', value: 'rights' },
    { name: 'stream', value: 'ma', focused: true },
  ],
};

let setup: Setup | undefined;
afterEach(() => setup?.stop());

describe.each(['http', 'gateway'] as const)('suggestions over %s', (mode) => {
  async function choices(suggest: Suggest | undefined, clock = createTestClock()) {
    setup = await startDiscord({ clock, mode, ...(suggest ? { suggest } : {}) });
    return (await setup.fake.autocomplete(setup.wire, LEAD, ON_AIR, TYPING)).choices;
  }

  it('are asked for with what is known, and nothing to answer with', async () => {
    let query: SuggestQuery | undefined;
    const offered = await choices(async (asked) => {
      query = asked;
      return [{ value: 'push.example.com/live/main', name: 'main · on air' }];
    });
    expect(offered).toEqual([{ value: 'push.example.com/live/main', name: 'main · on air' }]);
    expect(query).toMatchObject({
      actor: { userId: LEAD.id },
      command: 'stream drop',
      option: 'stream',
      typed: 'ma',
      given: { reason: 'rights' },
    });
    expect(query?.place).toEqual({ platform: 'discord', channelId: ON_AIR });
    expect(setup?.intents).toEqual([]);
  });

  it('are at most 25, each within 100 characters, each value once and whole', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      value: `v${at}`,
      name: `主路${'x'.repeat(200)}${at}`,
    }));
    const odd = [
      { value: 'y'.repeat(101), name: 'too long to be itself' },
      { value: '', name: 'nothing' },
      many[0]!,
    ];
    const offered = await choices(async () => [...odd, ...many]);
    expect(offered?.map(({ value }) => value)).toEqual(many.slice(0, 25).map(({ value }) => value));
    expect(offered?.every(({ name }) => name.length <= 100)).toBe(true);
  });

  it.each([
    ['there is nobody to ask', undefined],
    ['it fails', () => Promise.reject(new Error('no'))],
  ])('are none when %s', async (_what, suggest) => {
    expect(await choices(suggest)).toEqual([]);
  });

  it('are none when they are late', async () => {
    const clock = createTestClock();
    let isAsked = false;
    const offered = choices(() => {
      isAsked = true;
      return new Promise(() => undefined);
    }, clock);
    await vi.waitFor(() => expect(isAsked).toBe(true), { timeout: 60_000 });
    clock.advance(250);
    expect(await offered).toEqual([]);
  });
});
