import { z } from 'zod';
import type { Log } from '../../../src/observability/log.ts';
import type { DiscordApi } from '../rest.ts';

/** Types of threads, which the posts of a forum are as well (docs: channel object, channel types). */
const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);
/** More are not asked about. */
const MOST = 20;

const ChannelSchema = z.object({ type: z.number() }).catch({ type: 0 });

/**
 * Notes at the start which of these channels are threads: Discord folds a quiet thread away, and buttons in a folded post
 * reach no bot on the web and on phones. What Discord does not tell is not noted. Never rejects.
 */
export async function noteThreads(api: DiscordApi, channelIds: readonly string[], log: Log): Promise<void> {
  for (const id of channelIds.slice(0, MOST)) {
    const path = `/channels/${id}`;
    const body = await api
      .call({ name: 'get channel', method: 'GET', path, repeatable: true, once: true })
      .catch(() => undefined);
    if (!THREADS.has(ChannelSchema.parse(body).type)) continue;
    log.warn(
      { channel: `discord:${id}` },
      'alerts go into a thread: once Discord has folded it away, its buttons do nothing on the web and on phones until somebody writes there; name its channel in airdesk.yaml instead',
    );
  }
}
