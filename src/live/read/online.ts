import { plainHost } from '../../text/host.ts';
import type { Reader } from '../reader.ts';
import { fromCloud } from '../../../commands/when.ts';
import type { StreamName } from '../../../commands/stream/name.ts';

/** A stream that is pushed now. `publishes`: when each of its pushes began, as the cloud writes it, oldest first. */
export type OnlineStream = StreamName & { readonly publishes: readonly string[] };

/** Largest page of DescribeLiveStreamOnlineList. */
const LARGEST_PAGE = 100;
/** How many pages are read to search for a part of a name: 500 streams. */
const MOST_PAGES = 5;

/** Streams online, and how many there are in all. */
export interface Online {
  readonly streams: readonly OnlineStream[];
  readonly total: number;
}

/** One page of the streams online. */
export async function onlinePage(context: Reader, page: number, size: number): Promise<Online> {
  return read(context, { PageNum: page, PageSize: size });
}

/** The streams online with exactly this stream name, on whatever domain. */
export async function onlineByName(context: Reader, stream: string): Promise<OnlineStream[]> {
  const online = await read(context, { StreamName: stream, PageNum: 1, PageSize: LARGEST_PAGE });
  return online.streams.filter((each) => each.stream === stream);
}

/** The stream itself where it is online. Asked with its domain: accounts with several domains must name one. */
export async function onlineStream(context: Reader, name: StreamName): Promise<OnlineStream | undefined> {
  const online = await read(context, {
    DomainName: name.domain,
    AppName: name.app,
    StreamName: name.stream,
    PageNum: 1,
    PageSize: LARGEST_PAGE,
  });
  return online.streams.find(
    (each) => each.domain === name.domain && each.app === name.app && each.stream === name.stream,
  );
}

/** The first 500 streams online; of one push domain, where it is given. */
export async function onlineMany(context: Reader, domain?: string): Promise<Online> {
  const where = domain === undefined ? {} : { DomainName: domain };
  const pageAt = (page: number) => read(context, { ...where, PageNum: page, PageSize: LARGEST_PAGE });
  const first = await pageAt(1);
  const streams = [...first.streams];
  for (let page = 2; page <= MOST_PAGES && (page - 1) * LARGEST_PAGE < first.total; page += 1)
    streams.push(...(await pageAt(page)).streams);
  return { streams, total: Math.max(first.total, streams.length) };
}

/** When the running push began, ms UTC: the newest of several. */
export function pushedSince(publishes: readonly string[]): number | undefined {
  return fromCloud(publishes.at(-1));
}

interface Query {
  readonly DomainName?: string;
  readonly AppName?: string;
  readonly StreamName?: string;
  readonly PageNum: number;
  readonly PageSize: number;
}

async function read(context: Reader, query: Query): Promise<Online> {
  const answer = await context.live.call('DescribeLiveStreamOnlineList', query);
  return {
    streams: answer.OnlineInfo.map((info) => ({
      domain: plainHost(info.DomainName ?? ''),
      app: info.AppName ?? '',
      stream: info.StreamName ?? '',
      publishes: (info.PublishTimeList ?? []).flatMap((each) => each.PublishTime ?? []).sort(),
    })),
    total: Number(answer.TotalNum),
  };
}
