import { createAllowance } from '../bounds/allowance.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { standingOf, type Standing } from '../guard/standing.ts';
import type { Intent } from '../intent.ts';

/**
 * Asks in hand at once: in all; of others than those who may act on a broadcast; of strangers among them; and of one
 * platform and one place, where those who may act are not counted.
 */
const AT_ONCE = 500;
const OTHERS_AT_ONCE = 400;
const STRANGERS_AT_ONCE = 100;
const PLATFORM_AT_ONCE = 300;
const PLACE_AT_ONCE = 200;
const PERSON_AT_ONCE: Readonly<Record<Standing, number>> = { engineer: 150, viewer: 50, stranger: 5 };
/** Asks of one person: at first, and a minute. */
const KNOWN_PACE = { burst: 300, perMinute: 120 };
const STRANGER_PACE = { burst: 10, perMinute: 10 };
const ALL_STRANGERS_PACE = { burst: 60, perMinute: 60 };

/** Whether an ask is taken: then what to call when it was handled. `isTold`: whoever asked too much hears of it. */
export type Admission =
  { readonly leave: () => void } | { readonly isTold: boolean; readonly isKnown: boolean };

/**
 * Creates what keeps a crowd from taking all places. The last hundred are for those who may act on a broadcast; who is not known has few,
 * and is told once a minute that it is too much.
 */
export function createCrowd(clock: Clock, config: Config): (intent: Intent) => Admission {
  const inHand = new Map<string, number>();
  const known = createAllowance(clock, KNOWN_PACE.burst, KNOWN_PACE.perMinute);
  const strangers = createAllowance(clock, STRANGER_PACE.burst, STRANGER_PACE.perMinute);
  const allStrangers = createAllowance(clock, ALL_STRANGERS_PACE.burst, ALL_STRANGERS_PACE.perMinute);
  const tellings = createAllowance(clock, 1, 1);

  function limitsOf({ actor, place }: Intent, standing: Standing): readonly (readonly [string, number])[] {
    const person = `person ${actor.platform} ${actor.userId}`;
    const own = [
      ['all', AT_ONCE],
      [person, PERSON_AT_ONCE[standing]],
    ] as const;
    if (standing === 'engineer') return own;
    return [
      ...own,
      ['others', OTHERS_AT_ONCE],
      ...(standing === 'stranger' ? [['strangers', STRANGERS_AT_ONCE] as const] : []),
      [`platform ${place.platform}`, PLATFORM_AT_ONCE],
      [`place ${place.platform} ${place.channelId}`, PLACE_AT_ONCE],
    ];
  }

  function count(key: string, by: 1 | -1): void {
    const left = (inHand.get(key) ?? 0) + by;
    if (left > 0) inHand.set(key, left);
    else inHand.delete(key);
  }

  return (intent) => {
    const { actor } = intent;
    const standing = standingOf(config, actor);
    const person = `${actor.platform} ${actor.userId}`;
    const limits = limitsOf(intent, standing);
    const hasRoom = limits.every(([key, most]) => (inHand.get(key) ?? 0) < most);
    const isPaced =
      standing === 'stranger'
        ? strangers.take(person) === 0 && allStrangers.take('all') === 0
        : known.take(person) === 0;
    if (!hasRoom || !isPaced) {
      const isKnown = standing !== 'stranger';
      // Known people are few, and each of them may have something on air.
      return { isKnown, isTold: isKnown || tellings.take(person) === 0 };
    }
    for (const [key] of limits) count(key, 1);
    return {
      leave: () => {
        for (const [key] of limits) count(key, -1);
      },
    };
  };
}
