import { plainHost } from '../../text/host.ts';
import { fromBeijing } from '../cloud-time.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import type { StreamName } from './stream-name.ts';

/** A stream that may not be pushed, as the cloud lists it; domain and app can be lacking. */
export interface ListedBan {
  readonly name: StreamName;
  /** ms UTC; undefined where the cloud does not tell. */
  readonly since: number | undefined;
  readonly until: number | undefined;
}

const PAGE = 100;
const MOST_PAGES = 5;

/** Which bans are read: those of one stream name on whatever domain, and at most so many pages of 100. */
interface Asked {
  readonly stream?: string;
  readonly pages?: number;
}

/** The bans of the account, the first 500 where nothing else is asked. @throws LiveError, also where the account has no such list */
export function readBanList(
  from: From,
  { stream, pages = MOST_PAGES }: Asked = {},
): Promise<Listed<ListedBan>> {
  return readPages(pages, async (page) => {
    const answer = await from.live.call(
      'DescribeLiveForbidStreamList',
      { ...(stream !== undefined && { StreamName: stream }), PageNum: page, PageSize: PAGE },
      callOptions(from),
    );
    const items = answer.ForbidStreamList.map((info) => ({
      name: {
        domain: plainHost(info.DomainName ?? ''),
        app: info.AppName ?? '',
        stream: info.StreamName ?? '',
      },
      since: fromBeijing(info.CreateTime),
      until: fromBeijing(info.ExpireTime),
    }));
    return { items, total: Number(answer.TotalNum) };
  });
}
