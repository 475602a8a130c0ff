import { toCloud } from '../cloud-time.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import { pastPush, type PastPush } from './past-pushes.ts';

const PAGE = 100;
const MOST_PAGES = 3;

/** Pushes to a domain that ended in a span (ms UTC) and whose stream has `name` in its name, newest first. @throws LiveError */
export function readPublished(
  from: From,
  domain: string,
  asked: { readonly from: number; readonly to: number; readonly name: string },
): Promise<Listed<PastPush>> {
  return readPages(MOST_PAGES, async (page) => {
    const { PublishInfo, TotalNum } = await from.live.call(
      'DescribeLiveStreamPublishedList',
      {
        ...{ DomainName: domain, StreamName: asked.name, PageNum: page, PageSize: PAGE },
        ...{ StartTime: toCloud(asked.from), EndTime: toCloud(asked.to) },
      },
      callOptions(from),
    );
    return { items: PublishInfo.map(pastPush), total: Number(TotalNum) };
  });
}
