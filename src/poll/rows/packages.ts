import { valuesOf } from '../../callback/normalise/reading.ts';
import type { Severity } from '../../callback/event.ts';
import type { LivePackageInfo } from '../../live/catalogue/types.generated.ts';
import { fromBeijing } from '../../live/cloud-time.ts';
import { oneByOne } from '../../live/read/one-by-one.ts';
import { readPages } from '../../live/read/pages.ts';
import { severityBy } from '../severity-by.ts';
import type { Finding, Looking, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
const DAY_MS = 24 * 3_600_000;
/** That none is left is told for so long, ms: whoever buys none by then wants none. */
const GONE_MS = 14 * DAY_MS;
const LEVELS = [
  [DAY_MS, 'critical'],
  [7 * DAY_MS, 'warning'],
] as const satisfies readonly (readonly [number, Severity])[];
/** LivePackageInfo, Status: not begun, in use. */
const USABLE: ReadonlySet<number> = new Set([0, 1]);

/** What is sold in advance: how it is asked for, and how many of its units are one of ours. */
const KINDS = [
  { id: 'traffic', type: 0, unit: 'GB', size: 1e9 },
  { id: 'transcode', type: 1, unit: 'min', size: 1 },
  { id: 'mic', type: 2, unit: 'h', size: 1 },
] as const;

/** Packages of each kind together: how much is left, and when the last of them expires. Three calls. */
export const PACKAGES: Poller = {
  name: 'packages',
  about: {
    en: 'Packages of traffic, transcoding and link-mic that run out or expire.',
    zh: '流量、转码、连麦套餐包余量不足或即将到期。',
  },
  conditions: ['packages.low'],
  actions: ['DescribeLivePackageInfo'],
  async look(looking) {
    const findings: Finding[] = [];
    const memory: Record<string, number> = {};
    const answers = await oneByOne(KINDS, (kind) => readKind(looking, kind.type));
    const refused = new Set<string>(KINDS.filter((kind) => !answers.has(kind)).map(({ id }) => id));
    for (const id of refused) {
      const had = looking.memory?.[id];
      if (typeof had === 'number') memory[id] = had;
    }
    for (const [kind, bought] of answers) {
      const usable = bought.filter(({ Status }) => USABLE.has(Number(Status ?? -1)));
      const had = looking.memory?.[kind.id];
      // When one was last there: what nobody ever bought is not missing.
      if (usable.length > 0) memory[kind.id] = looking.now;
      else if (typeof had === 'number') memory[kind.id] = had;
      const found = usable.length > 0 ? lowOf(looking, kind, usable) : goneOf(looking, kind, had);
      if (found) findings.push(found);
    }
    return { findings, memory, isUnknown: (_condition, { id }) => refused.has(id) };
  },
};

type Kind = (typeof KINDS)[number];

async function readKind({ live }: Looking, type: number): Promise<readonly LivePackageInfo[]> {
  const { items } = await readPages(3, async (page) => {
    const answer = await live.call(
      'DescribeLivePackageInfo',
      { PackageType: type, PageNum: page, PageSize: 100 },
      { timeoutMs: PATIENCE_MS },
    );
    return { items: answer.LivePackageInfoList, total: Number(answer.TotalNum) };
  });
  return items;
}

function lowOf(
  { now, config }: Looking,
  kind: Kind,
  usable: readonly LivePackageInfo[],
): Finding | undefined {
  const sum = (of: (one: LivePackageInfo) => LivePackageInfo['Left']): number =>
    usable.reduce((total, one) => total + Number(of(one) ?? 0), 0);
  const [left, whole] = [sum(({ Left }) => Left), sum(({ Total }) => Total)];
  if (whole <= 0) return undefined;
  const { leastPercent } = config.alerts.polling.packages;
  const percent = (left / whole) * 100;
  const times = usable.flatMap(({ ExpireTime }) => fromBeijing(ExpireTime) ?? []);
  const expires = times.length === usable.length ? Math.max(...times) : undefined;
  const byAmount = severityBy(
    [
      [leastPercent / 4, 'critical'],
      [leastPercent, 'warning'],
    ],
    percent,
  );
  const byTime = expires === undefined ? undefined : severityBy(LEVELS, expires - now);
  const severity = [byAmount, byTime].includes('critical') ? 'critical' : (byAmount ?? byTime);
  if (!severity) return undefined;
  const amount = `${Math.floor(percent)} % (${Math.round(left / kind.size)} ${kind.unit})`;
  return about(kind, severity, { left: amount, ...(expires !== undefined && { expires }) });
}

/** Used up, or expired: nothing of it is usable any more. */
function goneOf({ now }: Looking, kind: Kind, had: unknown): Finding | undefined {
  const isNews = typeof had === 'number' && now - had < GONE_MS;
  return isNews ? about(kind, 'critical', { left: `0 ${kind.unit}` }) : undefined;
}

function about({ id }: Kind, severity: Severity, values: { left: string; expires?: number }): Finding {
  return {
    condition: 'packages.low',
    subject: { type: 'package', id },
    severity,
    values: valuesOf(values),
  };
}
