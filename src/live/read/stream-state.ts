import { callOptions, type From } from './pages.ts';
import { cloudName, type StreamName } from './stream-name.ts';

/**
 * The cloud's word for a stream: `active`, `inactive`, `forbid`. Only `forbid` is to be believed by itself: it says
 * `active` of what it cannot tell. @throws LiveError
 */
export async function readStreamState(from: From, name: StreamName): Promise<string> {
  const { StreamState } = await from.live.call('DescribeLiveStreamState', cloudName(name), callOptions(from));
  return StreamState;
}
