import type { Live } from '../../live/live.ts';

const MINUTE_MS = 60_000;
/** Figures come about four minutes late (DescribeStreamPlayInfoList). */
const LAG_MS = 4 * MINUTE_MS;
const WINDOW_MS = 15 * MINUTE_MS;
const PATIENCE_MS = 3000;

/** How many watched a stream (`domain/app/stream`) before `at` (ms UTC), by the newest figure. @throws LiveError */
export async function viewersBefore(
  live: Live,
  name: string,
  at: number,
): Promise<{ readonly online: number; readonly at: number } | undefined> {
  const [, app = '', stream = ''] = name.split('/');
  const end = at - LAG_MS;
  const { DataInfoList } = await live.call(
    'DescribeStreamPlayInfoList',
    { StartTime: cloudTime(end - WINDOW_MS), EndTime: cloudTime(end), StreamName: stream, AppName: app },
    { timeoutMs: PATIENCE_MS },
  );
  return DataInfoList.flatMap((point) => {
    const time = Date.parse(point.Time ?? '');
    return Number.isNaN(time) || point.Online === undefined
      ? []
      : [{ at: time, online: Number(point.Online) }];
  })
    .sort((a, b) => a.at - b.at)
    .at(-1);
}

function cloudTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
