import type { OnAir } from '../../../../src/onair/on-air.ts';

/** What a stream's figures were since the page was opened, oldest first; `at` in s UTC, as curves take it. */
export interface Curve {
  readonly at: number[];
  readonly kbps: (number | null)[];
  readonly viewers: (number | null)[];
}

/** Six hours of a figure each half a minute, and so many streams. */
const MOST_POINTS = 720;
const MOST_STREAMS = 300;

const curves = new Map<string, Curve>();

/** Notes the figures of what is on air: one point for each new one of what comes in. */
export function noteFigures({ account, streams }: OnAir): void {
  for (const { name, kbps, viewers } of streams) {
    if (!kbps) continue;
    const key = `${account} ${name}`;
    const curve = curves.get(key) ?? { at: [], kbps: [], viewers: [] };
    const at = kbps.at / 1000;
    if (curve.at.at(-1) === at) continue;
    curve.at.push(at);
    curve.kbps.push(kbps.value);
    curve.viewers.push(viewers?.value ?? null);
    for (const list of [curve.at, curve.kbps, curve.viewers]) list.splice(0, list.length - MOST_POINTS);
    curves.set(key, curve);
  }
  for (const key of [...curves.keys()].slice(0, Math.max(0, curves.size - MOST_STREAMS))) curves.delete(key);
}

/** The figures of a stream. */
export function curveOf(account: string, name: string): Curve | undefined {
  return curves.get(`${account} ${name}`);
}
