import type { Clock } from '../clock.ts';

/** A place in the line that was taken. */
interface Slot {
  /** True when it is this one's turn, false when it left the line. */
  readonly come: Promise<boolean>;
  /** Leaves the line. Without effect once the turn has come. */
  leave(): void;
}

/** Keeps calls within the cloud's rate limits, one line for each action, first come, first served. */
export interface Limiter {
  /**
   * Asks for a turn of `name`, of which there are `perSecond` in any second.
   * @param deadline ms UTC
   * @returns `now`, a Turn to wait for, or `refused` where the line is full or the turn would come after the deadline.
   */
  take(name: string, perSecond: number, deadline: number): 'now' | 'refused' | Slot;
}

interface Waiting {
  readonly resolve: (come: boolean) => void;
}

interface Line {
  readonly perSecond: number;
  /** When the last `perSecond` turns were given, a ring; the oldest is at `next`. */
  readonly given: Float64Array;
  next: number;
  readonly waiting: Waiting[];
  /** A timer for the first in line is set. */
  armed: boolean;
}

const SECOND = 1000;

/** Creates a Limiter whose lines hold at most `maxWaiting` each. */
export function createLimiter(clock: Clock, maxWaiting = 200): Limiter {
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

  function arm(line: Line): void {
    if (line.armed || line.waiting.length === 0) return;
    line.armed = true;
    clock.after(Math.max(0, slotAt(line, 0) - clock.now()), () => {
      line.armed = false;
      while (line.waiting.length > 0 && slotAt(line, 0) <= clock.now()) {
        give(line);
        line.waiting.shift()?.resolve(true);
      }
      arm(line);
    });
  }

  return {
    take(name, perSecond, deadline) {
      let line = lines.get(name);
      if (!line) {
        const given = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY);
        line = { perSecond, given, next: 0, waiting: [], armed: false };
        lines.set(name, line);
      }
      const { waiting } = line;
      const at = slotAt(line, waiting.length);
      if (waiting.length === 0 && at <= clock.now()) {
        give(line);
        return 'now';
      }
      if (waiting.length >= maxWaiting || at >= deadline) return 'refused';
      return queue(line);
    },
  };

  function queue(line: Line): Slot {
    let resolve: (come: boolean) => void = () => undefined;
    const come = new Promise<boolean>((settle) => {
      resolve = settle;
    });
    const place: Waiting = { resolve };
    line.waiting.push(place);
    arm(line);
    return {
      come,
      leave() {
        const index = line.waiting.indexOf(place);
        if (index < 0) return;
        line.waiting.splice(index, 1);
        place.resolve(false);
      },
    };
  }
}
