import { plainHost } from '../../text/host.ts';
import type { Output } from '../../live/catalogue/catalogue.ts';
import type { Live } from '../../live/live.ts';

/** Streams a page, and pages that are read. */
const PAGE = 100;
const MOST_PAGES = 50;

/** What the cloud lists as on air. */
export interface Online {
  /** `domain/app/stream`, with the time of its newest push, ms UTC, where it tells. */
  readonly streams: ReadonlyMap<string, number | undefined>;
  /** Whether it is all there is: what is missing from a part proves nothing. */
  readonly complete: boolean;
}

/** Reads all that is on air, in one call a hundred streams. @throws LiveError */
export async function listOnline(
  live: Live,
  of: { readonly DomainName?: string },
  timeoutMs: number,
): Promise<Online> {
  const streams = new Map<string, number | undefined>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { OnlineInfo, TotalPage } = await live.call(
      'DescribeLiveStreamOnlineList',
      { ...of, PageNum: page, PageSize: PAGE },
      { timeoutMs },
    );
    for (const info of OnlineInfo)
      streams.set(`${plainHost(info.DomainName ?? '')}/${info.AppName}/${info.StreamName}`, newestOf(info));
    if (OnlineInfo.length === 0 || page >= Number(TotalPage)) return { streams, complete: true };
  }
  return { streams, complete: false };
}

type Info = Output<'DescribeLiveStreamOnlineList'>['OnlineInfo'][number];

/** When the newest push of a listed stream began, ms UTC. */
export function newestOf({ PublishTimeList }: Info): number | undefined {
  const times = (PublishTimeList ?? [])
    .map(({ PublishTime }) => Date.parse(PublishTime ?? ''))
    .filter((at) => !Number.isNaN(at));
  return times.length === 0 ? undefined : Math.max(...times);
}
