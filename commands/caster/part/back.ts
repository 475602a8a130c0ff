import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { spellFields } from '../../shape/fields.ts';
import type { Part } from './part.ts';

/** The options that give these values back; null where one cannot be spelt, as an address with a key. */
export type WayBack = { readonly [option: string]: string } | null;

/** What puts the values of these rows back. */
export function wayBack(part: Part, rows: readonly FieldRow[], values: FieldValues): WayBack {
  const back = part.back?.(values) ?? values;
  const told = rows.filter(({ path }) => back[path] !== undefined);
  // A command takes no empty value of a field that cannot be emptied.
  const unspelt = told.filter(({ path, kind }) => {
    const spelt = kind.spell(back[path] ?? '');
    return spelt === undefined || kind.read(spelt) === undefined;
  });
  if (unspelt.length > 0 || told.length === 0) return null;
  const own = told.filter(({ key }) => part.required.includes(key));
  const fields = spellFields(
    told.filter((row) => !own.includes(row)),
    back,
  );
  return {
    ...Object.fromEntries(own.map(({ key, path, kind }) => [key, kind.spell(back[path] ?? '') ?? ''])),
    ...(fields !== '' && { fields }),
  };
}
