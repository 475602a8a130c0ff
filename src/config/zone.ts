import { z } from 'zod';
import { oneLine } from '../text/characters.ts';
import { zoneNamed, zonesMeant } from '../text/spoken/zone.ts';
import type { Misfit } from './problem.ts';

/** A zone by its IANA name, in whatever case it was written; what is none is kept as it is, to be told of. */
export const ZoneSchema = z
  .string()
  .max(64)
  .overwrite((text) => zoneNamed(text) ?? text);

/** The zone at this place of airdesk.yaml is none, and which are meant. */
export function unknownZone(path: readonly PropertyKey[], given: string): Misfit {
  const meant = zonesMeant(given).map((zone) => `"${zone}"`);
  const last = meant.pop();
  const question =
    last === undefined
      ? 'write an IANA name, as "Asia/Shanghai" or "UTC"'
      : `did you mean ${meant.length === 0 ? last : `${meant.join(', ')} or ${last}`}?`;
  return { path, text: `there is no time zone "${oneLine(given)}"; ${question}` };
}
