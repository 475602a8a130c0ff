import { plainHost } from '../../text/host.ts';
import { fromCloud } from '../cloud-time.ts';
import { callOptions, type From } from './pages.ts';

/** One push of a stream that runs now. Every re-push has another `sequence`. */
export type Upstream = {
  readonly domain: string;
  readonly app: string;
  /** The cloud's words for where it comes from: an encoder, or a pull task with its id. */
  readonly source: string;
  readonly sequence: string;
  readonly main: boolean;
  /** ms UTC. */
  readonly since: number | undefined;
};

/** The pushes of one stream, the main one first, then by age: the order in which they are numbered for people. */
export type Group = {
  readonly stream: string;
  readonly hostGroup: string;
  /** The cloud chooses the best push by itself (OptimalEnable). */
  readonly optimal: boolean;
  readonly upstreams: readonly Upstream[];
};

/** Reads the groups: those of one stream name, or all. Empty too where the account has no such feature. @throws LiveError */
export async function readGroups(from: From, stream?: string): Promise<Group[]> {
  const { StreamInfoList } = await from.live.call(
    'DescribeBackupStreamList',
    stream === undefined ? {} : { StreamName: stream },
    callOptions(from),
  );
  return StreamInfoList.map((info) => ({
    stream: info.StreamName ?? '',
    hostGroup: info.HostGroupName ?? '',
    optimal: Number(info.OptimalEnable ?? 0) === 1,
    upstreams: (info.BackupList ?? [])
      .map((upstream) => ({
        domain: plainHost(upstream.DomainName ?? ''),
        app: upstream.AppName ?? '',
        source: upstream.SourceFrom ?? '',
        sequence: upstream.UpstreamSequence ?? '',
        main: Number(upstream.MasterFlag ?? 0) === 1,
        since: fromCloud(upstream.PublishTime),
      }))
      .sort(byRank),
  })).filter((group) => stream === undefined || group.stream === stream);
}

function byRank(a: Upstream, b: Upstream): number {
  if (a.main !== b.main) return a.main ? -1 : 1;
  return (a.since ?? 0) - (b.since ?? 0) || (a.sequence < b.sequence ? -1 : 1);
}

/** The push that viewers see. */
export function mainOf(group: Group): Upstream | undefined {
  return group.upstreams.find((upstream) => upstream.main);
}
