import { plainHost } from '../../text/host.ts';
import type { Integer } from '../catalogue/types.generated.ts';
import type { Live } from '../live.ts';
import type { Subject } from '../../callback/event.ts';
import { readCasterList } from './casters.ts';
import { allOnline } from './online.ts';
import { oneByOne } from './one-by-one.ts';
import { readPullTasks, targetStream } from './pulls.ts';
import { fullName, streamParts } from './stream-name.ts';

/** What streams depend on, by their names (`domain/app/stream`). */
export interface Relations {
  /** The same by `app/stream`, of what is named by an address at which it is watched: that tells no push domain. */
  readonly played: ReadonlyMap<string, readonly string[]>;
  /** What each would fail with, as `source:…` and `caster:…`. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** What feeds each: pull tasks, and of a caster's program the inputs that are streams. */
  readonly feeds: ReadonlyMap<string, readonly Subject[]>;
}

/** Casters that are read at most. */
const MOST_CASTERS = 50;
/** What feeds one stream, at most: a caster has two dozen inputs. */
const MOST_FEEDS = 50;
/** Push domains on which what is watched may be pushed. */
const MOST_DOMAINS = 20;
const PATIENCE_MS = 5000;

/** The name of a pull source, without what could be a key: `https://cdn.example.com/live/feed`. */
export function sourceName(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`.slice(0, 280);
}

const ADDRESS = /^(\w+):\/\/(?:[^/?#]*@)?([\w.-]+)(?::\d+)?\/([^?#]+)/u;
/** What an address at which a stream is watched ends with. Other dots are the name's own. */
const PLAYED = /\.(?:flv|m3u8)$/iu;

/** `domain/app/stream` of a push or play address. */
export function streamOf(address: string): string | undefined {
  const [, scheme = '', domain = '', path = ''] = ADDRESS.exec(address) ?? [];
  const named = isHttp(scheme) ? path.replace(PLAYED, '') : path;
  const name = `${plainHost(domain)}/${decoded(named)}`;
  // What was behind a `%` can be anything, and a key that follows a question mark is nothing to keep.
  return streamParts(name) && !name.includes('?') ? name : undefined;
}

function isHttp(scheme: string): boolean {
  return /^https?$/iu.test(scheme);
}

/** Whether a stream is watched at such an address. Of rtmp only the domain tells. */
function isPlayed(address: string, pushed: ReadonlySet<string>): boolean {
  const [, scheme = '', domain = ''] = ADDRESS.exec(address) ?? [];
  return !/^(?:rtmps?|srt)$/iu.test(scheme) || !pushed.has(plainHost(domain));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Which streams are fed by which pull task, source and caster, and which casters they feed. What cannot be read is left out. */
export async function readRelations(live: Live): Promise<Relations> {
  const found = await Promise.allSettled([pullTasks(live), casters(live)]);
  const groups = new Map<string, readonly string[]>();
  const played = new Map<string, readonly string[]>();
  const feeds = new Map<string, readonly Subject[]>();
  for (const one of found) {
    if (one.status !== 'fulfilled') continue;
    for (const { stream, group, fedBy, isWatched = false } of one.value) {
      if (group !== undefined) join(groups, stream, group);
      if (group !== undefined && isWatched) join(played, pathOf(stream), group);
      if (fedBy !== undefined) feeds.set(stream, [...(feeds.get(stream) ?? []), fedBy].slice(0, MOST_FEEDS));
    }
  }
  return { groups, played, feeds };
}

function join(groups: Map<string, readonly string[]>, name: string, group: string): void {
  const known = groups.get(name) ?? [];
  if (!known.includes(group)) groups.set(name, [...known, group]);
}

/** `app/stream` of `domain/app/stream`. */
export function pathOf(stream: string): string {
  return stream.slice(stream.indexOf('/') + 1);
}

/** Something that a stream depends on. */
interface Relation {
  readonly stream: string;
  readonly group?: string;
  readonly fedBy?: Subject;
  /** It is named by an address at which it is watched. */
  readonly isWatched?: boolean;
}

async function pullTasks(live: Live): Promise<Relation[]> {
  const { items } = await readPullTasks({ live, timeoutMs: PATIENCE_MS });
  return items.flatMap((task): Relation[] => {
    const target = targetStream(task);
    if (!target) return [];
    const source = sourceName(task.info.SourceUrls?.[0] ?? '');
    return [
      {
        stream: fullName(target),
        ...(source !== undefined && { group: `source:${source}` }),
        ...(task.id !== '' && { fedBy: { type: 'pull', id: task.id } }),
      },
    ];
  });
}

async function casters(live: Live): Promise<Relation[]> {
  const list = await readCasterList({ live, timeoutMs: PATIENCE_MS });
  const relations: Relation[] = [];
  let pushed: ReadonlySet<string> | undefined;
  const ids = list.slice(0, MOST_CASTERS).flatMap(({ info: { CasterId } }) => CasterId ?? []);
  const read = await oneByOne(ids, (CasterId) =>
    live.call('DescribeCasterInputInfos', { CasterId }, { timeoutMs: PATIENCE_MS }),
  );
  for (const [CasterId, { InputInfos }] of read) {
    const inputs = InputInfos.flatMap(({ InputUrl = '' }) => {
      const stream = streamOf(InputUrl);
      return stream === undefined ? [] : [{ stream, address: InputUrl }];
    });
    if (inputs.length === 0) continue;
    pushed ??= await pushDomains(live);
    const domains = pushed;
    for (const { stream, address } of inputs)
      relations.push({
        stream,
        group: `caster:${String(CasterId)}`,
        isWatched: isPlayed(address, domains),
      });
    const fedBy = inputs.flatMap(({ stream, address }) =>
      isPlayed(address, domains) && domains.size > 0
        ? [stream, ...[...domains].map((domain) => `${domain}/${pathOf(stream)}`)]
        : [stream],
    );
    for (const stream of await programs(live, CasterId))
      for (const id of new Set(fedBy)) relations.push({ stream, fedBy: { type: 'stream', id } });
  }
  return relations;
}

/** Domains on which something is pushed now. None where that cannot be read. */
async function pushDomains(live: Live): Promise<ReadonlySet<string>> {
  try {
    const { items } = await allOnline({ live, timeoutMs: PATIENCE_MS });
    return new Set([...new Set(items.map(({ domain }) => domain))].slice(0, MOST_DOMAINS));
  } catch {
    return new Set();
  }
}

/** `domain/app/stream`, where none of them is missing. */
function nameOf(domain = '', app = '', stream = ''): string | undefined {
  return domain === '' || app === '' || stream === '' ? undefined : `${plainHost(domain)}/${app}/${stream}`;
}

/** Streams to which a caster pushes its program. Where that cannot be read, its inputs are known all the same. */
async function programs(live: Live, CasterId: Integer): Promise<readonly string[]> {
  try {
    const { OutputInfos } = await live.call(
      'DescribeCasterOutputInfos',
      { CasterId },
      { timeoutMs: PATIENCE_MS },
    );
    return OutputInfos.flatMap(({ OutputDomainName, OutputAppName, OutputStreamId }) => {
      return nameOf(OutputDomainName, OutputAppName, OutputStreamId) ?? [];
    });
  } catch {
    return [];
  }
}
