import type { PastPush } from '../../live/read/past-pushes.ts';
import { fullName } from '../../live/read/stream-name.ts';
import type { StreamState } from '../model/stream-state.ts';

/** A push that ended, of which no message told. */
export interface Untold {
  /** `domain/app/stream`. */
  readonly stream: string;
  /** ms UTC. */
  readonly ended: number;
  readonly push: PastPush;
  /** Whether its stream is pushed again, or ended once more after that: then it is over. */
  readonly isOver: boolean;
}

/** Lists and messages tell whole seconds, each in its own way, ms. */
const ROUNDED_MS = 2000;

/**
 * The pushes that ended and of which nothing told, oldest first. `known`: what is known of a stream; `listed`: what is
 * pushed now by its name, with since when (ms UTC) where that is told.
 */
export function untold(
  past: readonly PastPush[],
  known: (stream: string) => StreamState | undefined,
  listed: ReadonlyMap<string, number | undefined>,
): readonly Untold[] {
  const found = past.flatMap((push) => {
    const { ended } = push;
    const stream = fullName(push.name);
    const isTold = ended === undefined || (known(stream)?.lastAt ?? -Infinity) >= ended - ROUNDED_MS;
    return isTold ? [] : [{ stream, ended, push }];
  });
  const newest = new Map<string, number>();
  for (const { stream, ended } of found) newest.set(stream, Math.max(newest.get(stream) ?? 0, ended));
  return found
    .map((one) => ({ ...one, isOver: listed.has(one.stream) || one.ended < (newest.get(one.stream) ?? 0) }))
    .sort((a, b) => a.ended - b.ended);
}
