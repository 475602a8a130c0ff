import type { Card } from '../reply.ts';
import { oneLine } from '../text/characters.ts';
import { sayIn, type Language } from '../text/language.ts';
import { isUsual, looksLikeOthers } from '../text/look-alikes.ts';

/** Names that are told one by one. */
const MOST = 3;
/** Of a text, characters that are looked at. */
const LOOKED_AT = 2_000;

/** What stands under a name that can be taken for another; `names` as they came. Empty where there is nothing to say. */
export function lookAlikeLines(names: readonly string[], language: Language): readonly string[] {
  const say = sayIn(language);
  const words = names
    .map((name) => name.slice(0, LOOKED_AT))
    .filter((name) => !isUsual(name))
    .flatMap((name) => name.split(/[ \n\t]+/));
  const found = [...new Set(words.filter(looksLikeOthers))];
  return found.slice(0, MOST).map((name) => {
    const shown = oneLine(name, 80);
    return say(
      `⚠ ${shown} has characters that look like others (${codesOf(name)}). Compare it with the name you mean.`,
      `⚠ “${shown}”含有与其他字符形似的字符（${codesOf(name)}），请仔细核对名称。`,
    );
  });
}

/** A card that says so where a name on it can be taken for another. */
export function withLookAlikes<T extends Pick<Card, 'title' | 'facts' | 'lines' | 'table'>>(
  card: T,
  language: Language,
): T {
  const texts = [
    card.title,
    ...(card.facts ?? []).map(({ value }) => value),
    ...(card.lines ?? []),
    ...(card.table?.rows ?? []).flat(),
  ];
  // Nearly always, and found at once.
  if (isUsual(texts.join('\n'))) return card;
  const lines = lookAlikeLines(texts, language);
  return lines.length === 0 ? card : { ...card, lines: [...lines, ...(card.lines ?? [])] };
}

/** The characters that are not plain, as `U+0430`. */
function codesOf(name: string): string {
  const codes = Array.from(name)
    .filter((sign) => !/^[\u0020-\u007e\p{sc=Han}]$/u.test(sign))
    .map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  const different = [...new Set(codes)];
  return different.slice(0, 4).join(', ') + (different.length > 4 ? '…' : '');
}
