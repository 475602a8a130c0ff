import type { Clock } from '../clock.ts';

/** A place in the line that was taken. */
interface Slot {
  /** True when it is this one's turn, false when it left the line. */
  readonly come: Promise<boolean>;
  /** Leaves the line. Without effect once the turn has come. */
  leave(): void;
}

/**
 * Keeps calls within the cloud's rate limits, one line for each action, first come, first served. Looks that nobody waits for
 * come behind all others, take no more than their share in any second, and only where half of the rate is left beside them:
 * whoever asks next does not wait for them.
 */
export interface Limiter {
  /**
   * Asks for a turn of `name`, of which there are `perSecond` in any second.
   * @param deadline ms UTC
   * @param isLook nobody waits for it
   * @returns `now`, a Turn to wait for, or `refused` where the line is full or the turn would come after the deadline.
   */
  take(name: string, perSecond: number, deadline: number, isLook?: boolean): 'now' | 'refused' | Slot;
}

interface Waiting {
  readonly resolve: (come: boolean) => void;
}

interface Line {
  readonly perSecond: number;
  /** When the last `perSecond` turns were given, a ring; the oldest is at `next`. */
  readonly given: Float64Array;
  next: number;
  /** The same of the turns that looks had, as many as they may have in a second. */
  readonly looked: Float64Array;
  nextLook: number;
  readonly waiting: Waiting[];
  /** Those that come behind all of `waiting`. */
  readonly looks: Waiting[];
  /** The timer for whoever is next: when it ends, ms UTC. */
  timer: { readonly at: number; readonly cancel: () => void } | undefined;
}

const SECOND = 1000;

/** Creates a Limiter whose lines hold at most `maxWaiting` each. `lookShare`: of the rate, for looks, 0 to 1. */
export function createLimiter(clock: Clock, maxWaiting = 200, lookShare = 0.2): Limiter {
  const lines = new Map<string, Line>();

  /** When the turn of a call comes that has `ahead` others before it, ms UTC. */
  function slotAt(line: Line, ahead: number): number {
    const rounds = Math.floor(ahead / line.perSecond);
    const now = clock.now();
    const place = (line.next + ahead) % line.perSecond;
    // A turn that lies ahead was given before the clock was set back: it counts as given now, and nobody waits for the
    // clock to catch up.
    if ((line.given[place] ?? 0) > now) line.given[place] = now;
    return Math.max((line.given[place] ?? 0) + SECOND, now) + rounds * SECOND;
  }

  function give(line: Line): void {
    line.given[line.next] = clock.now();
    line.next = (line.next + 1) % line.perSecond;
  }

  /**
   * When a look may have a turn, where nobody else waits, ms UTC: half of the turns of a second are free beside it then, and so
   * is one of those that looks may have.
   */
  function lookAt(line: Line): number {
    const now = clock.now();
    const last = Math.min(line.looked[line.nextLook] ?? now, now);
    return Math.max(slotAt(line, Math.floor(line.perSecond / 2)), last + SECOND);
  }

  function giveLook(line: Line): void {
    line.looked[line.nextLook] = clock.now();
    line.nextLook = (line.nextLook + 1) % line.looked.length;
    give(line);
  }

  /** When somebody who waits may have a turn, ms UTC. */
  function nextAt(line: Line): number | undefined {
    if (line.waiting.length > 0) return slotAt(line, 0);
    return line.looks.length > 0 ? lookAt(line) : undefined;
  }

  function arm(line: Line): void {
    const at = nextAt(line);
    // Whoever asks while only looks wait may come earlier than they.
    if (at === undefined || (line.timer && line.timer.at <= at)) return;
    line.timer?.cancel();
    const cancel = clock.after(Math.max(0, at - clock.now()), () => {
      line.timer = undefined;
      for (let due = nextAt(line); due !== undefined && due <= clock.now(); due = nextAt(line)) {
        const next = line.waiting.shift();
        if (next) give(line);
        else giveLook(line);
        (next ?? line.looks.shift())?.resolve(true);
      }
      arm(line);
    });
    line.timer = { at, cancel };
  }

  return {
    take(name, perSecond, deadline, isLook = false) {
      let line = lines.get(name);
      if (!line) {
        const turns = (count: number) => new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
        line = {
          ...{ perSecond, given: turns(perSecond), next: 0, waiting: [], looks: [], timer: undefined },
          ...{ looked: turns(Math.max(1, Math.floor(perSecond * lookShare))), nextLook: 0 },
        };
        lines.set(name, line);
      }
      const { waiting } = line;
      const own = isLook ? line.looks : waiting;
      const at = isLook ? lookAt(line) : slotAt(line, waiting.length);
      const isNext = waiting.length === 0 && own.length === 0;
      if (isNext && at <= clock.now()) {
        if (isLook) giveLook(line);
        else give(line);
        return 'now';
      }
      if (own.length >= maxWaiting || at >= deadline) return 'refused';
      return queue(line, own);
    },
  };

  function queue(line: Line, own: Waiting[]): Slot {
    let resolve: (come: boolean) => void = () => undefined;
    const come = new Promise<boolean>((settle) => {
      resolve = settle;
    });
    const place: Waiting = { resolve };
    own.push(place);
    arm(line);
    return {
      come,
      leave() {
        const index = own.indexOf(place);
        if (index < 0) return;
        own.splice(index, 1);
        place.resolve(false);
      },
    };
  }
}
