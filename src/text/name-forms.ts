import { plainWord } from './characters.ts';

/** Which of the things that can bear a name is meant. */
export type NamedBy = 'id' | 'name' | 'short';

const PREFIXES: Readonly<Record<string, NamedBy>> = {
  id: 'id',
  name: 'name',
  名称: 'name',
  short: 'short',
  短名: 'short',
};
const PREFIXED = /^(?<prefix>id|name|名称|short|短名):(?<name>.+)$/isu;

/** A name with the kind of name it is in front: `id:63502`, `name:evening-studio`, `short:main`, in Chinese `名称:…`, `短名:…`. */
export interface PrefixedName {
  readonly by: NamedBy;
  readonly name: string;
}

/** Reads a name that says which kind of name it is; undefined for one that does not. */
export function prefixedName(text: string): PrefixedName | undefined {
  const { prefix = '', name = '' } = PREFIXED.exec(text)?.groups ?? {};
  const by = PREFIXES[prefix.toLowerCase()];
  return by && { by, name };
}

/** What names the thing with this id, whatever else is called so. */
export function byId(id: string): string {
  return `id:${id}`;
}

/** What names everything that is called so, and no id and no short name. */
export function byName(name: string): string {
  return `name:${name}`;
}

/** The id that a typed name would be, with `id:` in front or without. */
export function idOf(given: string): string {
  const plain = plainForm(given);
  const prefixed = prefixedName(plain);
  return prefixed?.by === 'id' ? prefixed.name : plain;
}

/** What names a stream by its short name in airdesk.yaml, whatever else is called so. */
export function byShort(short: string): string {
  return `short:${short}`;
}

/**
 * What a typed name can mean, to be tried in this order: exactly what stands there, then with its accents put together and
 * apart, as some machines have them, then what an input method made of it.
 */
export function nameForms(given: string): readonly string[] {
  const composed = given.normalize('NFC');
  const plain = plainForm(composed);
  return [...new Set([given, composed, given.normalize('NFD'), ...(plain === '' ? [] : [plain])])];
}

/** A name without full-width syntax, odd dashes, what cannot be seen, and spaces around it. */
export function plainForm(given: string): string {
  return plainWord(given).trim();
}

/** Whether a name, typed as it stands, can only be read as it stands. */
export function isPlain(name: string): boolean {
  return plainForm(name) === name && !prefixedName(name);
}
