import { describe, expect, it } from 'vitest';
import { compare, type Listed } from '../../../src/alert/self/compare.ts';
import type { StreamState } from '../../../src/alert/model/stream-state.ts';

const NOW = Date.UTC(2026, 2, 1, 20);
const MINUTE = 60_000;
const A = 'push.example.com/live/a';

type State = Pick<StreamState, 'live' | 'lastAt'> & { readonly began?: readonly number[] };
const live = (...began: number[]): State => ({ live: ['1'], lastAt: NOW - 60 * MINUTE, began });
const ended = (lastAt: number): State => ({ live: [], lastAt });
const listed = (streams: readonly string[], suspects: Readonly<Record<string, number>> = {}): Listed => ({
  streams: new Set(streams),
  suspects: new Map(Object.entries(suspects)),
});

interface Row {
  /** Since when the cloud lists it; null: it does not. */
  readonly lists: number | undefined | null;
  readonly known?: State;
  readonly isOpen?: boolean;
  readonly before?: Listed;
}
interface Told {
  readonly missing?: boolean;
  readonly confirmed?: boolean;
  readonly suspect?: boolean;
  readonly since?: number;
}

const EARLIER = NOW - 2 * MINUTE;
/** A clock that was not set. */
const AT = { wall: NOW, steady: NOW };

const ROWS: readonly (readonly [string, Row, Told])[] = [
  ['listed, told, nothing', { lists: NOW - 60 * MINUTE, known: live(NOW - 60 * MINUTE) }, {}],
  ['the first look tells what was there before', { lists: NOW - 60 * MINUTE }, {}],
  [
    'not listed, told to be on air',
    { lists: null, known: live(NOW - 60 * MINUTE) },
    { missing: true, suspect: true },
  ],
  ['not listed, began just now', { lists: null, known: live(NOW - MINUTE) }, {}],
  ['not listed, a second push began just now', { lists: null, known: live(NOW - 60 * MINUTE, NOW) }, {}],
  ['not listed, known to be off air', { lists: null, known: live(NOW - 60 * MINUTE), isOpen: true }, {}],
  ['not listed, told to have ended', { lists: null, known: ended(NOW - MINUTE) }, {}],
  [
    'listed before, not any more, never told',
    { lists: null, before: listed([A]) },
    { missing: true, suspect: true },
  ],
  [
    'still missing at the second look',
    { lists: null, known: live(NOW - 60 * MINUTE), before: listed([], { [A]: EARLIER }) },
    { missing: true, suspect: true, confirmed: true, since: EARLIER },
  ],
  [
    'still missing, never told',
    { lists: null, before: listed([], { [A]: EARLIER }) },
    { missing: true, suspect: true, confirmed: true, since: EARLIER },
  ],
  [
    'missing before, found to be off air by looking',
    { lists: null, known: ended(NOW - MINUTE), isOpen: true, before: listed([], { [A]: EARLIER }) },
    { confirmed: true, since: EARLIER },
  ],
  [
    'missing before, told meanwhile to have ended',
    { lists: null, known: ended(NOW - MINUTE), before: listed([], { [A]: EARLIER }) },
    {},
  ],
  [
    'missing before, listed again',
    { lists: NOW - 60 * MINUTE, known: live(0), before: listed([], { [A]: EARLIER }) },
    {},
  ],
  ['newly listed, never told', { lists: NOW - 5 * MINUTE, before: listed([]) }, { suspect: true }],
  ['newly listed, its time unknown', { lists: undefined, before: listed([]) }, { suspect: true }],
  ['newly listed, so young that its callback may come', { lists: NOW - MINUTE, before: listed([]) }, {}],
  ['newly listed, told', { lists: NOW - 5 * MINUTE, known: live(NOW - 5 * MINUTE), before: listed([]) }, {}],
  [
    'newly listed, told to have ended after it began',
    { lists: NOW - 5 * MINUTE, known: ended(NOW - 4 * MINUTE), before: listed([]) },
    {},
  ],
  [
    'newly listed, told only of the push before',
    { lists: NOW - 5 * MINUTE, known: ended(NOW - 30 * MINUTE), before: listed([]) },
    { suspect: true },
  ],
  [
    'untold at the second look',
    { lists: NOW - 5 * MINUTE, before: listed([A], { [A]: EARLIER }) },
    { suspect: true, confirmed: true, since: EARLIER },
  ],
  [
    'listed at both looks, never told: it was there before',
    { lists: NOW - 60 * MINUTE, before: listed([A]) },
    {},
  ],
];

describe('what the cloud lists, compared with what callbacks told', () => {
  it.each(ROWS)('%s', (_what, { lists, known, isOpen = false, before }, told) => {
    const compared = compare(
      AT,
      new Map(lists === null ? [] : [[A, lists]]),
      new Map(known ? [[A, known as StreamState]] : []),
      () => isOpen,
      before,
    );
    expect(compared.missing).toEqual(told.missing ? [A] : []);
    expect(compared.confirmed).toEqual(told.confirmed ? [A] : []);
    expect(compared.since).toBe(told.since);
    expect([...compared.listed.suspects.keys()]).toEqual(told.suspect ? [A] : []);
    expect([...compared.listed.streams]).toEqual(lists === null ? [] : [A]);
  });

  it('goes by the first of several that differ', () => {
    const before = listed([], { [A]: EARLIER, b: EARLIER - MINUTE });
    const { since, confirmed } = compare(AT, new Map(), new Map(), () => false, before);
    expect([since, confirmed]).toEqual([EARLIER - MINUTE, [A, 'b']]);
  });
});
