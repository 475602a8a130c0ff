import { fromCloud, toCloud } from '../../cloud-time.ts';
import type { Live } from '../../live.ts';

const MINUTE = 60_000;
/** Figures come about 4 minutes late (DescribeStreamPlayInfoList); newer ones would read as nobody watching. */
const LAG = 4 * MINUTE;
const WINDOW = 15 * MINUTE;
/** Nobody waits longer for a figure that only informs, ms. */
const PATIENCE = 3000;

/** How many watched, and when, ms UTC. */
export interface Viewers {
  readonly at: number;
  readonly online: number;
}

/** The newest figure of the quarter of an hour before `now` (ms UTC). @throws LiveError */
export async function readViewers(
  live: Live,
  name: { readonly app: string; readonly stream: string },
  now: number,
): Promise<Viewers | undefined> {
  const to = now - LAG;
  return (await readViewersOver(live, name, { from: to - WINDOW, to })).at(-1);
}

/** How many watched in each minute of a span (ms UTC), oldest first. @throws LiveError */
export async function readViewersOver(
  live: Live,
  name: { readonly app: string; readonly stream: string },
  span: { readonly from: number; readonly to: number },
): Promise<readonly Viewers[]> {
  const answer = await live.call(
    'DescribeStreamPlayInfoList',
    {
      StartTime: toCloud(span.from),
      EndTime: toCloud(span.to),
      StreamName: name.stream,
      AppName: name.app,
    },
    { timeoutMs: PATIENCE },
  );
  return answer.DataInfoList.flatMap((point) => {
    const at = fromCloud(point.Time);
    return at === undefined || point.Online === undefined ? [] : [{ at, online: Number(point.Online) }];
  }).sort((a, b) => a.at - b.at);
}
