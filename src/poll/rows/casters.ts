import type { Severity, Subject } from '../../callback/event.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { fromCloud } from '../../live/cloud-time.ts';
import { readCasterList, type ListedCaster } from '../../live/read/casters.ts';
import { severityBy } from '../severity-by.ts';
import type { Finding, Memory, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
const HOUR_MS = 3_600_000;
/** That a program has stopped is told for so long, ms: later it is no news. */
const STOPPED_MS = 12 * HOUR_MS;
/** A command of ours counts for a stop that is seen so long after it, ms. */
const OWN_MS = 15 * 60_000;
const MOST = 500;
const NAME = 80;
/** CasterBriefInfo, Status: only a program; a program and a preview. */
const HAS_PROGRAM: ReadonlySet<number> = new Set([1, 3]);
const LEVELS = [
  [HOUR_MS, 'critical'],
  [24 * HOUR_MS, 'warning'],
  [7 * 24 * HOUR_MS, 'info'],
] as const satisfies readonly (readonly [number, Severity])[];

/** Casters whose program stopped without a command from here, and those that expire. One call. */
export const CASTERS: Poller = {
  name: 'casters',
  about: {
    en: 'Casters whose program stopped and nobody here stopped it, and casters that expire.',
    zh: '主监停止（且不是从本系统停止）的导播台，以及即将到期的导播台。',
  },
  conditions: ['caster.stopped', 'caster.expiring'],
  actions: ['DescribeCasterList'],
  async look({ live, now, memory, acted }) {
    const casters = (await readCasterList({ live, timeoutMs: PATIENCE_MS })).slice(0, MOST);
    const findings: Finding[] = [];
    const running: string[] = [];
    const names: Record<string, string> = {};
    const stopped: Record<string, number> = {};
    const wasRunning = new Set(listIn(memory?.['running']));
    const before = timesIn(memory?.['stopped']);
    for (const caster of casters) {
      const { id, info } = caster;
      if (HAS_PROGRAM.has(Number(info.Status ?? 0))) {
        running.push(id);
        names[id] = caster.name.slice(0, NAME);
      } else {
        const at = wasRunning.has(id) ? now : before.get(id);
        const isNews = at !== undefined && now - at < STOPPED_MS && !acted(id, at - OWN_MS);
        if (isNews) {
          stopped[id] = at;
          findings.push(about(caster, 'caster.stopped', {}));
        }
      }
      const expires = fromCloud(info.ExpireTime);
      const severity = expires === undefined ? undefined : severityBy(LEVELS, expires - now);
      if (expires !== undefined && severity)
        findings.push({ ...about(caster, 'caster.expiring', { expires }), severity });
    }
    return { findings, memory: { running, stopped, names } };
  },
};

/** Casters whose program was on air at the last look, by what it kept; `name` is empty where nobody gave one. */
export function castersOnAir(memory: Memory): readonly { readonly id: string; readonly name: string }[] {
  const names: Readonly<Record<string, unknown>> = isRecord(memory['names']) ? memory['names'] : {};
  return listIn(memory['running']).map((id) => {
    const name = Object.hasOwn(names, id) ? names[id] : undefined;
    return { id, name: typeof name === 'string' ? name : '' };
  });
}

function about(
  { id, name }: ListedCaster,
  condition: 'caster.stopped' | 'caster.expiring',
  values: Readonly<Record<string, number>>,
): Finding {
  const subject: Subject = { type: 'caster', id: id.slice(0, 300) };
  return { condition, subject, values: valuesOf({ ...values, comment: name || undefined }) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function timesIn(value: unknown): ReadonlyMap<string, number> {
  if (!isRecord(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([id, at]): [string, number][] =>
      typeof at === 'number' ? [[id, at]] : [],
    ),
  );
}
