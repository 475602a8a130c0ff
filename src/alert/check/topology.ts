import { sleep, type Clock } from '../../clock.ts';
import type { Live } from '../../live/live.ts';
import type { Log } from '../../observability/log.ts';
import { subjectKey, type Subject } from '../../callback/event.ts';
import { pathOf, readRelations, type Relations } from '../../live/read/relations.ts';

/** How often it is read again, ms. */
const REFRESH_MS = 5 * 60_000;

/** What streams depend on, as it was read last. */
export interface Topology {
  /** `source:…` and `caster:…` of a stream (`domain/app/stream`). */
  groupsOf(account: string, stream: string): readonly string[];
  /** How many streams are known to be in a group. */
  sizeOf(account: string, group: string): number;
  /** What feeds a stream. */
  fedBy(account: string, stream: string): readonly Subject[];
  /** The streams that something feeds. */
  feeds(account: string, feed: Subject): readonly string[];
  /** Begins to read. Until then nothing is known. */
  start(): void;
  stop(): void;
}

/** Reads pull tasks and casters of each account now and again. Nothing waits for it: what is not known joins nothing. */
export function createTopology(options: {
  readonly accounts: readonly string[];
  readonly live: (account: string) => Live;
  readonly clock: Clock;
  readonly log: Log;
}): Topology {
  const { accounts, live, clock, log } = options;
  const known = new Map<string, Known>();
  let stopped = false;

  async function keepReading(account: string): Promise<void> {
    while (!stopped) {
      try {
        const relations = await readRelations(live(account));
        known.set(account, { relations, sizes: sizesOf(relations), fed: fedOf(relations) });
      } catch (error) {
        log.warn({ err: error, account }, 'pull tasks and casters could not be read');
      }
      await sleep(clock, REFRESH_MS);
    }
  }

  return {
    groupsOf(account, stream) {
      const { groups, played } = known.get(account)?.relations ?? {};
      const all = [...(groups?.get(stream) ?? []), ...(played?.get(pathOf(stream)) ?? [])];
      return [...new Set(all)];
    },
    sizeOf: (account, group) => known.get(account)?.sizes.get(group) ?? 0,
    fedBy: (account, stream) => known.get(account)?.relations.feeds.get(stream) ?? [],
    feeds: (account, feed) => known.get(account)?.fed.get(subjectKey(feed)) ?? [],
    start() {
      for (const account of accounts) void keepReading(account);
    },
    stop() {
      stopped = true;
    },
  };
}

/** Relations, and what follows from them. */
interface Known {
  readonly relations: Relations;
  readonly sizes: ReadonlyMap<string, number>;
  readonly fed: ReadonlyMap<string, readonly string[]>;
}

/** One stream can be watched at several addresses, and is one stream all the same. */
function sizesOf({ groups, played }: Relations): ReadonlyMap<string, number> {
  const members = new Map<string, Set<string>>();
  for (const [stream, some] of groups)
    for (const group of some) {
      const isWatched = played.get(pathOf(stream))?.includes(group) === true;
      const known = members.get(group) ?? new Set();
      members.set(group, known.add(isWatched ? pathOf(stream) : stream));
    }
  return new Map([...members].map(([group, { size }]) => [group, size]));
}

function fedOf({ feeds }: Relations): ReadonlyMap<string, readonly string[]> {
  const fed = new Map<string, string[]>();
  for (const [stream, subjects] of feeds)
    for (const subject of subjects) {
      const key = subjectKey(subject);
      fed.set(key, [...(fed.get(key) ?? []), stream]);
    }
  return fed;
}
