/** What the page lists, in which order, and what it finds. */
import { describe, expect, it } from 'vitest';
import { byUrgency, firstButtons } from '../../../adapters/desk/page/alerts/order.ts';
import { sortRows } from '../../../adapters/desk/page/card/sort-rows.ts';
import { keyCaster } from '../../../adapters/desk/page/onair/key-caster.ts';
import { listed, withGone } from '../../../adapters/desk/page/onair/listed.ts';
import { found } from '../../../adapters/desk/page/palette/find.ts';
import { inOrder } from '../../../adapters/desk/page/steady/in-order.ts';
import type { DrawnAlert } from '../../../adapters/desk/live-view.ts';
import type { OnAir, StreamOnAir } from '../../../src/onair/on-air.ts';

const AT = 1_800_000_000_000;

function alert(id: string, more: Partial<DrawnAlert>): DrawnAlert {
  const card = { en: {}, 'zh-CN': {} } as never as DrawnAlert['cards'];
  const what = { en: `${id}: off air`, 'zh-CN': `${id}：断流` };
  return {
    ...{ id, account: 'main', severity: 'critical', state: 'firing', waits: false, version: 1, since: AT },
    ...{ what, cards: card, ...more },
  };
}

function stream(label: string, more: Partial<StreamOnAir> = {}): StreamOnAir {
  const name = `push.example.com/live/${label}`;
  return { name, label, state: 'on', backups: 0, lines: { show: `stream show ${name}` }, ...more };
}

const onAir = (...streams: readonly StreamOnAir[]): OnAir => ({
  ...{ account: 'main', at: AT, streams, total: streams.length, casters: [] },
});

describe('alerts', () => {
  const all = [
    alert('closed', { state: 'closed' }),
    alert('taken', { state: 'acknowledged' }),
    alert('mild', { severity: 'warning', waits: true }),
    alert('old', { waits: true }),
    alert('new', { waits: true, since: AT + 1 }),
  ];
  const ids = (shown: 'all' | 'waiting' | 'closed', sought = '') =>
    byUrgency(all, { shown, sought }).map(({ id }) => id);

  it('go by who waits, how they stand, how bad and how new they are', () => {
    expect(ids('all')).toEqual(['new', 'old', 'mild', 'taken', 'closed']);
    expect(ids('waiting')).toEqual(['new', 'old', 'mild']);
    expect(ids('closed')).toEqual(['closed']);
    expect(ids('all', '断流')).toHaveLength(5);
    expect(ids('all', 'MILD')).toEqual(['mild']);
  });

  it('keep what helps and who takes it on at hand, and nothing that is dangerous', () => {
    const buttons = [
      { id: 'run:backup switch x', style: 'primary' },
      { id: 'alert:ack:abc', style: 'primary' },
      { id: 'run:stream forbid x', style: 'danger' },
      { id: 'alert:close:abc' },
    ];
    expect(firstButtons(buttons)).toEqual(buttons.slice(0, 2));
    expect(firstButtons(buttons.slice(2))).toEqual([]);
  });
});

describe('streams', () => {
  const all = [
    onAir(
      stream('b', { viewers: { value: 9, at: AT }, since: AT }),
      stream('a10', { state: 'off' }),
      stream('a9', { viewers: { value: 70, at: AT }, since: AT - 5 }),
    ),
  ];
  const labels = (sort: 'name' | 'state' | 'since' | 'viewers', sought = '') =>
    listed(all, sort, sought).map((each) => each.stream.label);

  it('are sorted and filtered', () => {
    expect(labels('name')).toEqual(['a9', 'a10', 'b']);
    expect(labels('state')).toEqual(['a10', 'a9', 'b']);
    expect(labels('since')).toEqual(['b', 'a9', 'a10']);
    expect(labels('viewers')).toEqual(['a9', 'b', 'a10']);
    expect(labels('name', 'LIVE/A')).toEqual(['a9', 'a10']);
  });

  it('that were on air stay in the list for hours, as off air, and only look', () => {
    const goneAt = new Map<string, number>();
    const before = onAir(stream('a', { backups: 1, since: AT }), stream('b'));
    const after = withGone(onAir(stream('b')), before, goneAt);
    expect(after.streams.map(({ label, state, backups }) => [label, state, backups])).toEqual([
      ['b', 'on', 0],
      ['a', 'off', 0],
    ]);
    const later = withGone({ ...onAir(stream('b')), at: AT + 7 * 3_600_000 }, after, goneAt);
    expect(later.streams.map(({ label }) => label)).toEqual(['b']);
    const back = withGone(onAir(stream('a'), stream('b')), after, goneAt);
    expect(back.streams.every(({ state }) => state === 'on')).toBe(true);
  });
});

describe('under a hand', () => {
  it('things stay where they are, what is new comes last, what is gone leaves', () => {
    expect(inOrder(['new', 'c', 'a'], (each) => each, ['a', 'b', 'c'])).toEqual(['a', 'c', 'new']);
  });
});

describe('tables', () => {
  const rows = [
    ['b', '1,200'],
    ['a', ''],
    ['c', '90'],
  ];
  it('are sorted by a column, numbers by size, what says nothing last', () => {
    const names = (column: number, descending: boolean) =>
      sortRows(rows, { column, descending }).map(([name]) => name);
    expect(names(0, false)).toEqual(['a', 'b', 'c']);
    expect(names(1, false)).toEqual(['c', 'b', 'a']);
    expect(names(1, true)).toEqual(['b', 'c', 'a']);
    expect(sortRows(rows, undefined)).toBe(rows);
  });
});

describe('the palette', () => {
  const places = {
    completions: [
      { line: 'stream list', summary: 'Streams on air' },
      { line: 'stream drop', summary: 'Cut an encoder off' },
    ],
    onAir: [onAir(stream('main'))],
    alerts: [alert('k3m9x2ab', {}), alert('over', { state: 'closed' })],
    language: 'en' as const,
  };
  const titles = (sought: string) => found(sought, places).map(({ title }) => title);

  it('finds alerts, streams, what can be done with them, and commands', () => {
    expect(titles('off air')).toEqual(['k3m9x2ab: off air']);
    expect(titles('main')).toEqual(['main', 'stream show push.example.com/live/main']);
    expect(titles('encoder')).toEqual(['stream drop']);
    expect(titles('nothing like it')).toEqual([]);
  });

  it('runs what lists, and goes on typing with what needs to be told more', () => {
    const needs = found('stream', places).flatMap((hit) =>
      hit.kind === 'command' ? [[hit.line, hit.needsMore]] : [],
    );
    expect(needs).toContainEqual(['stream list', false]);
    expect(needs).toContainEqual(['stream drop', true]);
  });
});

describe('the digits', () => {
  it('are for the only caster, or for the one of several that was touched', () => {
    expect(keyCaster(['a'], '')).toBe('a');
    expect(keyCaster(['a', 'b'], '')).toBeUndefined();
    expect(keyCaster(['a', 'b'], 'b')).toBe('b');
    expect(keyCaster(['a', 'b'], 'gone')).toBeUndefined();
  });
});
