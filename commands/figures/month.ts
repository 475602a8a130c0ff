import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { formatInZone } from '../../src/text/time.ts';
import type { Span } from '../../src/clock.ts';

/** Months of the cloud's bill are those of Beijing. */
const ZONE = 'Asia/Shanghai';

/** One month of the bill. */
export const monthOption = {
  schema: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u)
    .optional(),
  summary: { en: 'which month; this one if left out', zh: '哪个月，默认本月' },
  ...{ zh: '月份', required: false, example: '2026-03' },
} as const satisfies OptionSpec;

/** A month, and as far as it is over. */
export interface Month extends Span {
  readonly name: string;
}

/** The month that was asked for, and the one before. @throws Refusal where it has not begun or is more than a year ago */
export function readMonth(
  { now }: Pick<CommandContext, 'now'>,
  given: string | undefined,
): { readonly month: Month; readonly before: Month } {
  const at = now();
  const name = given ?? formatInZone(at, ZONE).slice(0, 7);
  const began = beginOf(name);
  if (began > at || began < at - 366 * 86_400_000)
    throw new Refusal(
      'airdesk.bad-option',
      { en: '`month` does not fit', zh: '`month` 不符合要求' },
      {
        en: '`month` has to be a month as 2026-03 that has begun, at most a year ago.',
        zh: '`month` 应为 2026-03 这样的月份，须已开始，且不早于一年前。',
      },
    );
  const earlier = beside(name, -1);
  return {
    month: { name, from: began, to: Math.min(at, beginOf(beside(name, 1)) - 1000) },
    before: { name: earlier, from: beginOf(earlier), to: began - 1000 },
  };
}

function beginOf(month: string): number {
  return Date.parse(`${month}-01T00:00:00+08:00`);
}

/** The month so many months away. */
function beside(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
