import { hash } from 'node:crypto';
import type { ConditionName } from '../../callback/conditions.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { oneByOne } from '../../live/read/one-by-one.ts';
import { readMonitorTasks, type MonitorTask } from '../../live/read/monitors.ts';
import type { Finding, Looking, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
/** Monitors whose reports are read: each takes a call. */
const MOST = 40;
/** What a report gained is told for so long, ms. */
const NEWS_MS = 10 * 60_000;

/** What was known of one kind of findings of a monitor. JSON. */
interface Before {
  /** A hash of the newest line. */
  readonly last: string;
  /** When a new one was seen, ms UTC. */
  readonly at?: number;
  readonly text?: string;
}

const CONDITIONS = ['monitor.broken', 'monitor.format', 'monitor.quality'] as const;

/** What running monitors write into their reports. A call for each. */
export const MONITORS: Poller = {
  name: 'monitors',
  about: {
    en: 'Reports of running monitors: broken inputs, format, picture. A call for each monitor.',
    zh: '运行中的监播任务的报告：断流、格式、画面。每个任务一次调用。',
  },
  conditions: CONDITIONS,
  actions: ['DescribeLiveStreamMonitorList', 'DescribeMonitorReport'],
  async look(looking) {
    const { items, complete } = await readMonitorTasks({ live: looking.live, timeoutMs: PATIENCE_MS });
    const running = items.filter(
      ({ info }) => Number(info.Status ?? 0) === 1 && Number(info.AllowMonitorReport ?? 0) === 1,
    );
    const findings: Finding[] = [];
    const memory: Record<string, Before> = {};
    const asked = running.slice(0, MOST);
    const reports = await oneByOne(asked, (monitor) => readReport(looking, monitor));
    for (const [monitor, report] of reports)
      for (const { condition, lines } of report) {
        const key = `${monitor.id}|${condition}`;
        const now = seenNow(lines, beforeOf(looking, key), looking.now);
        memory[key] = now;
        if (now.at !== undefined) findings.push(about(monitor, condition, now.text));
      }
    const refused = asked.filter((monitor) => !reports.has(monitor));
    for (const { id } of refused)
      for (const condition of CONDITIONS) {
        const before = beforeOf(looking, `${id}|${condition}`);
        if (before) memory[`${id}|${condition}`] = before;
      }
    const unread = new Set(refused.map(subjectId));
    return { findings, memory, isUnknown: (_condition, { id }) => !complete || unread.has(id) };
  },
};

async function readReport(
  { live }: Looking,
  { id }: MonitorTask,
): Promise<readonly { readonly condition: ConditionName; readonly lines: readonly string[] }[]> {
  const { DiagnoseResult, MPSResult } = await live.call(
    'DescribeMonitorReport',
    { MonitorId: id },
    { timeoutMs: PATIENCE_MS },
  );
  return [
    { condition: 'monitor.broken', lines: DiagnoseResult.StreamBrokenResults ?? [] },
    { condition: 'monitor.format', lines: DiagnoseResult.StreamFormatResults ?? [] },
    {
      condition: 'monitor.quality',
      lines: [...(DiagnoseResult.LowFrameRateResults ?? []), ...(MPSResult.StreamQuaCtrlResults ?? [])],
    },
  ];
}

/** What a report gained. What was in it when it was first read is no news. */
function seenNow(lines: readonly string[], before: Before | undefined, now: number): Before {
  const newest = lines.at(-1) ?? '';
  const last = hash('sha256', newest, 'base64url').slice(0, 24);
  if (!before) return { last };
  const isNews = newest !== '' && last !== before.last;
  if (isNews) return { last, at: now, text: newest.slice(0, 160) };
  const isOld = before.at === undefined || now - before.at > NEWS_MS;
  return isOld ? { last } : { ...before, last };
}

function subjectId({ info }: MonitorTask): string {
  return (info.OutputInfo?.OutputStreamName ?? info.MonitorId).slice(0, 300);
}

function about(monitor: MonitorTask, condition: ConditionName, text: string | undefined): Finding {
  return {
    condition,
    subject: { type: 'monitor', id: subjectId(monitor) },
    values: valuesOf({ text }),
  };
}

function beforeOf({ memory }: Looking, key: string): Before | undefined {
  const value = memory && Object.hasOwn(memory, key) ? (memory[key] as Partial<Before> | null) : undefined;
  return typeof value?.last === 'string' ? (value as Before) : undefined;
}
