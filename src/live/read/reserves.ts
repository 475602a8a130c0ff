import { mainOf, type Group } from './backup-groups.ts';
import type { PushNow } from './pushes-now.ts';

/** The two lists have their times from two places, ms. */
const SAME_MS = 2_000;
/** One of them may be written in Beijing time without saying so, ms. */
const ZONE_MS = 8 * 60 * 60_000;

/**
 * The pushes that viewers do not see, since another one of their group is on air. The list of pushes does not say which is, the
 * list of groups does: its main push is the one of that address that began when the group says. Where that fits none or several,
 * none is left out: any of them may be on air.
 */
export function reservesOf(pushes: readonly PushNow[], groups: readonly Group[]): ReadonlySet<PushNow> {
  const reserves = groups.flatMap((group) => {
    const main = mainOf(group);
    if (!main || group.upstreams.length < 2) return [];
    const own = pushes.filter(
      ({ name }) => name.stream === group.stream && group.upstreams.some((one) => isAt(one, name)),
    );
    const onAir = own.filter(({ name, since }) => isAt(main, name) && isSame(since, main.since));
    return onAir.length === 1 ? own.filter((push) => push !== onAir[0]) : [];
  });
  return new Set(reserves);
}

interface Address {
  readonly domain: string;
  readonly app: string;
}

function isAt(one: Address, other: Address): boolean {
  return one.domain === other.domain && one.app === other.app;
}

function isSame(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const apart = Math.abs(one - other);
  return apart <= SAME_MS || Math.abs(apart - ZONE_MS) <= SAME_MS;
}
