import type { LiveStreamMonitorInfo } from '../catalogue/types.generated.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';

/** A monitor task (several pictures in one, watched for faults) as the cloud knows it. */
export interface MonitorTask {
  readonly id: string;
  readonly name: string;
  readonly info: LiveStreamMonitorInfo;
}

const PAGE = 100;
const MOST_PAGES = 5;

/** The first 500 monitors. @throws LiveError */
export async function readMonitorTasks(from: From): Promise<Listed<MonitorTask>> {
  return readPages(MOST_PAGES, async (page) => {
    const { LiveStreamMonitors, TotalNum } = await from.live.call(
      'DescribeLiveStreamMonitorList',
      { Index: (page - 1) * PAGE, Count: PAGE },
      callOptions(from),
    );
    return { items: LiveStreamMonitors.map(monitorTask), total: Number(TotalNum) };
  });
}

/** Reads one monitor again. @throws LiveError, `refused` where there is none */
export async function readMonitorTask(from: From, id: string): Promise<MonitorTask> {
  const answer = await from.live.call('DescribeLiveStreamMonitor', { MonitorId: id }, callOptions(from));
  return monitorTask(answer.LiveStreamMonitor);
}

function monitorTask(info: LiveStreamMonitorInfo): MonitorTask {
  return { id: info.MonitorId, name: info.MonitorName ?? '', info };
}
