import { plainHost } from '../../text/host.ts';
import type { Integer } from '../../live/catalogue/types.generated.ts';
import type { Live } from '../../live/live.ts';
import type { Subject } from '../event.ts';

/** What streams depend on, by their names (`domain/app/stream`). */
export interface Relations {
  /** What each would fail with, as `source:…` and `caster:…`. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** What feeds each: pull tasks, and of a caster's program the inputs that are streams. */
  readonly feeds: ReadonlyMap<string, readonly Subject[]>;
}

const PAGE = 20;
/** Tasks and casters that are read at most: 200 tasks is an account's limit. */
const MOST_PAGES = 10;
const MOST_CASTERS = 50;
/** What feeds one stream, at most: a caster has two dozen inputs. */
const MOST_FEEDS = 50;
const PATIENCE_MS = 5000;

/** The name of a pull source, without what could be a key: `https://cdn.example.com/live/feed`. */
export function sourceName(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`.slice(0, 280);
}

/** `domain/app/stream` of a push or play address. */
export function streamOf(address: string): string | undefined {
  const [, domain, app, stream] = /^\w+:\/\/([\w.-]+)(?::\d+)?\/([^/?#]+)\/([^/?#.]+)/u.exec(address) ?? [];
  return stream === undefined ? undefined : `${plainHost(domain ?? '')}/${app ?? ''}/${stream}`;
}

/** Which streams are fed by which pull task, source and caster, and which casters they feed. What cannot be read is left out. */
export async function readRelations(live: Live): Promise<Relations> {
  const found = await Promise.allSettled([pullTasks(live), casters(live)]);
  const groups = new Map<string, readonly string[]>();
  const feeds = new Map<string, readonly Subject[]>();
  for (const one of found) {
    if (one.status !== 'fulfilled') continue;
    for (const { stream, group, fedBy } of one.value) {
      const known = groups.get(stream) ?? [];
      if (group !== undefined && !known.includes(group)) groups.set(stream, [...known, group]);
      if (fedBy !== undefined) feeds.set(stream, [...(feeds.get(stream) ?? []), fedBy].slice(0, MOST_FEEDS));
    }
  }
  return { groups, feeds };
}

/** Something that a stream depends on. */
interface Relation {
  readonly stream: string;
  readonly group?: string;
  readonly fedBy?: Subject;
}

async function pullTasks(live: Live): Promise<Relation[]> {
  const relations: Relation[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { TaskInfos, TotalPage } = await live.call(
      'DescribeLivePullStreamTasks',
      { PageNum: page, PageSize: PAGE },
      { timeoutMs: PATIENCE_MS },
    );
    for (const task of TaskInfos) {
      const stream = [plainHost(task.DomainName ?? ''), task.AppName, task.StreamName]
        .filter(Boolean)
        .join('/');
      if (stream.split('/').length !== 3) continue;
      const source = sourceName(task.SourceUrls?.[0] ?? '');
      relations.push({
        stream,
        ...(source !== undefined && { group: `source:${source}` }),
        ...(task.TaskId !== undefined && { fedBy: { type: 'pull', id: task.TaskId } }),
      });
    }
    if (page >= Number(TotalPage)) break;
  }
  return relations;
}

async function casters(live: Live): Promise<Relation[]> {
  const { CasterList } = await live.call('DescribeCasterList', {}, { timeoutMs: PATIENCE_MS });
  const relations: Relation[] = [];
  for (const { CasterId } of CasterList.slice(0, MOST_CASTERS)) {
    if (CasterId === undefined) continue;
    const { InputInfos } = await live.call(
      'DescribeCasterInputInfos',
      { CasterId },
      { timeoutMs: PATIENCE_MS },
    );
    const inputs = InputInfos.flatMap(({ InputUrl = '' }) => streamOf(InputUrl) ?? []);
    for (const stream of inputs) relations.push({ stream, group: `caster:${String(CasterId)}` });
    if (inputs.length === 0) continue;
    for (const stream of await programs(live, CasterId))
      for (const id of inputs) relations.push({ stream, fedBy: { type: 'stream', id } });
  }
  return relations;
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
      const name = [plainHost(OutputDomainName ?? ''), OutputAppName, OutputStreamId]
        .filter(Boolean)
        .join('/');
      return name.split('/').length === 3 ? [name] : [];
    });
  } catch {
    return [];
  }
}
