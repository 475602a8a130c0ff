import { ApiError } from './api-error.ts';
import type { Integer } from '../src/live/catalogue/types.generated.ts';

/** The longest list that the cloud pages through. */
const MAX_RECORDS = 10_000;

/** One page of a list, with the numbers that every paged answer carries. */
export interface Page<T> {
  readonly items: T[];
  readonly numbers: { PageNum: number; PageSize: number; TotalNum: number; TotalPage: number };
}

/**
 * Cuts one page out of `list`. Pages count from 1.
 * @throws ApiError InvalidParameterValue for a page size outside `min`..100 or a page outside 10,000 records.
 */
export function pageOf<T>(
  list: readonly T[],
  asked: { PageNum?: Integer | undefined; PageSize?: Integer | undefined },
  min: number,
): Page<T> {
  const PageNum = Number(asked.PageNum ?? 1);
  const PageSize = Number(asked.PageSize ?? 10);
  if (PageSize < min || PageSize > 100)
    throw new ApiError('InvalidParameterValue', `PageSize must be between ${min} and 100.`);
  if (PageNum < 1 || (PageNum - 1) * PageSize >= MAX_RECORDS)
    throw new ApiError(
      'InvalidParameterValue',
      `PageNum must be at least 1 and within ${MAX_RECORDS} records.`,
    );
  const reachable = list.slice(0, MAX_RECORDS);
  return {
    items: reachable.slice((PageNum - 1) * PageSize, PageNum * PageSize),
    numbers: { PageNum, PageSize, TotalNum: list.length, TotalPage: Math.ceil(list.length / PageSize) },
  };
}
