import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { createEmitter } from '../emitter.ts';
import type { Store } from '../store/store.ts';
import type { Calendars } from './calendar/calendars.ts';
import type { OnCall } from './on-call.ts';
import { endOfOverride, type Override } from './override.ts';
import { openOverrideBook } from './override-book.ts';
import type { Rotation } from './rotation.ts';
import { rotationOf } from './rotation-of.ts';
import { holes, onCallAt } from './shifts.ts';
import { stillFits } from './swap.ts';
import type { Trouble } from './trouble.ts';

/** Holes are looked for so far ahead, ms. */
const AHEAD_MS = 7 * 24 * 60 * 60_000;
/** So many troubles of one rotation are told, the first ones. */
const MOST = 20;

interface Needs {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  /** A new unguessable id, hexadecimal digits. */
  readonly newId: () => string;
  readonly calendars: (onChange: (rotation: string) => void) => Calendars;
  /** What else is wrong with a rotation, as a group that could not be set. */
  readonly more?: (rotation: string) => readonly Trouble[];
}

/** Who is on call, running. */
export interface RunningOnCall extends OnCall {
  /** Resolves when what is on this machine was read. */
  start(): Promise<void>;
  /** Looks at all calendars now. Resolves when that is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens it: rotations of the file, calendars as they come, overrides from the store. @throws StoreError */
export async function openOnCall({
  config,
  store,
  clock,
  newId,
  calendars: create,
  more,
}: Needs): Promise<RunningOnCall> {
  const changed = createEmitter<string>();
  const known = new Map<string, Rotation>();
  const onChange = (rotation: string): void => {
    known.delete(rotation);
    changed.tell(rotation);
  };
  const calendars = create(onChange);
  const book = await openOverrideBook({ store, clock, newId, onChange });
  const names = Object.keys(config.oncall.rotations);

  function rotation(name: string): Rotation | undefined {
    const given = names.includes(name) ? config.oncall.rotations[name] : undefined;
    if (!given) return undefined;
    const found = known.get(name) ?? rotationOf(name, given, config, calendars.state(name)?.shifts);
    known.set(name, found);
    return found;
  }

  const isKnown = ({ covers }: Override) =>
    covers.every(({ person }) => Object.hasOwn(config.people, person));
  const overrides = (name: string) => book.of(name).filter(isKnown);

  function troublesOf(name: string, now: number): Trouble[] {
    const found = rotation(name);
    if (!found) return [];
    const state = calendars.state(name);
    const counted = overrides(name);
    const isMissing = state !== undefined && state.shifts === undefined;
    return [
      // Without its calendar all of it is a hole, and the calendar is what has to be told.
      ...(isMissing
        ? []
        : holes(found, counted, now, now + AHEAD_MS).map(
            (hole) => ({ kind: 'hole', rotation: name, ...hole }) as const,
          )),
      ...calendarTroubles(name, now),
      ...book.of(name).flatMap((override): Trouble[] => {
        if (endOfOverride(override) <= now) return [];
        const { id, covers } = override;
        const gone = covers.find(({ person }) => !Object.hasOwn(config.people, person))?.person;
        if (gone !== undefined) return [{ kind: 'override-of-nobody', rotation: name, id, person: gone }];
        return stillFits(found, counted, override, now) ? [] : [{ kind: 'swap-misfit', rotation: name, id }];
      }),
      ...(more?.(name) ?? []),
    ];
  }

  function calendarTroubles(name: string, now: number): Trouble[] {
    const state = calendars.state(name);
    if (!state) return [];
    const { shifts, failure, readAt, troubles } = state;
    const told = troubles.map((trouble): Trouble => ({ rotation: name, ...trouble }));
    if (!shifts || readAt === undefined) {
      // Not looked at yet is no failure.
      return failure ? [{ kind: 'calendar-missing', rotation: name, why: failure }, ...told] : told;
    }
    const isStale = failure !== undefined || now - readAt >= STALE_MS;
    return [
      ...(isStale
        ? [{ kind: 'calendar-stale', rotation: name, readAt, why: failure ?? SILENT } as const]
        : []),
      ...told,
    ];
  }

  return {
    names,
    rotation,
    overrides,
    at(name, instantMs) {
      const found = rotation(name);
      return found
        ? onCallAt(found, overrides(name), instantMs)
        : { people: [], by: undefined, until: undefined };
    },
    calendar: (name) => calendars.state(name),
    add: (override) => book.add(override),
    end: (id) => book.end(id),
    sweep: () => book.sweep(),
    troubles: (instantMs) => names.flatMap((name) => troublesOf(name, instantMs).slice(0, MOST)),
    onChange: changed.on,
    start: () => calendars.start(),
    look: () => calendars.look(),
    stop: () => calendars.stop(),
  };
}

/** A calendar that was not looked at for so long is told, ms: the machine slept, or its looks hang. */
const STALE_MS = 60 * 60_000;
const SILENT = { en: 'it was not looked at since', zh: '此后未再读取' };
