import type { CommandContext } from '../../src/command.ts';
import type { Shows } from '../../src/panel/panel.ts';
import { type Group, readGroups } from '../../src/live/read/backup-groups.ts';
import { type Caster, readCasters } from '../caster/resolve.ts';
import { readScene, readSources, type Scene } from '../caster/scene.ts';
import { type Monitor, readMonitors } from '../monitor/resolve.ts';
import { readViewers, type Viewers } from '../../src/live/read/figures/viewers.ts';
import { readPushesNow, type PushNow } from '../../src/live/read/pushes-now.ts';
import { chosenOf, streamsOf } from './chosen.ts';
import { rarely, type Section, section } from './section.ts';
import { readStreams, type StreamNow } from './streams.ts';
import type { Sources } from '../caster/display.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** One reading of an account for all of its panels, in no language. */
export interface Board {
  /** By full name. */
  readonly streams: ReadonlyMap<string, Section<StreamNow>>;
  /** By full name; how many watch, where known. */
  readonly viewers: ReadonlyMap<string, Section<Viewers | undefined>>;
  /** What comes in, by full name: of several pushes of a stream that of the most frames. */
  readonly pushes: Section<ReadonlyMap<string, PushNow>>;
  readonly groups: Section<readonly Group[]>;
  readonly casters: Section<readonly Caster[]>;
  /** By id of the caster. */
  readonly scenes: ReadonlyMap<string, Section<Scene>>;
  readonly sources: ReadonlyMap<string, Section<Sources>>;
  readonly monitors: Section<readonly Monitor[]>;
}

/** Figures come once a minute; inputs and layouts are changed between shows. */
const MINUTE = 60_000;
/** What comes in is told with its time, and changes a little always: a panel is not edited for that alone each minute, ms. */
const PUSHES_MS = 5 * MINUTE;

/**
 * Reads everything that the panels show: the online list once a domain, main and backup pushes, casters and monitors
 * once, a scene for each caster; viewers and layouts only every minute. Never rejects.
 */
export async function readBoard(
  context: CommandContext,
  shows: readonly Shows[],
  before: Board | undefined,
): Promise<Board> {
  const now = context.now();
  const names = distinctNames(shows.flatMap((each) => streamsOf(context, each).shown));
  const [streams, pushes, groups, casters, monitors, viewers] = await Promise.all([
    readStreams(context, names, before?.streams),
    names.length === 0
      ? { known: true as const, at: now, value: new Map<string, PushNow>() }
      : rarely({ before: before?.pushes, now }, PUSHES_MS, () => readBrought(context)),
    names.length === 0 ? nothing(now) : section({ before: before?.groups, now }, () => readGroups(context)),
    shows.every((each) => each.casters.length === 0)
      ? nothing(now)
      : section({ before: before?.casters, now }, () => readCasters(context)),
    shows.every((each) => each.monitors.length === 0)
      ? nothing(now)
      : section({ before: before?.monitors, now }, async () => (await readMonitors(context)).monitors),
    byKey(names.map(fullName), (key, index) => {
      const name = names[index] as StreamName;
      return rarely({ before: before?.viewers.get(key), now }, MINUTE, () =>
        readViewers(context.live, name, now),
      );
    }),
  ]);
  const shown = casters.known ? shows.flatMap((each) => chosenOf(casters.value, each.casters).shown) : [];
  const ids = [...new Set(shown.map(({ id }) => id))];
  const [scenes, sources] = await Promise.all([
    byKey(ids, (id) => section({ before: before?.scenes.get(id), now }, () => readScene(context, id))),
    byKey(ids, (id) =>
      rarely({ before: before?.sources.get(id), now }, MINUTE, () => readSources(context, id)),
    ),
  ]);
  return { streams, viewers, pushes, groups, casters, scenes, sources, monitors };
}

async function readBrought(context: CommandContext): Promise<ReadonlyMap<string, PushNow>> {
  const { items } = await readPushesNow(context);
  return new Map(
    items.toSorted((a, b) => a.fps - b.fps).map((push): [string, PushNow] => [fullName(push.name), push]),
  );
}

function nothing(now: number): Section<never[]> {
  return { known: true, at: now, value: [] };
}

async function byKey<T>(
  keys: readonly string[],
  read: (key: string, index: number) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  return new Map(await Promise.all(keys.map(async (key, index) => [key, await read(key, index)] as const)));
}

function distinctNames(names: readonly StreamName[]): StreamName[] {
  return [...new Map(names.map((name) => [fullName(name), name])).values()];
}
