import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { formatInZone } from '../../src/text/time.ts';

const DAY = 86_400_000;
/** Days of the cloud's figures are those of Beijing. */
const ZONE = 'Asia/Shanghai';
const dayAt = (ms: number) => formatInZone(ms, ZONE).slice(0, 10);

/** One day of the cloud's figures. */
export const dayOption = {
  schema: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/u)
    .optional(),
  summary: { en: 'which day; yesterday if left out', zh: '哪一天，默认昨天' },
  ...{ zh: '日期', required: false, example: '2026-03-01' },
} as const satisfies OptionSpec;

/** The day as the cloud takes it. @throws Refusal where it is not over, not a day, or more than `back` days ago */
export function readDay(
  { now }: Pick<CommandContext, 'now'>,
  given: string | undefined,
  back: number,
): string {
  const day = given ?? dayAt(now() - DAY);
  const began = Date.parse(`${day}T00:00:00+08:00`);
  const isDay = !Number.isNaN(began) && dayAt(began) === day;
  if (isDay && began + DAY <= now() && began >= now() - (back + 1) * DAY) return day;
  throw new Refusal(
    'airdesk.bad-option',
    { en: '`day` does not fit', zh: '`day` 不符合要求' },
    {
      en: `\`day\` has to be a day as 2026-03-01 that is over in Beijing, at most ${back} days ago.`,
      zh: `\`day\` 应为 2026-03-01 这样的日期，须已过完（北京时间），且不早于 ${back} 天前。`,
    },
  );
}
