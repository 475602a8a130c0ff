import { plainHost } from '../../text/host.ts';
import type { Output } from '../catalogue/catalogue.ts';
import type { Live } from '../live.ts';
import { streamParts, type StreamParts } from '../../alert/rules/stream-names.ts';
import { listOnline, newestOf } from '../../alert/check/online.ts';

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
  const parts = streamParts(name);
  if (!parts) return undefined;
  const [backups, online] = await Promise.allSettled([
    backupPushes(live, parts, timeoutMs),
    onlinePushes(live, parts, timeoutMs),
  ]);
  if (backups.status === 'fulfilled' && backups.value.length > 0) return backups.value;
  // The list of backups is empty too where the account has no such feature: it shows nothing by itself.
  return online.status === 'fulfilled' ? online.value : undefined;
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
  const [backups, online] = await Promise.all([
    live
      .call('DescribeBackupStreamList', {}, { timeoutMs })
      .then(({ StreamInfoList }) => StreamInfoList)
      // As with one stream: without the feature there is no such list.
      .catch(() => []),
    listOnline(live, { DomainName: domain }, timeoutMs),
  ]);
  return (name) => {
    const parts = streamParts(name);
    const reserves = parts ? backupsOf(backups, parts) : [];
    if (reserves.length > 0) return reserves;
    const since = online.streams.get(name);
    if (online.streams.has(name))
      return [{ sequence: '', source: '', main: true, ...(since !== undefined && { since }) }];
    return online.complete ? [] : undefined;
  };
}

async function backupPushes(live: Live, name: StreamParts, timeoutMs: number): Promise<Push[]> {
  const { StreamInfoList } = await live.call(
    'DescribeBackupStreamList',
    { StreamName: name.stream },
    { timeoutMs },
  );
  return backupsOf(StreamInfoList, name);
}

function backupsOf(list: Output<'DescribeBackupStreamList'>['StreamInfoList'], name: StreamParts): Push[] {
  // Pushes to the domains of one host group are one stream: whoever holds one of ours holds all of them.
  const group = list.find(
    (info) =>
      info.StreamName === name.stream &&
      info.BackupList?.some(
        (push) => plainHost(push.DomainName ?? '') === name.domain && push.AppName === name.app,
      ),
  );
  return (group?.BackupList ?? []).map((push) => ({
    sequence: push.UpstreamSequence ?? '',
    source: (push.SourceFrom ?? '').slice(0, 100),
    main: Number(push.MasterFlag ?? 0) === 1,
    ...sinceOf(push.PublishTime),
  }));
}

async function onlinePushes(live: Live, name: StreamParts, timeoutMs: number): Promise<Push[]> {
  const { OnlineInfo } = await live.call(
    'DescribeLiveStreamOnlineList',
    { DomainName: name.domain, AppName: name.app, StreamName: name.stream, PageNum: 1, PageSize: 100 },
    { timeoutMs },
  );
  const online = OnlineInfo.find(
    (info) =>
      plainHost(info.DomainName ?? '') === name.domain &&
      info.AppName === name.app &&
      info.StreamName === name.stream,
  );
  const since = online && newestOf(online);
  return online ? [{ sequence: '', source: '', main: true, ...(since !== undefined && { since }) }] : [];
}

function sinceOf(text: string | undefined): { since?: number } {
  const since = Date.parse(text ?? '');
  return Number.isNaN(since) ? {} : { since };
}
