import { trimEndSigns, trimStartSigns } from '../../../src/text/trim-signs.ts';
import { fullReadings } from './full-readings.ts';
import type { StreamLookup } from './lookup.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';

/** What stands around a name that was copied out of a sentence, a list or an address, or marked as bold or code. */
const BEFORE = /[\s/*_~`"'“”‘’「『（(<[\p{Extended_Pictographic}\ufe0f\u200d]/u;
const BEHIND =
  /[\s/*_~`"'“”‘’」』）)>\].,;:!?，。；：！？、\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u200d]/u;

/** The text without what stands around a name in it. */
export function withoutSurroundings(text: string): string {
  return trimEndSigns(trimStartSigns(text, BEFORE), BEHIND);
}

/**
 * The streams that are there under the name without what stands around it, or, where only the stream is named, without the
 * capitals that phones put in front; none where nothing is. @throws LiveError
 */
export async function tidied(text: string, lookup: StreamLookup): Promise<readonly StreamName[]> {
  const bare = withoutSurroundings(text);
  if (bare !== '' && !bare.includes('/')) return calledAlmost(text, bare, lookup);
  if (bare === text) return [];
  const found = await Promise.all(
    fullReadings(bare).map(async (name) => ((await lookup.isThere(name)) ? [name] : [])),
  );
  return found.flat();
}

async function calledAlmost(
  text: string,
  bare: string,
  lookup: StreamLookup,
): Promise<readonly StreamName[]> {
  const small = bare.charAt(0).toLowerCase() + bare.slice(1);
  const forms = [...new Set([bare, small, bare.toLowerCase()])].filter((form) => form !== text);
  const found = await Promise.all(forms.map((form) => lookup.called(form)));
  return found.flat();
}
