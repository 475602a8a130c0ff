import type { ActionName } from '../../../src/live/catalogue/catalogue.ts';
import type { Output } from './vendor-client.ts';

/** What earlier steps left for later ones, and the time (ms UTC). */
export interface Left {
  readonly now: number;
  readonly ids: Record<string, unknown>;
}

/** One call of a walk. */
export interface Step {
  readonly action: ActionName;
  readonly params?: object | ((left: Left) => object);
  /** What has to be in the answer. */
  readonly answer?: object;
  /** A list of the answer that must not be empty. */
  readonly filled?: string;
  /** The refusal that is expected instead of an answer. */
  readonly code?: string;
  /** Takes ids out of the answer for later steps. */
  readonly keep?: (output: Output, left: Left) => void;
}

const HOUR = 3_600_000;

/** `StartTime` and `EndTime` as ISO 8601 in UTC: the `hours` before `ago` hours ago. */
export function spanOf(hours: number, ago = 0): (left: Left) => { StartTime: string; EndTime: string } {
  return ({ now }) => ({ StartTime: iso(now - (hours + ago) * HOUR), EndTime: iso(now - ago * HOUR) });
}

/** `2026-03-01T20:00:00Z` */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
