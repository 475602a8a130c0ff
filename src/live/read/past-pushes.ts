import { plainHost } from '../../text/host.ts';
import { fromCloud, toCloud } from '../cloud-time.ts';
import type { StreamEventInfo } from '../catalogue/types.generated.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import { cloudName, fullName, type StreamName } from './stream-name.ts';

/** A push that has ended. */
export interface PastPush {
  readonly name: StreamName;
  /** ms UTC. */
  readonly began: number | undefined;
  readonly ended: number | undefined;
  /** The cloud's words for why, in Chinese or as its log has it. */
  readonly reason: string;
  readonly lastedMs: number;
  /** Of the encoder. */
  readonly ip: string;
  readonly size: string;
}

/** Which part of the history is asked for. Times in ms UTC. */
export interface PastAsked {
  readonly from: number;
  readonly to: number;
  /** Of one stream only; of all where it is left out. */
  readonly stream?: StreamName;
  readonly page?: number;
  readonly size: number;
}

/** The pushes that ended in a span of at most a month, newest first, one page of them. @throws LiveError */
export async function readPastPushes(from: From, asked: PastAsked): Promise<Listed<PastPush>> {
  const { EventList, TotalNum } = await from.live.call(
    'DescribeLiveStreamEventList',
    {
      ...{ StartTime: toCloud(asked.from), EndTime: toCloud(asked.to) },
      ...(asked.stream && { ...cloudName(asked.stream), IsStrict: 1 }),
      ...{ PageNum: asked.page ?? 1, PageSize: asked.size, IsAsc: 0 },
    },
    callOptions(from),
  );
  const total = Number(TotalNum);
  return { items: EventList.map(pastPush), total, complete: EventList.length >= total };
}

/** The streams of exactly this name whose pushes ended in a span (ms UTC), each once, the newest first. @throws LiveError */
export async function readEndedByName(
  from: From,
  stream: string,
  span: { readonly from: number; readonly to: number },
): Promise<StreamName[]> {
  const { EventList } = await from.live.call(
    'DescribeLiveStreamEventList',
    {
      ...{ StartTime: toCloud(span.from), EndTime: toCloud(span.to), StreamName: stream },
      ...{ PageNum: 1, PageSize: LARGEST_PAGE, IsAsc: 0, IsFilter: 1 },
    },
    callOptions(from),
  );
  const names = EventList.map((info) => pastPush(info).name).filter((name) => name.stream === stream);
  return [...new Map(names.map((name) => [fullName(name), name])).values()];
}

/** Largest page of DescribeLiveStreamEventList, and how many are read: 2,000 pushes. */
const LARGEST_PAGE = 100;
const MOST_PAGES = 20;

/**
 * The pushes of all streams that ended in a span of at most a month (ms UTC), oldest first, without those that were never
 * let in: the first 2,000. @throws LiveError
 */
export function readEndedPushes(
  from: From,
  span: { readonly from: number; readonly to: number },
): Promise<Listed<PastPush>> {
  return readPages(MOST_PAGES, async (page) => {
    const { EventList, TotalNum } = await from.live.call(
      'DescribeLiveStreamEventList',
      {
        ...{ StartTime: toCloud(span.from), EndTime: toCloud(span.to) },
        ...{ PageNum: page, PageSize: LARGEST_PAGE, IsAsc: 1, IsFilter: 1 },
      },
      callOptions(from),
    );
    return { items: EventList.map(pastPush), total: Number(TotalNum) };
  });
}

/** A push that has ended, as both lists of the cloud have it. */
export function pastPush(info: StreamEventInfo): PastPush {
  return {
    name: {
      domain: plainHost(info.DomainName ?? ''),
      app: info.AppName ?? '',
      stream: info.StreamName ?? '',
    },
    ...{ began: fromCloud(info.StreamStartTime), ended: fromCloud(info.StreamEndTime) },
    ...{ reason: info.StopReason ?? '', lastedMs: Number(info.Duration ?? 0) * 1000 },
    ...{ ip: info.ClientIp ?? '', size: info.Resolution ?? '' },
  };
}
