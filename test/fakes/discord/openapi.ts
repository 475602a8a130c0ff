import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Part of Discord's published API description, as test/published/README.md says. */
const FILE = new URL('../../published/discord-openapi.json', import.meta.url);

/** What is held against it: messages, answers to interactions, and commands. */
export const DISCORD_SCHEMAS = [
  'MessageCreateRequest',
  'CreateTextThreadWithMessageRequest',
  'MessageEditRequestPartial',
  'IncomingWebhookUpdateRequestPartial',
  'IncomingWebhookRequestPartial',
  'CreateMessageInteractionCallbackRequest',
  'UpdateMessageInteractionCallbackRequest',
  'ApplicationCommandAutocompleteCallbackRequest',
  'ModalInteractionCallbackRequest',
  'ModalInteractionCallbackRequestData',
  'ApplicationCommandCreateRequest',
] as const;

/** The name of one of them. */
export type SchemaName = (typeof DISCORD_SCHEMAS)[number];

/** A schema of the published description, with all that it refers to. It knows fewer limits than Discord has. */
export function openApiSchema(name: SchemaName): z.ZodType {
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
