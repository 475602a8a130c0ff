import { ApiError } from '../api-error.ts';
import { parseUtc } from '../cloud-time.ts';
import type { PushRecord, Streams } from './streams.ts';

const DAY = 86_400_000;

/** What a search in the history asks for. Empty text asks for nothing. */
export interface HistoryFilter {
  readonly domain: string | undefined;
  readonly app: string | undefined;
  readonly stream: string | undefined;
  /** The whole stream name, not a part of it. */
  readonly exact: boolean;
}

/**
 * The span of time of a search: at most a month, within the last two months, not in the future.
 * @throws ApiError InvalidParameterValue
 */
export function withinRange(now: number, start: string, end: string): { from: number; to: number } {
  const range = { from: parseUtc('StartTime', start), to: parseUtc('EndTime', end) };
  if (range.to < range.from || range.to - range.from > 31 * DAY)
    throw new ApiError('InvalidParameterValue', 'EndTime must be after StartTime, by at most one month.');
  // A second of grace: callers cut the present moment to whole seconds.
  if (range.from < now - 62 * DAY || range.to > now + 1000)
    throw new ApiError('InvalidParameterValue', 'The time range must lie within the last two months.');
  return range;
}

/** Pushes that ended within the range, oldest first. What still runs is not in the history [I]. */
export function endedPushes(
  streams: Streams,
  range: { from: number; to: number },
  filter: HistoryFilter,
): PushRecord[] {
  return streams.history.filter(
    (record) =>
      record.end >= range.from &&
      record.end <= range.to + 999 &&
      (filter.domain || record.domain) === record.domain &&
      (filter.app || record.app) === record.app &&
      (filter.exact
        ? (filter.stream || record.stream) === record.stream
        : record.stream.includes(filter.stream ?? '')),
  );
}
