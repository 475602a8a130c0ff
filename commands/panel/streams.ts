import type { CommandContext } from '../../src/command.ts';
import { onlineMany, type Online, pushedSince } from '../../src/live/read/online.ts';
import { cloudName, fullName, type StreamName } from '../stream/name.ts';
import { type Section, section } from './section.ts';

/** A stream now: the cloud's word (`active`, `inactive`, `forbid`), and since when it is pushed, ms UTC. */
export interface StreamNow {
  readonly state: string;
  readonly since: number | undefined;
}

/**
 * Reads streams: what is pushed from one list a domain; only what is not in it is asked for one by one, since the list
 * does not tell a stream that is forbidden from one that is not pushed.
 */
export async function readStreams(
  context: CommandContext,
  names: readonly StreamName[],
  before: ReadonlyMap<string, Section<StreamNow>> | undefined,
): Promise<ReadonlyMap<string, Section<StreamNow>>> {
  const lists = new Map<string, Promise<Online>>();
  for (const { domain } of names)
    if (!lists.has(domain)) {
      const list = onlineMany(context, domain);
      // Each stream of the domain finds out for itself.
      list.catch(() => undefined);
      lists.set(domain, list);
    }
  const now = context.now();
  return new Map(
    await Promise.all(
      names.map(async (name) => {
        const key = fullName(name);
        const read = async (): Promise<StreamNow> => {
          const list = await lists.get(name.domain);
          const online = list?.streams.find((each) => fullName(each) === key);
          if (online) return { state: 'active', since: pushedSince(online.publishes) };
          const { StreamState } = await context.live.call('DescribeLiveStreamState', cloudName(name));
          return { state: StreamState, since: undefined };
        };
        return [key, await section({ before: before?.get(key), now }, read)] as const;
      }),
    ),
  );
}
