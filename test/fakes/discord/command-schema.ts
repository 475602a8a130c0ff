import { z } from 'zod';

/** Application commands as documented (docs.discord.com/developers/interactions/application-commands). */
const name = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((text) => text === text.toLowerCase(), 'names are in lower case');
const description = z.string().min(1).max(100);
const localized = <T extends z.ZodType>(text: T) =>
  z.record(z.string().regex(/^[a-z]{2}(-[A-Z]{2,3}|-\d{3})?$/), text);
const words = {
  name,
  name_localizations: localized(name).nullish(),
  description,
  description_localizations: localized(description).nullish(),
};

const choice = z.strictObject({
  name: z.string().min(1).max(100),
  name_localizations: localized(z.string().min(1).max(100)).nullish(),
  value: z.union([z.string().min(1).max(100), z.number()]),
});

const value = z
  .strictObject({
    ...words,
    type: z.union([z.literal(3), z.literal(4), z.literal(5), z.literal(10)]),
    required: z.boolean().optional(),
    choices: z.array(choice).max(25).optional(),
    autocomplete: z.boolean().optional(),
    min_length: z.number().int().min(0).max(6_000).optional(),
    max_length: z.number().int().min(1).max(6_000).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
  })
  .refine((option) => !(option.autocomplete && option.choices?.length), 'autocomplete excludes choices');

const values = z
  .array(value)
  .max(25)
  .refine(
    (options) => new Set(options.map((option) => option.name)).size === options.length,
    'names are unique',
  )
  .refine(
    (options) => options.every((option, at) => !option.required || (options[at - 1]?.required ?? true)),
    'required options come first',
  );
const subcommand = z.strictObject({ ...words, type: z.literal(1), options: values.optional() });
const group = z.strictObject({ ...words, type: z.literal(2), options: z.array(subcommand).min(1).max(25) });

/** What counts towards the 8,000: names, descriptions and values, the longest localisation of each. */
function sizeOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + sizeOf(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  const entry = node as Record<string, unknown>;
  const longest = (text: unknown, others: unknown): number =>
    Math.max(
      typeof text === 'string' ? text.length : 0,
      ...Object.values((others ?? {}) as Record<string, string>).map((other) => other.length),
    );
  return (
    longest(entry['name'], entry['name_localizations']) +
    longest(entry['description'], entry['description_localizations']) +
    (typeof entry['value'] === 'string' ? entry['value'].length : 0) +
    sizeOf(entry['options']) +
    sizeOf(entry['choices'])
  );
}

/** One chat input command. */
export const CommandSchema = z
  .strictObject({
    ...words,
    type: z.literal(1).default(1),
    options: z.union([z.array(z.union([group, subcommand])).max(25), values]).optional(),
    default_member_permissions: z.string().regex(/^\d+$/).nullish(),
    nsfw: z.boolean().optional(),
    integration_types: z.array(z.union([z.literal(0), z.literal(1)])).optional(),
    contexts: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])).nullish(),
  })
  .refine((command) => sizeOf(command) <= 8_000, 'APPLICATION_COMMAND_TOO_LARGE');

/** A slash command as it was registered. */
export type FakeCommand = z.infer<typeof CommandSchema> & { readonly id: string; readonly version: string };
