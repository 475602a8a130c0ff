import { AirdeskError } from '../errors.ts';
import { readGroups, type Group } from '../live/read/backup-groups.ts';
import { readViewers, type Viewers } from '../live/read/figures/viewers.ts';
import { onlineMany } from '../live/read/online.ts';
import { readPushesNow, type PushNow } from '../live/read/pushes-now.ts';
import { fullName, type StreamName } from '../live/read/stream-name.ts';
import { readStreamState } from '../live/read/stream-state.ts';
import type { Reader } from '../live/reader.ts';
import type { CasterOnAir, OnAir } from './on-air.ts';
import { namedStreams, streamRows } from './stream-rows.ts';

/** Figures of pushes change all the time; those of viewers come once a minute, one stream a call, ms. */
const PUSHES_MS = 30_000;
const VIEWERS_MS = 60_000;
const CASTERS_MS = 20_000;
/** So many streams are asked for one by one: who watches, and whether what is not pushed is forbidden. */
const MOST_ASKED = 20;

/** Reads the casters of an account for producers. Commands know how. */
export type ReadCasters = (reader: Reader) => Promise<readonly CasterOnAir[]>;

/** One look at an account, with what is read more rarely. */
export interface Look {
  readonly onAir: OnAir;
  readonly pushes: Rare<ReadonlyMap<string, PushNow>>;
  readonly viewers: Rare<ReadonlyMap<string, Viewers | undefined>>;
  readonly casters: Rare<readonly CasterOnAir[]>;
}

interface Rare<T> {
  readonly at: number;
  readonly value: T;
}

/**
 * Looks at an account: one call a hundred streams on air, one for backups, one every half a minute for what comes in; who
 * watches every minute, one call for each of the first 20. What only informs and cannot be read is left out. Never
 * rejects: where the list itself cannot be read, it shows what was `before`, and since when.
 */
export async function readOnAir(
  reader: Reader,
  readCasters: ReadCasters,
  before: Look | undefined,
): Promise<Look> {
  const now = reader.now();
  const { account, config } = reader;
  try {
    const [{ streams, total }, groups, pushes, casters] = await Promise.all([
      onlineMany(reader),
      quietly<readonly Group[]>(readGroups(reader), []),
      rarely(before?.pushes, now, PUSHES_MS, async () => mostFrames((await readPushesNow(reader)).items)),
      rarely(before?.casters, now, CASTERS_MS, () => readCasters(reader)),
    ]);
    const online = new Set(streams.map(fullName));
    const off = namedStreams(config, account).filter(({ name }) => !online.has(fullName(name)));
    const [viewers, states] = await Promise.all([
      rarely(before?.viewers, now, VIEWERS_MS, () =>
        each(streams.slice(0, MOST_ASKED), (name) => readViewers(reader.live, name, now)),
      ),
      each(
        off.slice(0, MOST_ASKED).map(({ name }) => name),
        (name) => readStreamState(reader, name),
      ),
    ]);
    const { rows, total: all } = streamRows(config, account, {
      ...{ online: streams, total, groups, states: known(states) },
      ...{ pushes: pushes?.value ?? new Map<string, PushNow>(), pushesAt: pushes?.at ?? now },
      viewers: viewers?.value ?? new Map<string, Viewers>(),
    });
    return {
      onAir: { account, at: now, streams: rows, total: all, casters: casters?.value ?? [] },
      pushes: pushes ?? { at: 0, value: new Map<string, PushNow>() },
      viewers: viewers ?? { at: 0, value: new Map<string, Viewers>() },
      casters: casters ?? { at: 0, value: [] },
    };
  } catch (error) {
    return asBefore(account, before, now, error);
  }
}

function asBefore(account: string, before: Look | undefined, now: number, error: unknown): Look {
  const code = error instanceof AirdeskError ? error.code : 'airdesk.internal';
  const last = before?.onAir ?? { account, at: now, streams: [], total: 0, casters: [] };
  return {
    onAir: { ...last, at: now, trouble: { since: last.trouble?.since ?? last.at, code } },
    pushes: before?.pushes ?? { at: 0, value: new Map<string, PushNow>() },
    viewers: before?.viewers ?? { at: 0, value: new Map<string, Viewers>() },
    casters: before?.casters ?? { at: 0, value: [] },
  };
}

/** The value before, where it is young enough or no new one can be had. */
async function rarely<T>(
  before: Rare<T> | undefined,
  now: number,
  ms: number,
  read: () => Promise<T>,
): Promise<Rare<T> | undefined> {
  if (before && now - before.at < ms) return before;
  return quietly(
    read().then((value) => ({ at: now, value })),
    before,
  );
}

async function quietly<T>(read: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AirdeskError) return otherwise;
    throw error;
  }
}

async function each<T>(
  names: readonly StreamName[],
  read: (name: StreamName) => Promise<T>,
): Promise<ReadonlyMap<string, T | undefined>> {
  return new Map(
    await Promise.all(
      names.map(
        async (name) => [fullName(name), await quietly<T | undefined>(read(name), undefined)] as const,
      ),
    ),
  );
}

function known<T>(found: ReadonlyMap<string, T | undefined>): ReadonlyMap<string, T> {
  return new Map(
    [...found].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Of several pushes of a stream that of the most frames. */
function mostFrames(pushes: readonly PushNow[]): ReadonlyMap<string, PushNow> {
  return new Map(
    pushes.toSorted((a, b) => a.fps - b.fps).map((push): [string, PushNow] => [fullName(push.name), push]),
  );
}
