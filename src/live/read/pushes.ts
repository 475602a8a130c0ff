import type { Live } from '../live.ts';
import { readGroups, type Group } from './backup-groups.ts';
import { allOnline, onlineStream, pushedSince } from './online.ts';
import { fullName, streamParts, type StreamName } from './stream-name.ts';

/** One push of a stream that runs now. */
export interface Push {
  readonly sequence: string;
  /** The cloud's words for where it comes from. */
  readonly source: string;
  /** ms UTC. */
  readonly since?: number;
  readonly main: boolean;
}

/** How long one question may take, ms. */
const PATIENCE_MS = 3000;

/**
 * The pushes of a stream (`domain/app/stream`) that the cloud lists now. Only a push that is listed shows that a stream
 * is on air: DescribeLiveStreamState answers active for what it cannot tell. Undefined where neither list could be read.
 */
export async function pushesOf(
  live: Live,
  name: string,
  timeoutMs = PATIENCE_MS,
): Promise<readonly Push[] | undefined> {
  const stream = streamParts(name);
  if (!stream) return undefined;
  const from = { live, timeoutMs };
  const [groups, online] = await Promise.allSettled([
    readGroups(from, stream.stream),
    onlineStream(from, stream),
  ]);
  const backups = groups.status === 'fulfilled' ? ofStream(groups.value, stream) : [];
  if (backups.length > 0) return backups;
  // The list of backups is empty too where the account has no such feature: it shows nothing by itself.
  if (online.status === 'rejected') return undefined;
  return online.value ? listed(online.value.publishes) : [];
}

/**
 * The pushes of all streams of a domain, in one question for backups and one a hundred streams; gives what finds those of
 * one (`domain/app/stream`), undefined where more is on air than was read. @throws where the cloud did not tell
 */
export async function pushesOnDomain(
  live: Live,
  domain: string,
  timeoutMs: number,
): Promise<(name: string) => readonly Push[] | undefined> {
  const from = { live, timeoutMs };
  const [groups, online] = await Promise.all([
    // As with one stream: without the feature there is no such list.
    readGroups(from).catch(() => []),
    allOnline(from, domain),
  ]);
  const publishes = new Map(online.items.map((stream) => [fullName(stream), stream.publishes]));
  return (name) => {
    const stream = streamParts(name);
    const backups = stream ? ofStream(groups, stream) : [];
    if (backups.length > 0) return backups;
    const found = publishes.get(name);
    if (found) return listed(found);
    return online.complete ? [] : undefined;
  };
}

function ofStream(groups: readonly Group[], name: StreamName): Push[] {
  // Pushes to the domains of one host group are one stream: whoever holds one of ours holds all of them.
  const group = groups.find(
    ({ stream, upstreams }) =>
      stream === name.stream &&
      upstreams.some(({ domain, app }) => domain === name.domain && app === name.app),
  );
  return (group?.upstreams ?? []).map(({ sequence, source, main, since }) => ({
    ...{ sequence, main },
    source: source.slice(0, 100),
    ...(since !== undefined && { since }),
  }));
}

/** What the list of streams on air tells of a stream's push: that there is one, and since when. */
function listed(publishes: readonly string[]): readonly Push[] {
  const since = pushedSince(publishes);
  return [{ sequence: '', source: '', main: true, ...(since !== undefined && { since }) }];
}
