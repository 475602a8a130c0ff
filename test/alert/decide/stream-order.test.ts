import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFiring } from '../../../src/alert/model/alert.ts';
import type { LiveEvent } from '../../../src/callback/event.ts';
import { createWorld, cut, push, START, type World } from './world.ts';

/** One push activity, in seconds; not every message of it arrives. */
const activity = fc
  .record({
    begins: fc.integer({ min: 0, max: 12 }),
    lasts: fc.integer({ min: 0, max: 6 }),
    told: fc.constantFrom('begin', 'end', 'both', 'both', 'both'),
    cause: fc.constantFrom('network', 'network', 'replaced', 'client'),
  })
  .map(({ begins, lasts, told, cause }) => ({ begins, ends: begins + lasts, told, cause }));

type Activity = typeof activity extends fc.Arbitrary<infer T> ? T : never;

function messagesOf(activities: readonly Activity[]): Partial<LiveEvent>[] {
  return activities.flatMap(({ begins, ends, told, cause }, index) => {
    const sequence = `s${index}`;
    const begin = push(sequence, { at: START + begins * 1000, dedupeKey: `b${index}` });
    const end = cut(sequence, {
      at: START + ends * 1000,
      dedupeKey: `e${index}`,
      cause: cause as NonNullable<LiveEvent['cause']>,
    });
    return [...(told === 'end' ? [] : [begin]), ...(told === 'begin' ? [] : [end])];
  });
}

/** What is bad in the end: nothing, the stream, or one of its pushes. */
function badAfter(world: World): string[] {
  return world
    .alerts()
    .filter(isFiring)
    .map(({ condition }) => condition)
    .sort();
}

/** What is bad according to all messages together. */
function truth(activities: readonly Activity[]): string[] {
  const ended = activities.filter(({ told }) => told !== 'begin');
  const live = activities.filter(({ told }) => told === 'begin');
  if (ended.length === 0) return [];
  if (live.length === 0) return ['stream.down'];
  const lost = ended.filter(({ cause }) => cause !== 'replaced').map(({ ends }) => ends);
  const newest = Math.max(...live.map(({ begins }) => begins));
  return newest >= Math.max(...lost) ? [] : ['stream.push-lost'];
}

describe('the order of pushes', () => {
  it('ends in the same, in whatever order, however often and however slowly they come', () => {
    const cases = fc.array(activity, { minLength: 1, maxLength: 5 }).chain((activities) => {
      const messages = messagesOf(activities);
      return fc.record({
        activities: fc.constant(activities),
        first: fc.shuffledSubarray(messages, { minLength: messages.length }),
        repeated: fc.array(fc.constantFrom(...messages), { maxLength: 5 }),
        pauses: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 20, maxLength: 20 }),
        known: fc.boolean(),
      });
    });
    fc.assert(
      fc.property(cases, ({ activities, first, repeated, pauses, known }) => {
        const world = createWorld({ flapping: { times: 20 } });
        world.pass(60_000);
        [...first, ...repeated].forEach((message, index) => {
          // The same message signed anew has another key.
          const key = known ? {} : { dedupeKey: `${index}` };
          world.tell({ ...message, ...key });
          world.pass(pauses[index] ?? 0);
        });
        expect(badAfter(world)).toEqual(truth(activities));
        world.pass(60_000);
        expect(badAfter(world)).toEqual(truth(activities));
        expect(world.alerts().every(({ status }) => status !== 'pending')).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('is not led astray by a time that cannot be', () => {
    const world = createWorld();
    world.tell(cut('A', { at: Number.MAX_SAFE_INTEGER }));
    world.pass(10_000);
    expect(world.tell(push('B')).reason).toBe('recovered');
    world.tell(push('C', { at: Number.NaN }));
    world.pass(10_000);
    world.tell(cut('B'));
    world.tell(cut('C'));
    expect(badAfter(world)).toEqual(['stream.down']);
  });

  it('keeps what it knows of a stream bounded', () => {
    const world = createWorld();
    for (let n = 0; n < 50; n++) {
      world.tell(push(`p${n}`));
      if (n % 2 === 0) world.tell(cut(`p${n}`));
    }
    expect(world.stream()?.live).toHaveLength(16);
    expect(world.stream()?.began).toHaveLength(16);
    expect(world.stream()?.ended).toHaveLength(16);
  });

  it('takes what we saw for the end of every push that began before', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.pass(60_000);
    world.see({ effect: 'fires' });
    expect(world.stream()).toMatchObject({ live: [], ended: ['A'] });
    expect(world.tell(cut('A')).reason).toBe('same');
    expect(badAfter(world)).toEqual(['stream.down']);
  });

  it('believes a push that began after we looked', () => {
    const world = createWorld();
    world.pass(60_000);
    world.tell(push('A'));
    expect(world.see({ effect: 'fires', at: world.now() - 1000 }).reason).toBe('out-of-order');
  });

  it('does not alarm for a cut of ours that we saw before it was told', () => {
    const world = createWorld();
    world.ownActs = new Set(['stream:live.example.com/live/main']);
    world.tell(push('A'));
    world.pass(60_000);
    expect(world.see({ effect: 'fires' }).reason).toBe('own-command');
    expect(world.alerts()).toEqual([]);
  });

  it('does not take a cut of ours for a push that was lost', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.tell(push('B'));
    world.pass(60_000);
    world.ownActs = new Set(['stream:live.example.com/live/main']);
    expect(world.tell(cut('A', { cause: 'command' })).reason).toBe('own-command');
    world.ownActs = new Set();
    expect(world.tell(cut('B')).reason).toBe('pending');
    expect(badAfter(world)).toEqual(['stream.down']);
  });

  it('does not wait again for a reserve that was there when an announced stream was told of it', () => {
    const world = createWorld();
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(10_000);
    expect(world.tell(push('B', { at: START })).reason).toBe('still-live');
    expect(world.alert('stream.down')).toMatchObject({ status: 'recovered', announced: true });
    expect(world.alert('stream.push-lost')).toMatchObject({ status: 'firing', announced: true });
  });
});
