import { plainHost } from '../../text/host.ts';
import { fromCloud } from '../cloud-time.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import type { StreamName } from './stream-name.ts';

/** A stream that is pushed now. `publishes`: when each of its pushes began, as the cloud writes it, oldest first. */
export type OnlineStream = StreamName & { readonly publishes: readonly string[] };

/** Largest page of DescribeLiveStreamOnlineList. */
const LARGEST_PAGE = 100;
/** How many pages are read for somebody who waits for them: 500 streams. */
const MOST_PAGES = 5;
/** And where nobody does: 5,000 streams. */
const ALL_PAGES = 50;

/** Streams online, and how many there are in all. */
export interface Online {
  readonly streams: readonly OnlineStream[];
  readonly total: number;
}

/** One page of the streams online. @throws LiveError */
export async function onlinePage(from: From, page: number, size: number): Promise<Online> {
  return read(from, { PageNum: page, PageSize: size });
}

/** The streams online with exactly this stream name, on whatever domain. @throws LiveError */
export async function onlineByName(from: From, stream: string): Promise<OnlineStream[]> {
  const online = await read(from, { StreamName: stream, PageNum: 1, PageSize: LARGEST_PAGE });
  return online.streams.filter((each) => each.stream === stream);
}

/**
 * The stream itself where it is online. Asked with its domain: accounts with several domains must name one.
 * @throws LiveError
 */
export async function onlineStream(from: From, name: StreamName): Promise<OnlineStream | undefined> {
  const online = await read(from, {
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

/** The first 500 streams online; of one push domain, where it is given. @throws LiveError */
export async function onlineMany(from: From, domain?: string): Promise<Online> {
  const { items, total } = await readOnline(from, domain, MOST_PAGES);
  return { streams: items, total };
}

/** All that is on air, in one call a hundred streams; of one push domain, where it is given. @throws LiveError */
export async function allOnline(from: From, domain?: string): Promise<Listed<OnlineStream>> {
  return readOnline(from, domain, ALL_PAGES);
}

function readOnline(from: From, domain: string | undefined, most: number): Promise<Listed<OnlineStream>> {
  const where = domain === undefined ? {} : { DomainName: domain };
  return readPages(most, async (page) => {
    const { streams, total } = await read(from, { ...where, PageNum: page, PageSize: LARGEST_PAGE });
    return { items: streams, total };
  });
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

async function read(from: From, query: Query): Promise<Online> {
  const answer = await from.live.call('DescribeLiveStreamOnlineList', query, callOptions(from));
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
