import { platformOf, type Platform } from './platform.ts';

/** What is wrong with a channel, as the end of a sentence, as far as its platform can tell before it is asked. */
export function channelProblem(platforms: readonly Platform[], channel: string): string | undefined {
  const at = channel.indexOf(':');
  const wrong = platformOf(platforms, channel.slice(0, at))?.channels.problem?.(channel.slice(at + 1));
  return wrong === undefined ? undefined : `"${channel}" ${wrong}`;
}
