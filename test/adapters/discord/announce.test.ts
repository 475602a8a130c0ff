import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markerOf } from '../../../adapters/discord/marker.ts';
import { renderCard, renderCompact } from '../../../adapters/discord/render.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { Card, Mention } from '../../../src/reply.ts';
import { CreateMessageSchema } from '../../fakes/discord/message-schema.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { anyCard } from './any-card.ts';
import { ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';

const ELSEWHERE = '200000000000000099';
const KEY = 'alert-1_discord-1';
const CARD: Card = {
  kind: 'card',
  tone: 'failure',
  title: 'live/main is down',
  buttons: [{ id: 'alert:ack:1', label: 'Acknowledge' }],
  visibility: 'channel',
};

let clock: TestClock;
let setup: Setup;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startDiscord({ clock });
  setup.fake.limitRate({ limit: 1_000, seconds: 1 });
});
afterEach(() => setup.stop());

const callsOf = (route: string) => setup.fake.calls.filter((call) => call.route === route);
const announce = (key = KEY, card = CARD, channel: string = ON_AIR) =>
  setup.adapter.announce(channel, card, key);
const thrown = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
const newest = () => setup.fake.messages(ON_AIR).at(-1)!;

describe('announcing in Discord', () => {
  it('marks the card with its key as nonce and as a number, and keeps the number through changes', async () => {
    const ref = await announce();
    expect(newest()).toMatchObject({ nonce: KEY, components: [{ type: 17, id: markerOf(KEY) }] });
    await setup.adapter.update(ref, { ...CARD, title: 'Recovered' });
    expect(newest()).toMatchObject({ edits: 1, components: [{ type: 17, id: markerOf(KEY) }] });
  });

  it('has a number for every key that Discord takes for an id, nearly always another one', () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,25}$/), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(keys, (all) => {
        const numbers = all.map(markerOf);
        for (const number of numbers) expect(number).toBeGreaterThan(0);
        for (const number of numbers) expect(number).toBeLessThanOrEqual(0x7fffffff);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });

  it('stays within every limit with as many calls as it makes, and allows exactly those', () => {
    const mention = fc.record({
      kind: fc.constantFrom<Mention['kind']>('user', 'group'),
      id: fc.oneof(fc.stringMatching(/^\d{17,20}$/), fc.constantFrom('everyone', '1>', '')),
    });
    fc.assert(
      fc.property(anyCard, fc.array(mention, { maxLength: 60 }), (card, mentions) => {
        for (const render of [renderCard, renderCompact]) {
          const message = render(card, { mentions, id: 7 });
          expect(CreateMessageSchema.safeParse(message).error).toBeUndefined();
          const { users = [], roles = [] } = message.allowed_mentions;
          const called = mentions.filter(({ id }) => /^\d+$/.test(id)).slice(0, 20);
          expect(new Set([...users, ...roles])).toEqual(new Set(called.map(({ id }) => id)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sends a compact card with key and calls where the full one is refused', async () => {
    setup.fake.fault({ route: 'create message', kind: 'error', status: 400, code: 50_035 });
    const user = '500000000000000071';
    await announce(KEY, { ...CARD, mentions: [{ kind: 'user', id: user }] });
    expect(newest()).toMatchObject({ notified: [user], components: [{ id: markerOf(KEY) }] });
  });

  it.each([
    [403, 50_001, 'View Channel'],
    [403, 50_013, 'Send Messages'],
    [404, 10_003, 'no longer exists'],
    [401, 0, 'DISCORD_TOKEN'],
  ])('%i with %i is a refusal, with what to do', async (status, code, hint) => {
    setup.fake.fault({ route: 'create message', kind: 'error', status, code });
    const error = await thrown(announce());
    expect(error).toMatchObject({ fate: 'refused', retryable: false });
    expect((error as DeliveryError).hint.en).toContain(hint);
    expect(callsOf('create message')).toHaveLength(1);
  });

  it('does not wait where the limit is known beforehand, and says how long to', async () => {
    setup.fake.limitRate({ limit: 1, seconds: 5 });
    await announce('k1');
    const start = clock.now();
    const error = await thrown(announce('k2'));
    expect(error).toMatchObject({ fate: 'not-sent', retryable: true, retryAfterMs: 5_000 });
    expect(callsOf('create message')).toHaveLength(1);
    expect(clock.now()).toBe(start);
    clock.advance(5_000);
    await announce('k2');
  });

  it('keeps a 429 in mind, for its channel or for all', async () => {
    setup.fake.fault({ route: 'create message', kind: 'rate-limit', retryAfter: 4 });
    expect(await thrown(announce('k1'))).toMatchObject({ retryAfterMs: 4_000 });
    expect(await thrown(announce('k1'))).toMatchObject({ retryAfterMs: 4_000 });
    expect(callsOf('create message')).toHaveLength(1);
    await announce('k2', CARD, ELSEWHERE);
    clock.advance(4_000);
    setup.fake.fault({ route: 'create message', kind: 'rate-limit', retryAfter: 4, global: true });
    expect(await thrown(announce('k1'))).toMatchObject({ retryAfterMs: 4_000 });
    expect(await thrown(announce('k3', CARD, ELSEWHERE))).toMatchObject({ retryAfterMs: 4_000 });
    expect(callsOf('create message')).toHaveLength(3);
  });

  it('tries once while every second call is limited', async () => {
    setup.fake.rateLimitInTurn({ call: 'create message', every: 2, retryAfter: 3 });
    const outcomes: unknown[] = [];
    for (let at = 0; at < 4; at += 1) {
      outcomes.push(await thrown(announce(`k${at}`)));
      clock.advance(3_000);
    }
    expect(outcomes.map((one) => one instanceof DeliveryError)).toEqual([false, true, false, true]);
    expect(callsOf('create message')).toHaveLength(4);
  });

  it('tells a Discord that cannot be reached from one that fails, and finds it again at its address', async () => {
    const ref = await announce();
    await setup.fake.goDown();
    // The connection that was kept open may still look alive to the first of them.
    await vi.waitFor(async () =>
      expect(await thrown(announce('other'))).toMatchObject({ fate: 'not-sent', retryable: true }),
    );
    await setup.fake.goDown('http-503');
    expect(await thrown(announce('other'))).toMatchObject({ fate: 'unknown', retryable: false });
    await setup.fake.comeUp();
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toEqual(ref);
    expect(setup.fake.messages(ON_AIR)).toHaveLength(1);
  });
});

describe('a Discord that takes nothing of ours', () => {
  it.each([
    [401, 0, true],
    [401, 40_001, true],
    [403, 50_001, false],
    [403, 50_013, false],
  ])('%i, code %i: %s', async (status, code, everywhere) => {
    setup.fake.fault({ route: 'create message', kind: 'error', status, code });
    expect(await thrown(announce())).toMatchObject({ fate: 'refused', everywhere });
  });

  it('is not believed where the answer holds no message: it is some proxy', async () => {
    setup.fake.fault({ route: 'create message', kind: 'http', status: 200 });
    expect(await thrown(announce())).toMatchObject({ fate: 'unknown' });
    expect(setup.fake.messages(ON_AIR)).toHaveLength(0);
  });
});

describe('finding an own card in Discord', () => {
  it('goes by the nonce where Discord tells it', async () => {
    const { id } = setup.fake.guild.addMessage({
      channelId: ON_AIR,
      nonce: KEY,
      content: 'without a marker',
    });
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toBe('none');
    setup.fake.guild.listsNonces = true;
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toMatchObject({ messageId: id });
  });

  it('keeps the marker of what it found', async () => {
    await announce();
    await setup.stop();
    const again = await startDiscord({ clock });
    again.fake.guild.messages.push(...setup.fake.guild.messages);
    setup = again;
    const ref = await again.adapter.find(ON_AIR, KEY, clock.now());
    if (typeof ref === 'string') throw new Error(ref);
    await again.adapter.update(ref, { ...CARD, title: 'Recovered' });
    expect(newest()).toMatchObject({ edits: 1, components: [{ id: markerOf(KEY) }] });
  });

  it('takes no message of somebody else for ours, whatever it carries', async () => {
    const { components } = renderCard(CARD, { id: markerOf(KEY) });
    const facts = { channelId: ON_AIR, authorId: '500000000000000066', nonce: KEY };
    setup.fake.guild.addMessage({ ...facts, components: components as never });
    setup.fake.guild.listsNonces = true;
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toBe('none');
  });

  it('cannot tell without Read Message History: an empty list says nothing', async () => {
    await announce();
    setup.fake.guild.unreadable.add(ON_AIR);
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toBe('unknown');
  });

  it.each([50_001, 50_013, 10_003] as const)('cannot tell on %i', async (code) => {
    setup.fake.guild.closed.set(ON_AIR, code);
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toBe('unknown');
  });

  it('reads on where much was written since, three pages at most', async () => {
    const start = clock.now();
    const ref = await announce();
    const chatter = (count: number) => {
      for (let at = 0; at < count; at += 1)
        setup.fake.guild.addMessage({ channelId: ON_AIR, authorId: '500000000000000066', content: 'hello' });
    };
    chatter(250);
    expect(await setup.adapter.find(ON_AIR, KEY, start)).toEqual(ref);
    expect(callsOf('list messages')).toHaveLength(3);
    chatter(100);
    expect(await setup.adapter.find(ON_AIR, KEY, start)).toBe('unknown');
    expect(callsOf('list messages')).toHaveLength(6);
    clock.advance(120_000);
    chatter(100);
    expect(await setup.adapter.find(ON_AIR, KEY, clock.now())).toBe('none');
    expect(callsOf('list messages')).toHaveLength(8);
  });
});

describe('threads in Discord', () => {
  it('begin with the first text, under the card', async () => {
    const ref = await announce();
    expect(await setup.adapter.addToThread(ref, 'down', 't1')).toBe('added');
    expect(await setup.adapter.addToThread(ref, 'up', 't2')).toBe('added');
    expect(setup.fake.guild.threads.get(ref.messageId)).toMatchObject({ channelId: ON_AIR });
    expect(callsOf('create thread')).toHaveLength(1);
    expect(setup.fake.thread(ref.messageId)).toEqual(['down', 'up']);
  });

  it('take a text once, when it is sent again', async () => {
    const ref = await announce();
    await setup.adapter.addToThread(ref, 'down', 't1');
    await setup.adapter.addToThread(ref, 'down', 't1');
    expect(setup.fake.thread(ref.messageId)).toEqual(['down']);
  });

  it('may have been begun by somebody else meanwhile', async () => {
    const ref = await announce();
    setup.fake.guild.threads.set(ref.messageId, { channelId: ON_AIR, name: 'theirs', locked: false });
    setup.fake.fault({ route: 'create message', kind: 'error', status: 404, code: 10_003 });
    expect(await setup.adapter.addToThread(ref, 'down', 't1')).toBe('added');
    expect(callsOf('create thread').map(({ status }) => status)).toEqual([400]);
  });

  it.each([50_013, 50_001, 50_024, 160_006] as const)(
    'are let be in a channel that answers %i, and asked for again after ten minutes',
    async (code) => {
      setup.fake.guild.threadless.set(ON_AIR, code);
      const ref = await announce();
      const there = await announce('k2', CARD, ELSEWHERE);
      for (let at = 0; at < 3; at += 1)
        expect(await setup.adapter.addToThread(ref, 'down', `t${at}`)).toBe('none');
      expect(callsOf('create thread')).toHaveLength(1);
      expect(await setup.adapter.addToThread(there, 'down', 't3')).toBe('added');
      clock.advance(600_000);
      setup.fake.guild.threadless.clear();
      expect(await setup.adapter.addToThread(ref, 'down', 't4')).toBe('added');
    },
  );

  it('that are locked take nothing, and others do', async () => {
    const [ref, other] = [await announce('k1'), await announce('k2')];
    await setup.adapter.addToThread(ref, 'down', 't1');
    setup.fake.guild.threads.get(ref.messageId)!.locked = true;
    expect(await setup.adapter.addToThread(ref, 'up', 't2')).toBe('none');
    expect(await setup.adapter.addToThread(other, 'down', 't3')).toBe('added');
  });

  it('cannot begin under a card that was deleted', async () => {
    const ref = await announce();
    setup.fake.remove(ON_AIR, ref.messageId);
    expect(await setup.adapter.addToThread(ref, 'down', 't1')).toBe('gone');
  });
});
