import type { CommandContext } from '../../src/command.ts';
import type { Shows } from '../../src/panel/panel.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';

/** The most that a panel shows of each kind: a phone's screen, and the controls that every platform has room for. */
export const MOST_STREAMS = 8;
/** The same of casters, and of monitors. */
export const MOST_OTHERS = 5;

/** What is shown of how many. */
export interface Chosen<T> {
  readonly shown: readonly T[];
  readonly total: number;
}

/** The streams of a panel. */
export function streamsOf(
  context: Pick<CommandContext, 'account' | 'config'>,
  shows: Shows,
): Chosen<StreamName> {
  const all = shows.streams === 'configured' ? configuredStreams(context) : shows.streams;
  return { shown: all.slice(0, MOST_STREAMS), total: all.length };
}

/** The streams of the account that have a short name. */
export function configuredStreams(context: Pick<CommandContext, 'account' | 'config'>): StreamName[] {
  return Object.values(context.config.streams)
    .filter((stream) => (stream.account ?? context.account) === context.account)
    .map(({ domain, app, stream }) => ({ domain, app, stream }));
}

/** The casters or monitors of a panel, in the order in which they were named; one that is gone is left out. */
export function chosenOf<T extends { readonly id: string }>(
  all: readonly T[],
  wanted: 'all' | readonly string[],
): Chosen<T> {
  const found = wanted === 'all' ? all : wanted.flatMap((id) => all.find((each) => each.id === id) ?? []);
  return { shown: found.slice(0, MOST_OTHERS), total: found.length };
}
