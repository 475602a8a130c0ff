import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import { createMutex } from '../../mutex.ts';
import type { Log } from '../../observability/log.ts';
import type { Store } from '../../store/store.ts';
import type { OnCall } from '../on-call.ts';
import { holes, onCallAt, shiftsBetween } from '../shifts.ts';
import { DutySchema, isOpen, type Duty } from './hand-over.ts';
import type { HandOvers } from './hand-overs.ts';
import { heldMs, seeDuty, stillCalled, withHoles, withLate, withTaken, type Seen } from './see-duty.ts';

const COLLECTION = 'oncall-duties';
const DAY_MS = 24 * 60 * 60_000;
/** The longest wait: a machine that slept, or whose clock was set, is in step again within it, ms. */
const LONGEST_MS = 10 * 60_000;
/** While hand-overs come too fast to be told, ms. */
const HELD_MS = 60_000;
/** After the store refused it, ms. */
const RETRY_MS = 10_000;
/** Holes are looked for so far ahead, ms. */
const AHEAD_MS = 7 * DAY_MS;

/** The same, running. */
interface RunningHandOvers extends HandOvers {
  /** Looks at every rotation, and goes on at every hand-over. Resolves after the first look. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Needs {
  readonly config: Pick<Config, 'oncall' | 'people'>;
  readonly oncall: Pick<OnCall, 'names' | 'rotation' | 'overrides' | 'at' | 'onChange'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of the rotation of which something else is to be shown. It is on disk. */
  readonly onChange: (rotation: string) => void;
}

/** What is remembered of each rotation. What cannot be read there is none. @throws StoreError */
export async function openHandOvers(needs: Needs): Promise<RunningHandOvers> {
  const { config, oncall, store, clock, log, onChange } = needs;
  const docs = await store.list(COLLECTION);
  const duties = new Map(
    docs.flatMap(({ value }) => {
      const { data } = DutySchema.safeParse(value);
      return data ? [[data.rotation, data] as const] : [];
    }),
  );
  const watched = oncall.names.filter((name) => config.oncall.rotations[name]?.channel !== undefined);
  const exclusive = createMutex();
  const timers = new Map<string, () => void>();
  let stopped = false;

  async function keep(rotation: string, duty: Duty): Promise<void> {
    await store.commit([{ collection: COLLECTION, id: rotation, value: duty, expect: 'any' }]);
    duties.set(rotation, duty);
    onChange(rotation);
  }

  /** Who is on call now; undefined where that cannot be known, as long as its calendar was not read. */
  function see(rotation: string, now: number): Seen | undefined {
    const found = oncall.rotation(rotation);
    const isByCalendar = config.oncall.rotations[rotation]?.calendar !== undefined;
    if (!found || (isByCalendar && !found.calendar)) return undefined;
    const overrides = oncall.overrides(rotation);
    const { people, by, until } = onCallAt(found, overrides, now);
    const take = overrides.find(({ id, kind }) => by?.kind === 'override' && id === by.id && kind === 'take');
    const shifts = shiftsBetween(found, overrides, now - 8 * DAY_MS, now + 1);
    let since = people.length === 0 ? (shifts.at(-1)?.to ?? now) : now;
    for (const shift of people.length === 0 ? [] : [...shifts].reverse()) {
      const isSame = shift.people.every((person) => people.includes(person));
      if (!isSame || shift.people.length !== people.length || shift.to < since) break;
      since = shift.from;
    }
    const isNeeded = holes(found, overrides, now, now + 1).length > 0;
    return { people, since, until, isNeeded, takenBy: take?.by, now };
  }

  function look(rotation: string): Promise<void> {
    return exclusive(async () => {
      timers.get(rotation)?.();
      if (stopped) return;
      const now = clock.now();
      const seen = see(rotation, now);
      let wait = LONGEST_MS;
      if (seen) {
        const before = duties.get(rotation);
        const held = before ? heldMs(before, now) : 0;
        const after = told(rotation, before && held > 0 ? before : seeDuty(rotation, before, seen), now);
        try {
          if (after !== before) await keep(rotation, after);
          wait = held > 0 ? Math.min(held, HELD_MS) : nextLook(rotation, after, seen);
        } catch (error) {
          log.error({ rotation, err: error }, 'a hand-over could not be stored; it is tried again');
          wait = RETRY_MS;
        }
      }
      timers.set(
        rotation,
        clock.after(Math.max(1, Math.min(wait, LONGEST_MS)), () => void look(rotation)),
      );
    });
  }

  /** With what people are to be told now besides. */
  function told(rotation: string, duty: Duty, now: number): Duty {
    const found = oncall.rotation(rotation);
    const late = withLate(duty, now, patienceMs(rotation));
    return found ? withHoles(late, holes(found, oncall.overrides(rotation), now, now + AHEAD_MS), now) : late;
  }

  function nextLook(rotation: string, { handOvers }: Duty, { now, until = Infinity }: Seen): number {
    const last = handOvers.at(-1);
    const isWaiting = last !== undefined && isOpen(last) && last.lateAt === undefined;
    const lateAt = isWaiting ? last.seenAt + patienceMs(rotation) : Infinity;
    return Math.min(until, lateAt) - now;
  }

  function patienceMs(rotation: string): number {
    return (config.oncall.rotations[rotation]?.takeOverMinutes ?? 0) * 60_000;
  }

  const dutyOf = (rotation: string): Duty | undefined =>
    watched.includes(rotation) ? duties.get(rotation) : undefined;

  return {
    duty: dutyOf,
    called(rotation, at) {
      const { people } = oncall.at(rotation, at);
      const duty = dutyOf(rotation);
      const still = duty ? stillCalled(duty).filter((person) => Object.hasOwn(config.people, person)) : [];
      return [...new Set([...people, ...still])];
    },
    take: (rotation, n, person) =>
      exclusive(async () => {
        const duty = dutyOf(rotation);
        const last = duty?.handOvers.at(-1);
        if (!duty || last?.n !== n || !last.to.includes(person)) return undefined;
        if (last.taken) return last.taken.by === person ? last : undefined;
        if (last.over !== undefined) return undefined;
        const taken = withTaken(duty, person, clock.now());
        await keep(rotation, taken);
        return taken.handOvers.at(-1);
      }),
    async start() {
      oncall.onChange((rotation) => {
        if (watched.includes(rotation)) void look(rotation);
      });
      await Promise.all(watched.map(look));
    },
    async stop() {
      stopped = true;
      await exclusive(async () => {
        for (const cancel of timers.values()) cancel();
      });
    },
  };
}
