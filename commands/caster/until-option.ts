import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { toCloud } from '../../src/live/cloud-time.ts';
import { endOf, type Until, UntilSchema } from '../until.ts';
import { untilSpellings, untilWords } from '../until-words.ts';
import { instant } from '../when.ts';

/** For ever, as the cloud has it (CasterInfo, ExpireTime). */
const NEVER = -1;
const FOREVER: ReadonlySet<string> = new Set(['forever', 'never', '永久']);

const EndSchema = z.string().transform((typed, context): Until | 'forever' | undefined => {
  // What is left out is kept as nothing: see `fix`.
  if (typed === '') return undefined;
  if (FOREVER.has(typed.trim().toLowerCase())) return 'forever';
  const until = UntilSchema.safeParse(typed);
  if (until.success) return until.data;
  context.addIssue({ code: 'custom', message: 'neither a length nor a time' });
  return z.NEVER;
});

/** When a caster ends by itself. The moment is fixed when it is asked: what the preview shows is what is sent. */
export const untilOption = {
  schema: EndSchema.optional(),
  summary: {
    en: 'when it ends by itself: forever, 30d, 2026-04-01T22:00',
    zh: '到期时间：永久、30天、2026-04-01T22:00',
  },
  ...{ zh: '到期', required: false, example: '30d' },
  words: untilWords,
  near: untilSpellings,
  fix(given = '', { now, timeZone }) {
    const until = UntilSchema.safeParse(given);
    return until.success ? toCloud(endOf(until.data, now, timeZone)) : given;
  },
} as const satisfies OptionSpec;

/** The end in unix seconds, -1 for ever. @throws Refusal where it is past: PVW and PGM would stop at once */
export function endSeconds(context: CommandContext, asked: Until | 'forever'): number {
  if (asked === 'forever') return NEVER;
  const end = Math.floor(endOf(asked, context.now(), context.config.timeZone) / 1000);
  if (end * 1000 > context.now()) return end;
  throw new Refusal(
    'airdesk.bad-option',
    { en: `The end is in the past: ${endText(context, end)}`, zh: `到期时间已过：${endText(context, end)}` },
    {
      en: 'PVW and PGM would stop at once. Give a later time, as until:30d or until:forever. Nothing was done.',
      zh: '预监和主监会立即停止。请填写更晚的时间，例如 到期:30天 或 到期:永久。未执行任何操作。',
    },
  );
}

/** As it is typed, so that the option reads it back. */
export function spellEnd(seconds: number): string {
  return seconds <= 0 ? 'forever' : toCloud(seconds * 1000);
}

/** The end of a caster as people are shown it. */
export function endText(context: Pick<CommandContext, 'say' | 'config'>, seconds: number): string {
  return seconds <= 0 ? context.say('forever', '永久') : instant(context, seconds * 1000);
}
