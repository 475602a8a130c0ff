import { safeLine } from '../../src/text/safe-line.ts';
import { conditionOf } from '../../src/callback/condition.ts';
import type { Mute } from '../../src/alert/model/mute.ts';
import type { CommandContext } from '../../src/command.ts';

/** What a mute covers. */
export function muteText({ pattern }: Pick<Mute, 'pattern'>): string {
  return safeLine(pattern, 160);
}

/** The condition that is muted, in words. */
export function conditionText({ say, config }: CommandContext, { condition }: Mute): string {
  if (condition === undefined) return say('every condition', '所有异常');
  const title = conditionOf(config.alerts.conditions, condition)?.title;
  return title ? say(`${condition} (${title.en})`, `${condition}（${title.zh}）`) : safeLine(condition, 40);
}
