import { safeLine } from '../../src/text/safe-line.ts';
import { conditionOf } from '../../src/callback/condition.ts';
import type { Mute } from '../../src/alert/model/mute.ts';
import type { CommandContext } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';

/** What a mute covers. */
export function muteText({ pattern }: Pick<Mute, 'pattern'>): string {
  return safeLine(pattern, 160);
}

/** The condition that is muted, in words. */
export function conditionText({ say, language, config }: CommandContext, { condition }: Mute): string {
  if (condition === undefined) return say('every condition', '所有异常');
  const title = conditionOf(config.alerts.conditions, condition)?.title;
  return title ? `${condition} (${wording(title, language)})` : safeLine(condition, 40);
}
