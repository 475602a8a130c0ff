import type { Live } from '../live.ts';

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
  const end = now - LAG;
  const answer = await live.call(
    'DescribeStreamPlayInfoList',
    {
      StartTime: cloudTime(end - WINDOW),
      EndTime: cloudTime(end),
      StreamName: name.stream,
      AppName: name.app,
    },
    { timeoutMs: PATIENCE },
  );
  return answer.DataInfoList.flatMap((point) => {
    const at = Date.parse(point.Time ?? '');
    return Number.isNaN(at) || point.Online === undefined ? [] : [{ at, online: Number(point.Online) }];
  })
    .sort((a, b) => a.at - b.at)
    .at(-1);
}

/** ISO 8601 in UTC, whole seconds. */
function cloudTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
