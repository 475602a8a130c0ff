/** Overrides, swaps and take-overs as they are kept: what they do to a rotation, when they end, and what is left of them. */
import { describe, expect, it } from 'vitest';
import { openOverrideBook } from '../../src/oncall/override-book.ts';
import type { Override } from '../../src/oncall/override.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { swapOf } from '../../src/oncall/swap.ts';
import { troubleText } from '../../src/oncall/trouble.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { at, DAY, HOUR, rotation, wall } from './rotations.ts';
import { running } from './running.ts';

const PEOPLE = {
  ada: { desk: 'ada', roles: ['lead'] },
  bo: { desk: 'bo', roles: ['lead'] },
  lin: { desk: 'lin', roles: ['lead'] },
};
const WEEKLY = { layers: [{ people: ['ada', 'bo', 'lin'], handover: 'monday 09:00', start: '2026-02-02' }] };
const FILE = { people: PEOPLE, oncall: { rotations: { room: WEEKLY } } };
const NOW = at('2026-03-01T20:00');

const cover = (person: string, from: number, to: number, by = 'ada'): Omit<Override, 'id' | 'at'> => ({
  rotation: 'room',
  kind: 'override',
  covers: [{ person, from, to }],
  by,
});

describe('an override', () => {
  it('goes before the rotation, and ends by itself', async () => {
    const oncall = await running(FILE);
    await oncall.add(cover('lin', NOW + HOUR, NOW + 3 * HOUR));
    expect([0, 1, 2.9, 3].map((hours) => oncall.at('room', NOW + hours * HOUR).people[0])).toEqual([
      'ada',
      'lin',
      'lin',
      'ada',
    ]);
    expect(oncall.at('room', NOW).until).toBe(NOW + HOUR);
    expect(oncall.at('room', NOW + HOUR)).toMatchObject({ by: { kind: 'override' }, until: NOW + 3 * HOUR });
  });

  it('goes before an older one, which goes on behind it', async () => {
    const oncall = await running(FILE);
    await oncall.add(cover('lin', NOW, NOW + 10 * HOUR));
    await oncall.add(cover('bo', NOW + HOUR, NOW + 2 * HOUR));
    expect([0, 1, 2, 10].map((hours) => oncall.at('room', NOW + hours * HOUR).people[0])).toEqual([
      'lin',
      'bo',
      'lin',
      'ada',
    ]);
  });

  it('fills a hole', async () => {
    const file = {
      people: PEOPLE,
      oncall: { rotations: { room: { layers: [{ people: ['ada'], during: ['Mon-Fri 09:00-18:00'] }] } } },
    };
    const oncall = await running(file);
    expect(oncall.at('room', NOW).people).toEqual([]);
    await oncall.add(cover('bo', NOW, NOW + HOUR));
    expect(oncall.at('room', NOW)).toMatchObject({ people: ['bo'], until: NOW + HOUR });
  });

  it('is there after a restart, and ended it is not', async () => {
    const store = memoryStore();
    const before = await running(FILE, { store });
    await before.add(cover('lin', NOW, NOW + DAY));
    const gone = await before.add(cover('bo', NOW + 2 * DAY, NOW + 3 * DAY));
    await before.end(gone.id);
    const after = await running(FILE, { store });
    expect(after.overrides('room').map(({ covers }) => covers[0]?.person)).toEqual(['lin']);
  });

  it('that is ended early was one up to then, and is not ended twice', async () => {
    const clock = createTestClock();
    const oncall = await running(FILE, { clock });
    const { id } = await oncall.add(cover('lin', NOW, NOW + DAY));
    clock.advance(2 * HOUR);
    expect(await oncall.end(id)).toBeDefined();
    expect(await oncall.end(id)).toBeUndefined();
    expect(oncall.at('room', clock.now()).people).toEqual(['ada']);
    expect(oncall.at('room', NOW + HOUR).people).toEqual(['lin']);
  });

  it('is kept for 35 days after its end, then swept', async () => {
    const [clock, store] = [createTestClock(), memoryStore()];
    const oncall = await running(FILE, { clock, store });
    await oncall.add(cover('lin', NOW, NOW + HOUR));
    clock.advance(35 * DAY);
    await oncall.sweep();
    expect(oncall.at('room', NOW).people).toEqual(['lin']);
    clock.advance(2 * HOUR);
    await oncall.sweep();
    expect(oncall.at('room', NOW).people).toEqual(['ada']);
    expect(await store.list('oncall-overrides')).toEqual([]);
  });

  it('of somebody who is gone from airdesk.yaml does not count, and that is told', async () => {
    const store = memoryStore();
    const before = await running(FILE, { store });
    const { id } = await before.add(cover('lin', NOW, NOW + DAY));
    const left = { ada: PEOPLE.ada, bo: PEOPLE.bo };
    const rotations = { room: { layers: [{ people: ['ada'] }] } };
    const after = await running({ people: left, oncall: { rotations } }, { store });
    expect(after.at('room', NOW).people).toEqual(['ada']);
    expect(after.troubles(NOW)).toEqual([
      { kind: 'override-of-nobody', rotation: 'room', id, person: 'lin' },
    ]);
  });

  it('is refused where a thousand hold or come; those that ended make room', async () => {
    const clock = createTestClock(NOW);
    let ids = 0;
    const newId = () =>
      String((ids += 1))
        .padStart(32, '0')
        .replace(/^(.*)(.{16})$/, '$2$1');
    const book = await openOverrideBook({ store: memoryStore(), clock, newId, onChange: () => undefined });
    for (let count = 0; count < 1_000; count += 1) await book.add(cover('lin', NOW, NOW + DAY));
    await expect(book.add(cover('lin', NOW, NOW + DAY))).rejects.toMatchObject({
      code: 'airdesk.too-many-overrides',
    });
    // Ending one makes room: whoever has to take over can.
    const [any] = book.of('room');
    clock.advance(60_000);
    await book.end(any!.id);
    expect((await book.add(cover('lin', NOW + 60_000, NOW + DAY))).id).toHaveLength(8);
    expect(book.of('room')).toHaveLength(1_000);
  });
});

describe('a swap', () => {
  const rota = rotation(WEEKLY);
  const [shift] = shiftsBetween(rota, [], at('2026-03-02T09:00'), at('2026-03-08T09:00'));

  it('gives the shift to the one, and the next one of theirs for it', () => {
    const swap = swapOf(rota, [], {
      shift: { ...shift!, to: at('2026-03-09T09:00') },
      person: 'lin',
      now: NOW,
    });
    if (typeof swap === 'string') throw new Error(swap);
    expect(swap.map(({ person, from, instead }) => `${wall(from)} ${person} for ${instead ?? ''}`)).toEqual([
      '2026-03-02 09:00 lin for bo',
      '2026-03-09 09:00 bo for lin',
    ]);
  });

  it('gives all of it, also where somebody is on call by an override in the middle of their own shift', () => {
    const own = cover('lin', at('2026-03-13T18:00'), at('2026-03-13T22:00'));
    const swap = swapOf(rota, [{ ...own, id: 'k3m9x2ab', at: NOW }], {
      shift: { ...shift!, to: at('2026-03-09T09:00') },
      person: 'lin',
      now: NOW,
    });
    if (typeof swap === 'string') throw new Error(swap);
    expect(swap.map(({ from, to }) => [wall(from), wall(to)])).toEqual([
      ['2026-03-02 09:00', '2026-03-09 09:00'],
      ['2026-03-09 09:00', '2026-03-16 09:00'],
    ]);
  });

  it.each([
    ['bo', 'same'],
    ['vic', 'none'],
  ])('with %s there is none: %s', (person, why) => {
    expect(swapOf(rota, [], { shift: shift!, person, now: NOW })).toBe(why);
  });

  it('of a shift that several have there is none', () => {
    expect(swapOf(rota, [], { shift: { ...shift!, people: ['ada', 'bo'] }, person: 'lin', now: NOW })).toBe(
      'several',
    );
  });

  it('whose shifts are others since is told, and so is one that fits no more over a change of layers', async () => {
    const store = memoryStore();
    const before = await running(FILE, { store });
    const swap = swapOf(rota, [], {
      shift: { ...shift!, to: at('2026-03-09T09:00') },
      person: 'lin',
      now: NOW,
    });
    if (typeof swap === 'string') throw new Error(swap);
    const { id } = await before.add({ rotation: 'room', kind: 'swap', covers: [...swap], by: 'ada' });
    expect(before.troubles(NOW)).toEqual([]);
    // Somebody moves the hand-over by an hour.
    const moved = { layers: [{ ...WEEKLY.layers[0], handover: 'monday 08:00' }] };
    const after = await running({ people: PEOPLE, oncall: { rotations: { room: moved } } }, { store });
    const troubles = after.troubles(NOW);
    expect(troubles).toEqual([{ kind: 'swap-misfit', rotation: 'room', id }]);
    expect(troubleText(troubles[0]!, 'en', 'UTC')).toMatch(/room: swap \S+ does not fit the shifts any more/);
  });
});

describe('holes', () => {
  const file = (rota: object) => ({ people: PEOPLE, oncall: { rotations: { room: rota } } });
  const weekdays = { layers: [{ people: ['ada'], during: ['Mon-Fri'] }] };

  it('in the next seven days are told, with their begin and end', async () => {
    const oncall = await running(file(weekdays));
    expect(oncall.troubles(NOW).map((each) => troubleText(each, 'en', 'UTC'))).toEqual([
      'room: nobody is on call from 2026-03-01 20:00 to 2026-03-02 00:00 (UTC)',
      'room: nobody is on call from 2026-03-07 00:00 to 2026-03-08 20:00 (UTC)',
    ]);
    expect(troubleText(oncall.troubles(NOW)[0]!, 'zh-CN', 'Asia/Shanghai')).toBe(
      'room：2026-03-02 04:00 至 2026-03-02 08:00（Asia/Shanghai）无人值班',
    );
  });

  it('are none where nobody is needed', async () => {
    const oncall = await running(file({ ...weekdays, needed: ['Mon-Fri 08:00-20:00'] }));
    expect(oncall.troubles(NOW)).toEqual([]);
    const less = await running(file({ ...weekdays, needed: ['Fri-Sat'] }));
    expect(less.troubles(NOW)).toMatchObject([
      { kind: 'hole', from: at('2026-03-07T00:00'), to: at('2026-03-08T00:00') },
    ]);
  });

  it('before a layer begins are holes', async () => {
    const oncall = await running(
      file({ layers: [{ people: ['ada', 'bo'], handover: 'tuesday 09:00', start: '2026-03-03' }] }),
    );
    expect(oncall.troubles(NOW)).toMatchObject([{ kind: 'hole', from: NOW, to: at('2026-03-03T09:00') }]);
    expect(oncall.at('room', NOW)).toEqual({ people: [], by: undefined, until: at('2026-03-03T09:00') });
  });
});
