import type { Text } from '../text/language.ts';

/** A name with the id behind it, in the brackets of each language: `studio-a (63501)`, `studio-a（63501）`. Without a name: the id. */
export function nameWithId(name: string, id: string): Text {
  return name === '' || name === id ? { en: id, zh: id } : { en: `${name} (${id})`, zh: `${name}（${id}）` };
}

/** Chinese text with the space that stands before what follows; a full-width bracket has one of its own. */
export function spaced(zh: string): string {
  return zh.endsWith('）') ? zh : `${zh} `;
}
