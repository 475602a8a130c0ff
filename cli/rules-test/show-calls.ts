import { formatDuration } from '../../src/text/duration.ts';
import { sayIn, type Language, type Say } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { formatInZone } from '../../src/text/time.ts';
import type { CallOutcome } from './calls.ts';
import type { Outcome } from './outcome.ts';

type Row = readonly [label: string, text: string];

const MINUTE_MS = 60_000;
/** Of six rounds of six levels each the first ones tell enough. */
const MOST = 12;

/** Who is called now, and who would be, level by level, if nobody acknowledges. */
export function callRows({ cards, at }: Outcome, language: Language, timeZone: string): Row[] {
  const say = sayIn(language);
  return cards.flatMap(({ escalation: { made, next, ackMinutes } }): Row[] => {
    if (made.length === 0 && next.length === 0) return [];
    const left = next.length - MOST;
    const length = formatDuration(ackMinutes * MINUTE_MS, language);
    const isPlan = next.length > 0 || made.some(({ why }) => why === 'told');
    return [
      ...made.map((call): Row => [say('called', '呼叫'), callText(call, say)]),
      ...next.slice(0, MOST).map((call, index): Row => {
        const label = index === 0 ? say('if nobody acknowledges', '若无人认领') : '';
        const time = formatInZone(call.at, timeZone).slice(11, 19);
        const wait = formatDuration(call.at - at, language);
        return [label, `${time} ${say(`(after ${wait})`, `（${wait}后）`)} ${callText(call, say)}`];
      }),
      ...(left > 0 ? [['', say(`and ${left} more`, `另有 ${left} 次`)] as const] : []),
      ...(isPlan
        ? [
            [
              say('if someone does', '若有人认领'),
              say(
                `holds for ${length}; if it is still failing then, calls again: them, the people of its rule, level 1`,
                `认领有效期 ${length}；届时若仍未恢复，会再次呼叫认领人、规则通知的人和第 1 级`,
              ),
            ] as const,
          ]
        : []),
    ];
  });
}

/** `level 2 of night: lin → slack:C012AB3CD`. */
function callText({ level, round, whom, empty, where, missed, withoutRole }: CallOutcome, say: Say): string {
  const names = (some: readonly string[]): string => some.map((name) => safeLine(name)).join(say(', ', '、'));
  const again = round > 1 ? say(' again', '（再次）') : '';
  return [
    level === undefined ? '' : say(`level ${level}${again}: `, `第 ${level} 级${again}：`),
    whom.length === 0 ? say('nobody', '无人') : names(whom),
    where.length === 0 ? '' : ` → ${where.join(', ')}`,
    empty.length === 0 ? '' : say(` (nobody is on call in ${names(empty)})`, `（${names(empty)} 无人值班）`),
    missed.length === 0
      ? ''
      : say(` (cannot be reached: ${names(missed)})`, `（无法联系：${names(missed)}）`),
    withoutRole.length === 0
      ? ''
      : say(
          ` (no role for this account: ${names(withoutRole)})`,
          `（没有可用于此账号的角色：${names(withoutRole)}）`,
        ),
  ].join('');
}
