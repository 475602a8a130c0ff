import type { Live } from '../../live/live.ts';

/** What each stream (`domain/app/stream`) depends on, as `source:…` and `caster:…`. */
export type Relations = ReadonlyMap<string, readonly string[]>;

const PAGE = 20;
/** Tasks and casters that are read at most: 200 tasks is an account's limit. */
const MOST_PAGES = 10;
const MOST_CASTERS = 50;
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
  return stream === undefined ? undefined : `${domain ?? ''}/${app ?? ''}/${stream}`;
}

/** Which streams are fed by which pull source, and which casters they feed. What cannot be read is left out. */
export async function readRelations(live: Live): Promise<Relations> {
  const found = await Promise.allSettled([pullSources(live), casterInputs(live)]);
  const relations = new Map<string, string[]>();
  for (const one of found) {
    if (one.status !== 'fulfilled') continue;
    for (const [stream, group] of one.value) {
      const groups = relations.get(stream) ?? [];
      if (!groups.includes(group)) relations.set(stream, [...groups, group]);
    }
  }
  return relations;
}

type Pair = readonly [stream: string, group: string];

async function pullSources(live: Live): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { TaskInfos, TotalPage } = await live.call(
      'DescribeLivePullStreamTasks',
      { PageNum: page, PageSize: PAGE },
      { timeoutMs: PATIENCE_MS },
    );
    for (const task of TaskInfos) {
      const stream = [task.DomainName, task.AppName, task.StreamName].filter(Boolean).join('/');
      const source = sourceName(task.SourceUrls?.[0] ?? '');
      if (source !== undefined && stream.split('/').length === 3) pairs.push([stream, `source:${source}`]);
    }
    if (page >= Number(TotalPage)) break;
  }
  return pairs;
}

async function casterInputs(live: Live): Promise<Pair[]> {
  const { CasterList } = await live.call('DescribeCasterList', {}, { timeoutMs: PATIENCE_MS });
  const pairs: Pair[] = [];
  for (const { CasterId } of CasterList.slice(0, MOST_CASTERS)) {
    if (CasterId === undefined) continue;
    const { InputInfos } = await live.call(
      'DescribeCasterInputInfos',
      { CasterId },
      { timeoutMs: PATIENCE_MS },
    );
    for (const { InputUrl = '' } of InputInfos) {
      const stream = streamOf(InputUrl);
      if (stream !== undefined) pairs.push([stream, `caster:${String(CasterId)}`]);
    }
  }
  return pairs;
}
