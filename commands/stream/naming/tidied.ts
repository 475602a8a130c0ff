import { trimEndSigns, trimStartSigns } from '../../../src/text/trim-signs.ts';
import { fullReadings } from './full-readings.ts';
import type { StreamLookup } from './lookup.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';

/** What stands around a name that was copied out of a sentence, a list or an address, or marked as bold or code. */
const BEFORE = /[\s/*_~`"'“”‘’「『（(<[]/u;
const BEHIND = /[\s/*_~`"'“”‘’」』）)>\].,;:!?，。；：！？、]/u;

/** The text without what stands around a name in it. */
export function withoutSurroundings(text: string): string {
  return trimEndSigns(trimStartSigns(text, BEFORE), BEHIND);
}

/**
 * The streams that are there under the name without what stands around it; none where nothing does. @throws
 * LiveError
 */
export async function tidied(text: string, lookup: StreamLookup): Promise<readonly StreamName[]> {
  const bare = withoutSurroundings(text);
  if (bare === text) return [];
  const found = await Promise.all(
    fullReadings(bare).map(async (name) => ((await lookup.isThere(name)) ? [name] : [])),
  );
  return found.flat();
}
