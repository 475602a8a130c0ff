import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { formatClock } from '../../src/text/time.ts';
import type { Control } from './control.ts';

/** One thing on a panel: what it is now, and what can be done with it. */
export interface Row {
  readonly fact: Fact;
  readonly controls: readonly Control[];
  /** Key of the target. */
  readonly target: string;
}

/** A moment as panels show it: `20:15`, with the date where it is not today's; in the configured zone. */
export function clockTime({ config, now }: Pick<CommandContext, 'config' | 'now'>, at: number): string {
  return formatClock(at, now(), config.timeZone);
}

/** What stands where a state would stand. An old state is worse than none: somebody may act on it. */
export function unknownState(context: CommandContext, since: number): string {
  const at = clockTime(context, since);
  return context.say(`? state not known since ${at}`, `？${at} 起状态未知`);
}

/** The parts that are there, in one line. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
