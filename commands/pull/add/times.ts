import type { CommandContext, OptionSpec } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { toCloud } from '../../../src/live/cloud-time.ts';
import type { Text } from '../../../src/text/language.ts';
import { FixedUntilSchema, fixUntil, type FixedUntil } from '../../fixed-until.ts';
import { endOf, UntilSchema } from '../../until.ts';
import { untilSpellings, untilWords } from '../../until-words.ts';
import { instant } from '../../when.ts';

const SECOND = 1000;
/** CreateLivePullStreamTask, EndTime: less than so long after the start. */
const LONGEST = 30 * 86_400_000;
/** A start that was fixed when it was asked may be that old when it is confirmed, ms. */
const LATE = 30 * 60_000;

/** When it begins: fixed with the ask, at once where it is left out. */
export const fromOption = {
  schema: FixedUntilSchema.optional(),
  summary: {
    en: 'when it begins: 21:00, 2026-03-05T21:00, or in how long (30m); at once when left out',
    zh: '开始时间：21:00、2026-03-05T21:00，或多久之后（30m）；不填为立即',
  },
  ...{ zh: '开始', required: false, example: '21:00' },
  ...{ words: untilWords, near: untilSpellings },
  fix: (given, at) => (given === undefined || given === '' ? toCloud(at.now) : fixUntil(given, at)),
} as const satisfies OptionSpec;

/** When it ends. A length counts from its beginning, so it needs no fixing. */
export const untilOption = {
  schema: FixedUntilSchema,
  summary: {
    en: 'until when (22:00, 2026-03-05T22:00) or how long (2h); less than 30 days',
    zh: '截止时间（22:00、2026-03-05T22:00）或时长（2h）；须少于 30 天',
  },
  ...{ zh: '结束', required: true, example: '2h' },
  ...{ words: untilWords, near: untilSpellings },
  fix(given = '', at) {
    const until = UntilSchema.safeParse(given);
    return until.success && until.data.kind === 'span' ? given : fixUntil(given, at);
  },
} as const satisfies OptionSpec;

/** From when until when, ms UTC, whole seconds. */
export interface PullTimes {
  readonly start: number;
  readonly end: number;
  /** It begins with the call. */
  readonly isNow: boolean;
}

/** The times that were asked for. @throws Refusal where the cloud takes no such task */
export function pullTimes(
  context: Pick<CommandContext, 'now' | 'config'>,
  from: FixedUntil | undefined,
  until: FixedUntil,
): PullTimes {
  const now = context.now();
  const whole = (ms: number) => Math.floor(ms / SECOND) * SECOND;
  const moment = (asked: FixedUntil) => asked.end ?? endOf(asked, now, context.config.timeZone);
  const start = whole(from ? moment(from) : now);
  const end = whole(until.kind === 'span' && until.end === undefined ? start + until.ms : moment(until));
  if (start < now - LATE)
    throw misfit('from', {
      en: `It is over: ${instant(context, start)}. Leave it out to begin at once.`,
      zh: `已过：${instant(context, start)}。要立即开始请不填。`,
    });
  if (end <= now || end <= start)
    throw misfit('until', {
      en: `It has to lie ahead, and after the beginning: ${instant(context, end)} does not.`,
      zh: `必须晚于现在和开始时间：${instant(context, end)} 不符合。`,
    });
  if (end - start >= LONGEST)
    throw misfit('until', {
      en: `The cloud takes an end before ${instant(context, start + LONGEST)}: 30 days after the beginning. Give a later one afterwards, by another task.`,
      zh: `云端只接受早于 ${instant(context, start + LONGEST)} 的结束时间，即开始后 30 天内。更久请届时另建任务。`,
    });
  return { start, end, isNow: start <= now };
}

function misfit(option: 'from' | 'until', hint: Text): Refusal {
  const zh = option === 'from' ? '开始' : '结束';
  return new Refusal(
    'airdesk.bad-option',
    { en: `\`${option}\` does not fit`, zh: `“${zh}”不符合要求` },
    { en: `${hint.en} Nothing was done.`, zh: `${hint.zh}未执行任何操作。` },
  );
}
