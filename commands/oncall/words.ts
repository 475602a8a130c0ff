import type { CommandContext } from '../../src/command.ts';
import type { Override } from '../../src/oncall/override.ts';
import type { ShiftSource } from '../../src/oncall/rotation.ts';
import { formatInZone } from '../../src/text/time.ts';
import { safeLine } from '../../src/text/safe-line.ts';

/** What the wording of shifts depends on. */
type Words = Pick<CommandContext, 'say' | 'config' | 'oncall'>;

/** Names of people, or that it is nobody. */
export function whoText({ say }: Pick<Words, 'say'>, people: readonly string[]): string {
  return people.length === 0
    ? say('nobody', '无人')
    : people.map((name) => safeLine(name, 40)).join(say(', ', '、'));
}

/** A moment as clocks on the wall show it, to the minute: `2026-03-02 09:00`. */
export function wallText({ config }: Pick<Words, 'config'>, at: number): string {
  return formatInZone(at, config.timeZone).slice(0, 16);
}

/** What names a shift in a line: when it begins, `2026-03-02T09:00`. */
export function shiftWord(context: Pick<Words, 'config'>, at: number): string {
  return wallText(context, at).replace(' ', 'T');
}

/** Why somebody is on call: the layer, the calendar, or what was changed and by whom. */
export function whyText(context: Words, rotation: string, by: ShiftSource | undefined): string {
  const { say, oncall } = context;
  switch (by?.kind) {
    case undefined:
      return '';
    case 'calendar':
      return say('calendar', '日历');
    case 'layer': {
      const several = (oncall.rotation(rotation)?.layers.length ?? 0) > 1;
      return several ? say(`layer ${by.layer}`, `层 ${by.layer}`) : say('rotation', '轮值');
    }
    case 'override': {
      const override = oncall.overrides(rotation).find(({ id }) => id === by.id);
      return override ? kindText(context, override) : say('override', '代班');
    }
  }
}

/** What was done, by whom. */
export function kindText({ say }: Pick<Words, 'say'>, { kind, by }: Pick<Override, 'kind' | 'by'>): string {
  const who = safeLine(by, 40);
  const words: Readonly<Record<Override['kind'], string>> = {
    override: say(`override by ${who}`, `代班（${who} 安排）`),
    swap: say(`swap by ${who}`, `换班（${who} 安排）`),
    take: say(`taken over by ${who}`, `接班（${who}）`),
  };
  return words[kind];
}
