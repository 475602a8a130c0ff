import type { CommandContext } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { whyUnread } from '../unread.ts';
import type { FeatureRead } from './read-all.ts';

/** Which features could not be read and why, a line each: what is not listed then proves nothing. */
export function unreadLines(
  { say, language }: CommandContext,
  all: readonly FeatureRead[],
): readonly string[] {
  return all.flatMap(({ feature, error }) => {
    if (!error) return [];
    const why = wording(whyUnread(error), language);
    return [say(`? ${feature.name}: ${why}`, `? ${feature.zh}：${why}`)];
  });
}
