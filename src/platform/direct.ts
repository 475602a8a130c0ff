/** In front of the id of a person, where the id of a channel stands otherwise. */
const DIRECT = 'dm:';

/** The channel in which somebody is written to directly, as `slack:dm:U012AB3CD`. */
export function directChannel(platform: string, userId: string): string {
  return `${platform}:${DIRECT}${userId}`;
}

/** Whom a channel id writes to directly; undefined for a channel. */
export function directTo(channelId: string): string | undefined {
  return channelId.startsWith(DIRECT) ? channelId.slice(DIRECT.length) : undefined;
}
