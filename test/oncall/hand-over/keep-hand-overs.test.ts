import { describe, expect, it } from 'vitest';
import type { HandOver } from '../../../src/oncall/hand-over/hand-over.ts';
import { openHandOvers } from '../../../src/oncall/hand-over/keep-hand-overs.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { at } from '../rotations.ts';
import { configOf, running } from '../running.ts';

const MINUTE = 60_000;
const FILE = {
  people: {
    ada: { slack: 'U0ADA', roles: ['lead'] },
    bo: { slack: 'U0BO', roles: ['lead'] },
    lin: { slack: 'U0LIN', roles: ['lead'] },
  },
  oncall: {
    rotations: {
      room: {
        zone: 'Europe/London',
        layers: [{ people: ['ada', 'bo', 'lin'], handover: 'monday 09:00', start: '2026-03-02' }],
        channel: 'slack:C1',
        takeOverMinutes: 10,
      },
    },
  },
};

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Rotations that are looked after, from the Sunday before a hand-over of ada to bo on. */
async function keeping(
  options: { readonly clock?: TestClock; readonly store?: Store; readonly file?: object } = {},
) {
  const { clock = createTestClock(at('2026-03-08T20:00')), store = memoryStore(), file = FILE } = options;
  const oncall = await running(file, { clock, store });
  const told: string[] = [];
  const errors: unknown[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => void errors.push(fields),
  };
  const handOvers = await openHandOvers({
    ...{ config: configOf(file), oncall, store, clock, log },
    onChange: (rotation) => void told.push(rotation),
  });
  await handOvers.start();
  const last = (): HandOver | undefined => handOvers.duty('room')?.handOvers.at(-1);
  const pass = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.advance(MINUTE);
      await settle();
    }
  };
  return { clock, store, oncall, handOvers, last, pass, told, errors };
}

describe('a hand-over', () => {
  it('is there at the minute, and calls who was on call until it is taken over', async () => {
    const { handOvers, last, pass, clock } = await keeping();
    await pass(13 * 60 - 1);
    expect(last()).toBeUndefined();
    await pass(1);
    expect(last()).toMatchObject({ n: 1, at: at('2026-03-09T09:00'), from: ['ada'], to: ['bo'] });
    expect(handOvers.called('room', clock.now())).toEqual(['bo', 'ada']);
    expect(await handOvers.take('room', 1, 'ada')).toBeUndefined();
    expect(await handOvers.take('room', 2, 'bo')).toBeUndefined();
    expect((await handOvers.take('room', 1, 'bo'))?.taken).toEqual({ by: 'bo', at: clock.now() });
    expect(handOvers.called('room', clock.now())).toEqual(['bo']);
  });

  it('is at the minute by the clock on the wall, also on the day on which clocks change', async () => {
    const { last, pass } = await keeping({ clock: createTestClock(at('2026-03-29T20:00', 'Europe/London')) });
    await pass(13 * 60 - 1);
    expect(last()).toBeUndefined();
    await pass(1);
    expect(last()?.at).toBe(at('2026-03-30T09:00', 'Europe/London'));
  });

  it('is told six times in a quarter of an hour at most, however often a calendar changes its mind', async () => {
    const { clock, oncall, handOvers, last, pass } = await keeping();
    const begun = clock.now();
    for (let minute = 1; minute <= 40; minute += 1) {
      const [from, person] = [begun + minute * MINUTE, ['bo', 'lin', 'ada'][minute % 3] ?? ''];
      const covers = [{ person, from, to: from + MINUTE }];
      await oncall.add({ rotation: 'room', kind: 'override', covers, by: 'bo' });
    }
    await pass(30);
    expect(last()?.n).toBeLessThanOrEqual(12);
    expect(last()?.n).toBeGreaterThan(6);
    // Whoever is on call is called, told or not; and told in the end.
    const [now = ''] = oncall.at('room', clock.now()).people;
    expect(handOvers.called('room', clock.now())).toContain(now);
    await pass(40);
    expect(handOvers.duty('room')?.people).toEqual(['ada']);
  });

  it('is told once, over any number of starts, and taken over once', async () => {
    const first = await keeping();
    await first.pass(13 * 60);
    await first.handOvers.stop();
    const second = await keeping(first);
    expect(second.told).toEqual([]);
    expect(second.last()).toEqual(first.last());
    await second.handOvers.take('room', 1, 'bo');
    const before = second.last();
    await second.pass(1);
    await second.handOvers.take('room', 1, 'bo');
    expect(second.last()).toEqual(before);
    const third = await keeping(second);
    await third.pass(60);
    expect(third.told).toEqual([]);
    expect(third.last()).toEqual(before);
  });

  it('while Airdesk was not running is told at the start, with when it was', async () => {
    const first = await keeping();
    await first.handOvers.stop();
    first.clock.advance(14 * 60 * MINUTE);
    const second = await keeping(first);
    expect(second.last()).toMatchObject({ at: at('2026-03-09T09:00'), seenAt: at('2026-03-09T10:00') });
  });

  it('that nobody takes over is told after the time for it, once', async () => {
    const { pass, last, told, handOvers, clock } = await keeping();
    await pass(13 * 60 + 9);
    expect(last()?.lateAt).toBeUndefined();
    await pass(1);
    expect(last()?.lateAt).toBe(at('2026-03-09T09:10'));
    const count = told.length;
    await pass(120);
    expect(told.length).toBe(count);
    expect(handOvers.called('room', clock.now())).toEqual(['bo', 'ada']);
    // The next one takes all of it away.
    clock.advance(7 * 24 * 60 * MINUTE);
    await settle();
    expect(handOvers.called('room', clock.now())).toEqual(['lin', 'bo']);
  });

  it('by an override, a swap and a take-over, to the minute; whoever takes over by hand needs no button', async () => {
    const { oncall, clock, last, pass, handOvers } = await keeping();
    const from = clock.now() + 30 * MINUTE;
    await oncall.add({
      rotation: 'room',
      kind: 'override',
      covers: [{ person: 'lin', from, to: from + 60 * MINUTE }],
      by: 'lin',
    });
    await pass(29);
    expect(last()).toBeUndefined();
    await pass(1);
    expect(last()).toMatchObject({ at: from, from: ['ada'], to: ['lin'], until: from + 60 * MINUTE });
    expect(last()?.taken).toBeUndefined();
    await pass(60);
    expect(last()).toMatchObject({ at: from + 60 * MINUTE, from: ['lin'], to: ['ada'] });
    const now = clock.now();
    await oncall.add({
      rotation: 'room',
      kind: 'take',
      covers: [{ person: 'bo', from: now, to: now + 60 * MINUTE }],
      by: 'bo',
    });
    await settle();
    expect(last()).toMatchObject({ from: ['ada'], to: ['bo'], taken: { by: 'bo', at: now } });
    expect(handOvers.called('room', now)).toEqual(['bo']);
  });

  it('that the disk refuses is tried again; meanwhile calls go to whoever is on call', async () => {
    const store = memoryStore();
    let isFull = false;
    const commit: Store['commit'] = (writes) =>
      isFull ? Promise.reject(new Error('ENOSPC')) : store.commit(writes);
    const { pass, last, handOvers, clock, errors } = await keeping({ store: { ...store, commit } });
    isFull = true;
    await pass(13 * 60 + 1);
    expect(last()).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    expect(handOvers.called('room', clock.now())).toEqual(['bo']);
    isFull = false;
    await pass(1);
    expect(last()).toMatchObject({ at: at('2026-03-09T09:00'), to: ['bo'] });
  });

  it('to somebody who is not under people any more calls nobody in vain', async () => {
    const first = await keeping();
    await first.pass(13 * 60);
    const { bo, lin } = FILE.people;
    const people = { bo, lin };
    const layers = [{ people: ['bo'] }];
    const file = { people, oncall: { rotations: { room: { ...FILE.oncall.rotations.room, layers } } } };
    const second = await keeping({ ...first, file });
    expect(second.handOvers.called('room', second.clock.now())).toEqual(['bo']);
  });

  it('of a rotation without a channel is none', async () => {
    const { zone, layers } = FILE.oncall.rotations.room;
    const file = { ...FILE, oncall: { rotations: { room: { zone, layers } } } };
    const { handOvers, pass, clock } = await keeping({ file });
    await pass(13 * 60);
    expect(handOvers.duty('room')).toBeUndefined();
    expect(handOvers.called('room', clock.now())).toEqual(['bo']);
  });
});

describe('a rotation whose calendar was not read yet', () => {
  it('is nobody’s guess: no hand-over is made of it', async () => {
    const first = await keeping();
    const { channel } = FILE.oncall.rotations.room;
    const file = { ...FILE, oncall: { rotations: { room: { channel, calendar: { file: '/none.ics' } } } } };
    const second = await keeping({ ...first, file });
    await second.pass(60);
    expect(second.last()).toBeUndefined();
  });
});
