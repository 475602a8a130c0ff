import type { Span } from '../../src/clock.ts';
import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { toBeijing, toCloud } from '../../src/live/cloud-time.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { instant } from '../when.ts';
import { plainWord } from '../../src/text/characters.ts';
import { formatInZone } from '../../src/text/time.ts';
import { readLength } from '../../src/text/spoken/length.ts';
import type { Fact } from '../../src/reply.ts';
import { instantOf, isDateTime, momentOf } from '../../src/text/wall-clock.ts';

/** A span as most calls for figures take it. */
export function spanOf({ from, to }: Span): { readonly StartTime: string; readonly EndTime: string } {
  return { StartTime: toCloud(from), EndTime: toCloud(to) };
}

/** A span as the calls take it that want Beijing time. */
export function beijingSpanOf({ from, to }: Span): { readonly StartTime: string; readonly EndTime: string } {
  return { StartTime: toBeijing(from), EndTime: toBeijing(to) };
}

/** How much a command of figures can look at, ms. */
export interface Reach {
  /** Without being told. */
  readonly usual: number;
  readonly longest: number;
  /** How far back the cloud keeps them. */
  readonly back: number;
}

const time = z.string().max(40).optional();

/** Options of every command of figures. */
export const spanOptions = {
  from: {
    schema: time,
    summary: { en: 'from when: how long ago, or a date and time', zh: '起始时间：多久以前，或日期时间' },
    zh: '起始',
    required: false,
    example: '3h',
    words: momentWords,
  },
  to: {
    schema: time,
    summary: { en: 'until when: how long ago, or a date and time', zh: '结束时间：多久以前，或日期时间' },
    zh: '结束',
    required: false,
    example: '1h',
    words: momentWords,
  },
} as const satisfies Record<string, OptionSpec>;

/** One moment of which figures are asked. */
export const momentOption = {
  schema: time,
  summary: { en: 'when: how long ago, or a date and time', zh: '时间：多久以前，或日期时间' },
  zh: '时间',
  required: false,
  example: '10m',
  words: momentWords,
} as const satisfies OptionSpec;

/** The moment that was asked for; `usual` ms ago if left out. @throws Refusal naming the option */
export function readMoment(
  option: string,
  { now, config }: Pick<CommandContext, 'now' | 'config'>,
  given: string | undefined,
  { usual, back }: Pick<Reach, 'usual' | 'back'>,
): number {
  const at = now();
  const moment = given === undefined ? at - usual : momentAgo(option, given, at, config.timeZone);
  if (moment <= at && moment >= at - back) return moment;
  const { en, zh } = { en: formatDuration(back, 'en'), zh: formatDuration(back, 'zh-CN') };
  throw refused(option, `in the last ${en}`, `在最近 ${zh} 之内`);
}

/** From when to when, on a card. */
export function spanFacts(context: Pick<CommandContext, 'say' | 'config'>, { from, to }: Span): Fact[] {
  const { say } = context;
  return [
    { label: say('From', '起始'), value: instant(context, from) },
    { label: say('To', '结束'), value: instant(context, to) },
  ];
}

/** The span that was asked for. @throws Refusal naming the option that cannot be read, or what is too long or too long ago */
export function readSpan(
  { now, config }: Pick<CommandContext, 'now' | 'config'>,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  reach: Reach,
): Span {
  const at = now();
  const to = asked.to === undefined ? at : momentAgo('to', asked.to, at, config.timeZone);
  const from =
    asked.from === undefined ? to - reach.usual : momentAgo('from', asked.from, at, config.timeZone);
  if (from === to && asked.from !== undefined && isDay(asked.from))
    throw refused(
      'to',
      'the day after `from`: a day without a time is its beginning',
      '`from` 的次日：只写日期表示当天零点',
    );
  if (from >= to || to > at)
    throw refused('from', 'before `to`, and `to` not in the future', '早于 `to`，且 `to` 不晚于现在');
  const length = (ms: number) => ({ en: formatDuration(ms, 'en'), zh: formatDuration(ms, 'zh-CN') });
  if (to - from > reach.longest) {
    const { en, zh } = length(reach.longest);
    // A month in which clocks are set back has an hour more than its days: the moment says what is meant.
    const first = formatInZone(to - reach.longest, config.timeZone).slice(0, 16);
    throw refused(
      'from',
      `at most ${en} before \`to\`: ${first} or later`,
      `与 \`to\` 相隔不超过 ${zh}，即不早于 ${first}`,
    );
  }
  if (from < at - reach.back) {
    const { en, zh } = length(reach.back);
    throw refused('from', `at most ${en} ago`, `不早于 ${zh} 前`);
  }
  return { from, to };
}

/** Number and unit, with `ago` or without; or a date with its time. What is typed with a space is one moment all the same. */
const SPACED = [
  /^\d{1,6}(?:[.,]\d{1,3})?\s[^\d\s]+(?:\sago|\s前)?$/iu,
  /^\S+\s(?:ago|前)$/iu,
  /^\d{4}-\d\d-\d\d\s\d{1,2}:\d\d(?::\d\d)?$/u,
];

/** How many of these words say one moment: `3 hours ago`, `2026-03-01 22:00`. At least one. */
function momentWords(words: readonly string[]): number {
  for (let count = Math.min(3, words.length); count > 1; count -= 1) {
    const text = words.slice(0, count).map(plainWord).join(' ');
    const isLength = () => readLength(withoutAgo(text).toLowerCase())?.kind === 'read';
    if (SPACED.some((form) => form.test(text)) && (/^\d{4}-/u.test(text) || isLength())) return count;
  }
  return 1;
}

/** A date and no time. */
function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text.trim());
}

function momentAgo(option: string, typed: string, now: number, timeZone: string): number {
  const text = typed.trim().split(/\s+/u).map(plainWord).join(' ');
  const length = readLength(withoutAgo(text).toLowerCase());
  if (length?.kind === 'read') return now - length.value;
  const dated = isDay(text) ? `${text}T00:00` : text.replace(' ', 'T');
  const fixed = instantOf(dated);
  if (fixed !== undefined) return fixed;
  // Of a time that comes twice, the second one is meant only where both are over.
  if (isDateTime(dated)) return momentOf(dated, now, timeZone);
  throw refused(option, '`3h`, `2d`, or `2026-03-01 22:00`', '`3h`、`2d` 或 `2026-03-01 22:00`');
}

/** `3h ago` and `3 小时前` say no more than `3h`. */
function withoutAgo(text: string): string {
  const end = ['ago', '前'].find((word) => text.toLowerCase().endsWith(word));
  return end === undefined ? text : text.slice(0, -end.length).trim();
}

function refused(option: string, en: string, zh: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `\`${option}\` does not fit`, zh: `\`${option}\` 不符合要求` },
    { en: `\`${option}\` has to be ${en}.`, zh: `\`${option}\` 应为${zh}。` },
    [],
    { option },
  );
}
