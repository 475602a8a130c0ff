import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { URGENCIES, type Content, type Urgency } from '../../src/outbox/outbox.ts';
import type { Fault } from './fake-platform.ts';
import { stage, type Stage } from './stage.ts';

const MIN = 60_000;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const CHANNELS = ['slack:C1', 'slack:C2', 'discord:7', 'desk:alerts'];
/** From so many failures in a row on, an outbox may try another one than the most urgent. */
const DOUBT = 3;
/** More of them where somebody has the time. */
const RUNS = Number(process.env['OUTBOX_RUNS'] ?? 60);
/** So long after a try it may be left open whether it arrived, ms. */
const LATE = 6000;

type Step =
  | { readonly do: 'put'; readonly id: string; readonly change: Partial<Content> }
  | { readonly do: 'end' | 'hurry' | 'forget'; readonly id: string }
  | { readonly do: 'fail'; readonly platform: 'slack' | 'discord'; readonly faults: Fault[] }
  | { readonly do: 'down' | 'up'; readonly platform: 'slack' | 'discord' }
  | { readonly do: 'delete'; readonly platform: 'slack' | 'discord'; readonly at: number }
  | { readonly do: 'restart' };

const id = fc.constantFrom(...IDS);
const platform = fc.constantFrom('slack' as const, 'discord' as const);
const put: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('put'),
  id,
  change: fc.record({
    urgency: fc.constantFrom<Urgency>('critical', 'warning', 'info'),
    channels: fc.constant(CHANNELS),
    over: fc.constant(false),
    steps: fc.nat(5),
  }),
});
const fault = fc.oneof(
  fc.constantFrom<Fault>('not-sent', 'lost', 'vanished', 'refused', 'shut'),
  fc.integer({ min: 0, max: 4000 }).map((lateMs) => ({ lateMs })),
  fc.integer({ min: 0, max: 30_000 }).map((limitedMs) => ({ limitedMs })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: put },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('end' as const, 'hurry' as const), id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), id }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      platform,
      faults: fc.array(fault, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('down' as const, 'up' as const), platform }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), platform, at: fc.nat(20) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
);
const script = fc.array(fc.tuple(step, fc.constantFrom(0, 50, 900, 5000, 40_000)), { maxLength: 40 });

async function act(on: Stage, one: Step, forgotten: Set<string>): Promise<void> {
  if (one.do === 'put') {
    if (!forgotten.has(one.id)) on.put(one.id, one.change);
  } else if (one.do === 'end') {
    if (on.contents.items.has(one.id)) on.put(one.id, { urgency: 'over', over: true });
  } else if (one.do === 'hurry') on.outbox.hurry(one.id);
  else if (one.do === 'forget') {
    // What is forgotten does not come back: its cards are no business of the outbox any more.
    forgotten.add(one.id);
    on.contents.items.delete(one.id);
    void on.outbox.forget([one.id]);
  } else if (one.do === 'fail') on[one.platform].fail(...one.faults);
  else if (one.do === 'down') on[one.platform].rule = () => 'not-sent';
  else if (one.do === 'delete') {
    const message = on[one.platform].messages()[one.at];
    if (message && !message.card.title.startsWith('digest')) message.deleted = true;
  } else if (one.do === 'up') on[one.platform].rule = () => undefined;
  else {
    // What arrives only after the next process has looked for it comes twice: nobody can tell it from what was lost.
    for (const fake of [on.slack, on.discord]) fake.arrive();
    const restarting = on.restart();
    // Its messages lived in the process.
    for (let at = 0; at < 1000; at += 1) on.desk.delete(at);
    await restarting;
  }
}

/** Cards that a channel shows of a content, and whether a digest there tells of it. */
function seen(on: Stage, channel: string, message: string): { cards: string[]; digests: number } {
  const [name = '', key = ''] = channel.split(':');
  const fake = name === 'slack' ? on.slack : name === 'discord' ? on.discord : on.desk;
  const titles = fake.shown(key);
  return {
    cards: titles.filter((title) => title.startsWith(`${message} `)),
    digests: titles.filter(
      (title) => title.startsWith('digest') && title.slice(7).split(',').includes(message),
    ).length,
  };
}

describe('whatever happens', () => {
  it(
    'in the end each channel shows the newest of each content once, and the most urgent always went first',
    async () => {
      await fc.assert(
        fc.asyncProperty(script, async (steps) => {
          const wrong: string[] = [];
          const forgotten = new Set<string>();
          const failures = new Map<string, number>();
          const on = await stage({
            onAnnounce(name, channelId, title) {
              const channel = `${name}:${channelId}`;
              const item = on.contents.items.get(title.split(' ')[0] ?? '');
              if (!item || (failures.get(channel) ?? 0) >= DOUBT) return;
              const dead = new Set(on.outbox.state().dead.map((one) => `${one.message}@${one.channel}`));
              for (const other of on.contents.items.values()) {
                if (dead.has(`${other.id}@${channel}`) || !other.channels.includes(channel)) continue;
                const fake = on[name as 'slack'];
                // It may have arrived without an answer: the outbox waits a little before it believes that it has not.
                const isTried = fake.requests.some(
                  ({ at, what, channel: at1, title: tried }) =>
                    what === 'announce' &&
                    at1 === channelId &&
                    tried.startsWith(`${other.id} `) &&
                    at > on.clock.now() - LATE,
                );
                if (isTried) continue;
                const { cards, digests } = seen(on, channel, other.id);
                if (cards.length + digests > 0 || fake.wasDeleted(channelId, other.id)) continue;
                if (
                  URGENCIES.indexOf(other.urgency) < URGENCIES.indexOf(item.urgency) &&
                  !on.hurried.has(item.id)
                )
                  wrong.push(`${title} before ${other.id} in ${channel}`);
              }
            },
            onAnswer(name, channelId, ok) {
              const channel = `${name}:${channelId}`;
              failures.set(channel, ok ? 0 : (failures.get(channel) ?? 0) + 1);
            },
          });
          on.contents.fallback['slack'] = ['discord:9', 'desk:alerts'];
          for (const [one, wait] of steps) {
            if (one.do === 'hurry') on.hurried.add(one.id);
            await act(on, one, forgotten);
            await on.pass(wait, 250);
          }
          for (const fake of [on.slack, on.discord]) {
            fake.rule = () => undefined;
            fake.calm();
          }
          await on.pass(40 * MIN, 1000);
          expect(wrong).toEqual([]);
          expect(on.outbox.state()).toEqual({ pending: 0, oldestCriticalMs: 0, dead: [], down: [] });
          for (const { id: message, version, over } of on.contents.items.values()) {
            for (const channel of CHANNELS) {
              const { cards, digests } = seen(on, channel, message);
              const isNewest = cards.length === 1 && cards[0] === `${message} v${version}`;
              const [name = '', key = ''] = channel.split(':');
              const wasDeleted = on[name as 'slack'].wasDeleted(key, message) && cards.length === 0;
              const isTold = over && cards.length === 0 && (digests === 1 || channel.startsWith('desk'));
              expect(
                isNewest || isTold || wasDeleted,
                `${message} v${version} in ${channel}: ${cards.join()} ${digests}`,
              ).toBe(true);
            }
            const carried = seen(on, 'discord:9', message).cards;
            expect(carried.length).toBeLessThanOrEqual(1);
            // Once all get through, nothing says any more that something cannot be reached.
            for (const title of carried) expect(title).toBe(`${message} v${version}`);
          }
          for (const message of [...on.slack.messages(), ...on.discord.messages()]) {
            const lines = message.thread.flatMap((text) => text.split('\n'));
            expect(new Set(lines).size).toBe(lines.length);
          }
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + RUNS * 100,
  );
});
