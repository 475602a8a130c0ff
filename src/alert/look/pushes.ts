import type { Live } from '../../live/live.ts';

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
  const [domain = '', app = '', stream = ''] = name.split('/');
  if (stream === '') return undefined;
  const [backups, online] = await Promise.allSettled([
    backupPushes(live, { domain, app, stream }, timeoutMs),
    onlinePushes(live, { domain, app, stream }, timeoutMs),
  ]);
  if (backups.status === 'fulfilled' && backups.value.length > 0) return backups.value;
  // The list of backups is empty too where the account has no such feature: it shows nothing by itself.
  return online.status === 'fulfilled' ? online.value : undefined;
}

interface Name {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
}

async function backupPushes(live: Live, name: Name, timeoutMs: number): Promise<Push[]> {
  const { StreamInfoList } = await live.call(
    'DescribeBackupStreamList',
    { StreamName: name.stream },
    { timeoutMs },
  );
  // Pushes to the domains of one host group are one stream: whoever holds one of ours holds all of them.
  const group = StreamInfoList.find(
    (info) =>
      info.StreamName === name.stream &&
      info.BackupList?.some((push) => push.DomainName === name.domain && push.AppName === name.app),
  );
  return (group?.BackupList ?? []).map((push) => ({
    sequence: push.UpstreamSequence ?? '',
    source: (push.SourceFrom ?? '').slice(0, 100),
    main: Number(push.MasterFlag ?? 0) === 1,
    ...sinceOf(push.PublishTime),
  }));
}

async function onlinePushes(live: Live, name: Name, timeoutMs: number): Promise<Push[]> {
  const { OnlineInfo } = await live.call(
    'DescribeLiveStreamOnlineList',
    { DomainName: name.domain, AppName: name.app, StreamName: name.stream, PageNum: 1, PageSize: 100 },
    { timeoutMs },
  );
  const online = OnlineInfo.find(
    (info) => info.DomainName === name.domain && info.AppName === name.app && info.StreamName === name.stream,
  );
  const newest = online?.PublishTimeList?.flatMap((each) => each.PublishTime ?? [])
    .sort()
    .at(-1);
  return online ? [{ sequence: '', source: '', main: true, ...sinceOf(newest) }] : [];
}

function sinceOf(text: string | undefined): { since?: number } {
  const since = Date.parse(text ?? '');
  return Number.isNaN(since) ? {} : { since };
}
