import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Text } from '../../src/text/language.ts';
import { type FixedUntil, FixedUntilSchema, fixUntil } from '../fixed-until.ts';
import { endOf, UntilSchema } from '../until.ts';
import { untilSpellings, untilWords } from '../until-words.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SECOND = 1000;

/** When a task begins: fixed with the ask. */
export const fromOption = {
  schema: FixedUntilSchema,
  summary: {
    en: 'when it begins: 21:00, 2026-03-05T21:00, or in how long (30m)',
    zh: '开始时间：21:00、2026-03-05T21:00，或多久之后（30m）',
  },
  zh: '开始',
  required: true,
  example: '21:00',
  words: untilWords,
  near: untilSpellings,
  fix: (given = '', at) => fixUntil(given, at),
} as const satisfies OptionSpec;

/** How long it lasts after that, or when it ends. A length counts from the beginning, so it needs no fixing. */
export const forOption = {
  schema: FixedUntilSchema,
  summary: {
    en: 'how long (2h, 90m) or until when (23:00); 1 minute to 24 hours, ending within 7 days',
    zh: '时长（2h、90m）或结束时间（23:00）；1 分钟到 24 小时，7 天内结束',
  },
  zh: '时长',
  required: true,
  example: '2h',
  words: untilWords,
  near: untilSpellings,
  fix(given = '', at) {
    const until = UntilSchema.safeParse(given);
    return until.success && until.data.kind === 'span' ? given : fixUntil(given, at);
  },
} as const satisfies OptionSpec;

/** From when until when, ms UTC, whole seconds. */
export interface Times {
  readonly start: number;
  readonly end: number;
}

/** The times that were asked for. @throws Refusal where the cloud takes no such task */
export function timesOf(
  { now, config }: Pick<CommandContext, 'now' | 'config'>,
  from: FixedUntil | undefined,
  until: FixedUntil,
): Times {
  const whole = (ms: number) => Math.floor(ms / SECOND) * SECOND;
  const moment = (asked: FixedUntil) => asked.end ?? endOf(asked, now(), config.timeZone);
  const start = from ? whole(moment(from)) : whole(now());
  const end = whole(until.kind === 'span' && until.end === undefined ? start + until.ms : moment(until));
  if (from && start <= now())
    throw misfit('from', {
      en: 'It has to lie ahead. To begin at once, use the command with now.',
      zh: '开始时间必须晚于现在。要立即开始，请用“立即”命令。',
    });
  if (end - start < (from ? MINUTE : SECOND) || end <= now())
    throw misfit('for', {
      en: 'It has to end at least a minute after it begins.',
      zh: '结束时间至少要比开始时间晚 1 分钟。',
    });
  if (end - start > DAY)
    throw misfit('for', { en: 'A task lasts 24 hours at most.', zh: '一个任务最长 24 小时。' });
  if (end >= now() + 7 * DAY)
    throw misfit('for', { en: 'A task has to end within 7 days.', zh: '任务必须在 7 天内结束。' });
  return { start, end };
}

function misfit(option: 'from' | 'for', hint: Text): Refusal {
  const zh = option === 'from' ? '开始' : '时长';
  return new Refusal(
    'airdesk.bad-option',
    { en: `\`${option}\` does not fit`, zh: `“${zh}”不符合要求` },
    { en: `${hint.en} Nothing was done.`, zh: `${hint.zh}未执行任何操作。` },
    [],
    { option },
  );
}
