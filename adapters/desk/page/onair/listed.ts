import type { OnAir, StreamOnAir } from '../../../../src/onair/on-air.ts';

/** A stream with the account that it is on. */
export interface Listed {
  readonly account: string;
  readonly stream: StreamOnAir;
}

/** What the list can be sorted by. */
export const SORTS = ['name', 'state', 'since', 'viewers', 'rate'] as const;
/** One of SORTS. */
export type Sort = (typeof SORTS)[number];

const { compare } = new Intl.Collator(undefined, { numeric: true });
const STATES: readonly StreamOnAir['state'][] = ['unknown', 'forbidden', 'off', 'on'];

/** The streams that fit what is sought, in that order; the name decides between equals. */
export function listed(all: Iterable<OnAir>, sort: Sort, sought: string): readonly Listed[] {
  const wanted = sought.trim().toLowerCase();
  return [...all]
    .flatMap(({ account, streams }) => streams.map((stream) => ({ account, stream })))
    .filter(({ stream }) => `${stream.name} ${stream.label}`.toLowerCase().includes(wanted))
    .sort((a, b) => by(sort, a.stream, b.stream) || compare(a.stream.label, b.stream.label));
}

function by(sort: Sort, a: StreamOnAir, b: StreamOnAir): number {
  switch (sort) {
    case 'name':
      return 0;
    case 'state':
      return STATES.indexOf(a.state) - STATES.indexOf(b.state);
    case 'since':
      return (b.since ?? 0) - (a.since ?? 0);
    case 'viewers':
      return (b.viewers?.value ?? -1) - (a.viewers?.value ?? -1);
    case 'rate':
      return (b.kbps?.value ?? -1) - (a.kbps?.value ?? -1);
  }
}

/** How long what is not on air any more stays in the list, ms. */
const GONE_MS = 6 * 60 * 60_000;
const MOST_GONE = 20;

/**
 * What was told now, with what was there before and is gone: that a stream went off air is not to be seen by a row that is
 * missing. `goneAt`: when each was missing first, changed in place.
 */
export function withGone(told: OnAir, before: OnAir | undefined, goneAt: Map<string, number>): OnAir {
  if (!before || told.trouble) return told;
  const there = new Set(told.streams.map(({ name }) => name));
  for (const name of there) goneAt.delete(name);
  // Where not all are told, what is missing may be among the others.
  if (told.total > told.streams.length) return told;
  const gone = before.streams
    .filter(({ name }) => !there.has(name))
    .map(({ name, label, lines }): StreamOnAir => {
      if (!goneAt.has(name)) goneAt.set(name, told.at);
      return { name, label, state: 'off', backups: 0, lines: { show: lines.show } };
    })
    .filter(({ name }) => told.at - (goneAt.get(name) ?? 0) < GONE_MS)
    .slice(0, MOST_GONE);
  return { ...told, streams: [...told.streams, ...gone] };
}
