import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { type FixedUntil, FixedUntilSchema, fixUntil } from '../fixed-until.ts';
import { endOf } from '../until.ts';
import { untilSpellings, untilWords } from '../until-words.ts';
import { instant } from '../when.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const DEFAULT = '7d';
/** ForbidLiveStream, ResumeTime. */
const LONGEST = 90 * DAY;

/** How long, or until when. The end is fixed when it is asked: what the preview shows is what is sent. */
export const lengthOption = {
  schema: FixedUntilSchema.optional(),
  summary: {
    en: 'how long (2h, 7d, 1d12h) or until when (22:00, 2026-03-05T22:00); 7 days when left out, 90 at most',
    zh: '时长（2h、7d、2小时、7天）或截止时间（22:00、2026-03-05T22:00）；不填为 7 天，最长 90 天',
  },
  zh: '时长',
  required: false,
  example: '2h',
  words: untilWords,
  near: untilSpellings,
  fix: (given = DEFAULT, at) => fixUntil(given, at),
} as const satisfies OptionSpec;

/** The length that is meant where none was given. */
export const DEFAULT_LENGTH: FixedUntil = { kind: 'span', ms: 7 * DAY, text: DEFAULT };

/** The end of the ban, ms UTC, whole seconds. @throws Refusal where the cloud does not take it, or hardly any of it is left. */
export function endOfBan(context: CommandContext, asked: FixedUntil): number {
  const now = context.now();
  const end = asked.end ?? endOf(asked, now, context.config.timeZone);
  const until = Math.floor(end / 1000) * 1000;
  // A ban of one minute is confirmed some seconds after it was asked.
  const least = asked.kind === 'span' ? Math.min(MINUTE, asked.ms / 2) : MINUTE;
  if (until < now + least)
    throw new Refusal(
      'airdesk.bad-option',
      {
        en: `Less than a minute would be left of a ban until ${instant(context, until)}`,
        zh: `禁推到 ${instant(context, until)}，剩余时间已不足 1 分钟`,
      },
      {
        en: 'Ask again with a later end (for), for example for:2h or for:22:00.',
        zh: '请改用更晚的截止时间（时长）重新发起，例如 时长:2h 或 时长:22:00。',
      },
    );
  if (until > now + LONGEST)
    throw new Refusal(
      'airdesk.bad-option',
      {
        en: `A stream can be forbidden for 90 days at most, not until ${instant(context, until)}`,
        zh: `禁推最长 90 天，不能设到 ${instant(context, until)}`,
      },
      {
        en: 'Give an earlier end (for), for example for:7d.',
        zh: '请改用更早的截止时间（时长），例如 时长:7天。',
      },
    );
  return until;
}
