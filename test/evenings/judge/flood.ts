import { PLATFORMS } from '../happening.ts';
import { clockOf, type Discrepancy, type Record } from './discrepancy.ts';

const MINUTE_MS = 60_000;
/** Requests a minute and channel, and those more that somebody's press asks for. */
const BUDGET = 10;
const A_PRESS = 4;

/** More in a minute than a channel is written to. */
export function flood({ seen, acts }: Record): Discrepancy[] {
  return PLATFORMS.flatMap((on) => {
    const times = seen.taken[on];
    const worst = times
      .map((from) => {
        const count = within(times, from);
        const pressed = within(
          acts.map(({ at }) => at),
          from - MINUTE_MS,
          2 * MINUTE_MS,
        );
        return { from, count, most: BUDGET + A_PRESS * pressed };
      })
      .filter(({ count, most }) => count > most)
      .sort((a, b) => b.count - a.count)[0];
    if (!worst) return [];
    const expected = `at most ${worst.most} requests in a minute`;
    return [
      { kind: 'flood', at: worst.from, on, expected, seen: `${worst.count} from ${clockOf(worst.from)} on` },
    ];
  });
}

function within(times: readonly number[], from: number, ms = MINUTE_MS): number {
  return times.filter((at) => at >= from && at < from + ms).length;
}
