import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../../../../shared/schemas/discord-openapi.json', import.meta.url);

/** Whether Discord's published API description is at hand; checks against it are skipped where it is not. */
export const HAS_OPENAPI = existsSync(FILE);

/** A schema of the published description, with all that it refers to. It knows fewer limits than Discord has. */
export function openApiSchema(name: string): z.ZodType {
  const text = readFileSync(FILE, 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
  const { schemas } = (JSON.parse(text) as { components: { schemas: Record<string, unknown> } }).components;
  const needed = new Map<string, unknown>();
  const take = (each: string): void => {
    if (needed.has(each)) return;
    needed.set(each, schemas[each]);
    for (const [, other = ''] of JSON.stringify(schemas[each]).matchAll(/"#\/\$defs\/(\w+)"/g)) take(other);
  };
  take(name);
  const defs = { $ref: `#/$defs/${name}`, $defs: Object.fromEntries(needed) };
  return z.fromJSONSchema(defs as z.core.JSONSchema.JSONSchema);
}
