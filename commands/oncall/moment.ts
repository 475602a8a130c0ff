import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { endOf } from '../until.ts';
import { type Moment, readUntil, untilSpellings } from '../until-words.ts';

/** A moment as it was typed: now, or a time. */
export type Typed = { readonly kind: 'now' } | Moment;

const NOW = /^(?:now|right now|现在|立即|马上|此刻)$/iu;

/** `now`, `22:00`, `monday 09:00`, `tomorrow 18:00`, `2026-12-01T22:00`, `2h`. */
export const MomentSchema = z.string().transform((text, context): Typed => {
  if (NOW.test(text.trim())) return { kind: 'now' };
  const moment = readUntil(text);
  if (moment?.kind === 'read') return moment.value;
  context.addIssue({ code: 'custom', message: 'no moment' });
  return z.NEVER;
});

/** A moment takes no more words, as `next monday 9 am`. */
const MOST_WORDS = 5;

/** How many of these words, the first on, are one moment; a second one may follow. */
function momentWords(words: readonly string[]): number {
  if (NOW.test(words[0] ?? '')) return 1;
  for (let count = Math.min(MOST_WORDS, words.length); count > 1; count -= 1)
    if (readUntil(words.slice(0, count).join(' '))?.kind === 'read') return count;
  return 1;
}

/** What an option that takes a moment has in common. */
export const momentOption = {
  schema: MomentSchema,
  words: momentWords,
  near: untilSpellings,
} as const satisfies Partial<OptionSpec>;

/** The moment that is meant, ms UTC. A length is counted from `from`, a time of day is the next one after it. */
export function momentAt(context: Pick<CommandContext, 'config'>, typed: Typed, from: number): number {
  return typed.kind === 'now' ? from : endOf(typed, from, context.config.timeZone);
}

/** Nobody plans further ahead, ms. */
const AHEAD_MS = 400 * 24 * 60 * 60_000;

/** @throws Refusal where a time to be on call is none: over already, without a length, or too far ahead */
export function checkSpan(from: number, to: number, now: number): void {
  if (to <= from)
    throw badTimes(
      { en: '"to" is not after "from"', zh: '“止”不晚于“起”' },
      {
        en: 'Nothing was changed. Write when it ends, or how long it lasts: 2h',
        zh: '未做任何更改。请填写结束时间，或时长，如 2h',
      },
    );
  if (from < now)
    throw badTimes(
      { en: '"from" is over', zh: '“起”已经过去' },
      {
        en: 'Nothing was changed. Write now, or a time that is still ahead: tomorrow 18:00',
        zh: '未做任何更改。请填写 现在，或之后的时间，如 明天18:00',
      },
    );
  if (to - now > AHEAD_MS)
    throw badTimes(
      { en: '"to" is more than 400 days away', zh: '“止”距今超过 400 天' },
      {
        en: 'Nothing was changed. Put longer arrangements into airdesk.yaml.',
        zh: '未做任何更改。更长期的安排请写入 airdesk.yaml。',
      },
    );
}

function badTimes(title: Refusal['title'], hint: Refusal['hint']): Refusal {
  return new Refusal('airdesk.bad-option', title, hint);
}
