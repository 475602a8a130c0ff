import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { badValue } from '../bad-value.ts';

/** The least and greatest size of a page, the usual one, and how many pages there are at most. */
interface Limits {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  readonly pages: number;
}

/** One page of a list of figures; each action has limits of its own. @throws ApiError */
export function figuresPage<T>(
  action: ActionName,
  list: readonly T[],
  asked: { readonly PageNum?: Integer | undefined; readonly PageSize?: Integer | undefined },
  { min, max, usual, pages }: Limits,
) {
  const PageNum = Number(asked.PageNum ?? 1);
  const PageSize = Number(asked.PageSize ?? usual);
  if (PageSize < min || PageSize > max) throw badValue(action, `PageSize must be between ${min} and ${max}.`);
  if (PageNum < 1 || PageNum > pages) throw badValue(action, `PageNum must be between 1 and ${pages}.`);
  const TotalPage = Math.ceil(list.length / PageSize);
  return {
    items: list.slice((PageNum - 1) * PageSize, PageNum * PageSize),
    numbers: { PageNum, PageSize, TotalNum: list.length, TotalPage },
  };
}
