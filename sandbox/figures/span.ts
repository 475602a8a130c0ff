import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import { ApiError } from '../api-error.ts';
import { parseTimeAsGiven, type GivenTime } from '../cloud-time.ts';
import { badValue } from '../bad-value.ts';
import type { World } from '../world.ts';
import type { Span } from '../../src/clock.ts';

const DAY = 86_400_000;

/** How far a question may reach, ms. */
interface Reach {
  /** From its beginning to its end. */
  readonly longest: number;
  /** From its beginning to now. */
  readonly back: number;
}

/** A span that was asked for, and how to write times in the form of the question. */
export interface AskedSpan extends Span {
  readonly format: (ms: number) => string;
}

/**
 * The span between StartTime and EndTime, which have the same form.
 * @throws ApiError InvalidParameterValue or InvalidParameter
 */
export function readSpan(
  world: World,
  action: ActionName,
  params: { readonly StartTime: string; readonly EndTime: string },
  { longest, back }: Reach,
): AskedSpan {
  const start = readTime(action, 'StartTime', params.StartTime);
  const end = readTime(action, 'EndTime', params.EndTime);
  if (start.style !== end.style) throw badValue(action, 'StartTime and EndTime must have the same format.');
  if (end.ms < start.ms || end.ms - start.ms > longest)
    throw badValue(action, `EndTime must be after StartTime, by at most ${inWords(longest)}.`);
  // A minute of grace: callers cut the present moment down.
  if (start.ms < world.clock.now() - back - 60_000)
    throw badValue(action, `StartTime must lie within the last ${inWords(back)}.`);
  return { from: start.ms, to: end.ms, format: start.format };
}

/** One time, in any of the forms that the cloud takes. @throws ApiError */
export function readTime(action: ActionName, name: string, text: string): GivenTime {
  try {
    return parseTimeAsGiven(name, text);
  } catch (error) {
    throw error instanceof ApiError ? badValue(action, error.message) : error;
  }
}

function inWords(ms: number): string {
  return ms < DAY ? `${ms / 3_600_000} hours` : `${Math.floor(ms / DAY)} days`;
}
