import { z } from 'zod';

/** Messages as documented (docs.discord.com/developers/components/reference, resources/message), limits included. */
const customId = z.string().min(1).max(100);
const id = z.number().int().min(0).max(0x7fffffff).optional();
/** Discord trims what is shown, and refuses what is empty then. */
const visible = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.trim() !== '', 'BASE_TYPE_REQUIRED');

const button = z.strictObject({
  type: z.literal(2),
  id,
  style: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  label: visible(80),
  custom_id: customId,
  disabled: z.boolean().optional(),
});

/** Opens an address; nobody is told of the press. */
const linkButton = z.strictObject({
  type: z.literal(2),
  id,
  style: z.literal(5),
  label: visible(80),
  url: z.url({ protocol: /^(https?|discord)$/ }).max(512),
  disabled: z.boolean().optional(),
});

const stringSelect = z.strictObject({
  type: z.literal(3),
  id,
  custom_id: customId,
  placeholder: visible(150).optional(),
  min_values: z.number().int().min(0).max(25).optional(),
  max_values: z.number().int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        label: visible(100),
        value: z.string().min(1).max(100),
        description: visible(100).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine(
      (options) => new Set(options.map(({ value }) => value)).size === options.length,
      'option values must be unique',
    ),
});

const actionRow = z.strictObject({
  type: z.literal(1),
  id,
  components: z.union([
    z
      .array(z.discriminatedUnion('style', [button, linkButton]))
      .min(1)
      .max(5),
    z.tuple([stringSelect]),
  ]),
});
const textDisplay = z.strictObject({ type: z.literal(10), id, content: visible(4_000) });
const separator = z.strictObject({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.union([z.literal(1), z.literal(2)]).optional(),
});
const attached = z.strictObject({ url: z.string().regex(/^attachment:\/\/[\w.-]+$/) });
const mediaGallery = z.strictObject({
  type: z.literal(12),
  id,
  items: z
    .array(z.strictObject({ media: attached, description: z.string().max(1_024).optional() }))
    .min(1)
    .max(10),
});
const file = z.strictObject({ type: z.literal(13), id, file: attached });
const inContainer = z.discriminatedUnion('type', [actionRow, textDisplay, separator, mediaGallery, file]);
const container = z.strictObject({
  type: z.literal(17),
  id,
  accent_color: z.number().int().min(0).max(0xffffff).nullable().optional(),
  spoiler: z.boolean().optional(),
  components: z.array(inContainer).min(1),
});
const topLevel = z.discriminatedUnion('type', [
  actionRow,
  textDisplay,
  separator,
  mediaGallery,
  file,
  container,
]);

/** A component of a message that the fake takes. */
export type FakeComponent = z.infer<typeof topLevel>;

/** docs.discord.com/developers/components/reference#text-input; Discord.Net #2789: no line break in a field of one line. */
const textInput = z
  .strictObject({
    type: z.literal(4),
    id,
    custom_id: customId,
    style: z.union([z.literal(1), z.literal(2)]),
    min_length: z.number().int().min(0).max(4_000).optional(),
    max_length: z.number().int().min(1).max(4_000).optional(),
    required: z.boolean().optional(),
    value: z.string().min(1).max(4_000).optional(),
    placeholder: visible(100).optional(),
  })
  .refine(({ style, value = '' }) => style === 2 || !/[\r\n]/.test(value), 'COMPONENT_VALIDATION_FAILED');

/** #8105: one that has to be made cannot have `min_values` of 0. */
const modalSelect = z
  .strictObject({ ...stringSelect.shape, required: z.boolean().optional(), disabled: z.never().optional() })
  .refine(
    ({ options }) => new Set(options.map(({ value }) => value)).size === options.length,
    'option values must be unique',
  )
  .refine(({ options }) => options.filter((one) => one.default).length <= 1, 'more defaults than max_values')
  .refine(
    ({ required = true, min_values: least }) => !required || least === undefined || least > 0,
    'min_values must be at least 1 where it is required',
  );

const label = z.strictObject({
  type: z.literal(18),
  id,
  label: visible(45),
  description: visible(100).optional(),
  component: z.discriminatedUnion('type', [modalSelect, textInput]),
});

/** docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const ModalSchema = z
  .strictObject({
    custom_id: customId,
    title: visible(45),
    components: z
      .array(z.discriminatedUnion('type', [label, textDisplay]))
      .min(1)
      .max(5),
  })
  .refine(({ components }) => {
    const ids = components.flatMap((one) => (one.type === 18 ? [one.component.custom_id] : []));
    return ids.length > 0 && new Set(ids).size === ids.length;
  }, 'COMPONENT_CUSTOM_ID_DUPLICATED');

export type FakeModal = z.infer<typeof ModalSchema>;

/** Every component, nested ones included. */
export function flattened(components: readonly FakeComponent[]): z.infer<typeof inContainer>[] {
  return components.flatMap((component) => (component.type === 17 ? component.components : [component]));
}

function countOf(components: readonly FakeComponent[]): number {
  return components.reduce((count, component) => {
    if (component.type === 17) return count + 1 + countOf(component.components);
    return count + 1 + (component.type === 1 ? component.components.length : 0);
  }, 0);
}

function customIds(components: readonly FakeComponent[]): string[] {
  return flattened(components).flatMap((component) =>
    component.type === 1
      ? component.components.flatMap((control) => ('custom_id' in control ? [control.custom_id] : []))
      : [],
  );
}

function textLength(components: readonly FakeComponent[]): number {
  return flattened(components).reduce(
    (sum, component) => sum + (component.type === 10 ? component.content.length : 0),
    0,
  );
}

/** Flags of a message that the fake knows. */
export const FLAG = { ephemeral: 1 << 6, components: 1 << 15 } as const;

const embed = z
  .strictObject({
    title: z.string().max(256).optional(),
    description: z.string().max(4_096).optional(),
    color: z.number().int().min(0).max(0xffffff).optional(),
    fields: z
      .array(z.strictObject({ name: visible(256), value: visible(1_024), inline: z.boolean().optional() }))
      .max(25)
      .optional(),
    footer: z.strictObject({ text: visible(2_048) }).optional(),
  })
  .refine(
    ({ title = '', description = '', fields = [], footer }) =>
      title.length +
        description.length +
        (footer?.text.length ?? 0) +
        fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0) <=
      6_000,
    'an embed has at most 6,000 characters',
  );

/** Content of a message; `allowed_mentions` is required here, although Discord would do without. */
const content = {
  content: z.string().max(2_000).optional(),
  embeds: z.array(embed).max(10).optional(),
  components: z.array(topLevel).max(40).optional(),
  flags: z.number().int().min(0).optional(),
  attachments: z
    .array(
      z.strictObject({
        id: z.number().int().min(0),
        filename: z.string().regex(/^[\w.-]+$/),
        description: z.string().max(1_024).optional(),
      }),
    )
    .max(10)
    .optional(),
  allowed_mentions: z.strictObject({
    parse: z.array(z.enum(['roles', 'users', 'everyone'])),
    users: z.array(z.string()).max(100).optional(),
    roles: z.array(z.string()).max(100).optional(),
  }),
};

interface Content {
  readonly content?: string | undefined;
  readonly embeds?: readonly unknown[] | undefined;
  readonly components?: readonly FakeComponent[] | undefined;
  readonly flags?: number | undefined;
  readonly attachments?: readonly { readonly filename: string }[] | undefined;
}

function check(message: Content, report: (problem: string) => void): void {
  const components = message.components ?? [];
  const isComponents = ((message.flags ?? 0) & FLAG.components) !== 0;
  if (isComponents && (message.content || message.embeds?.length)) {
    report('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2');
  }
  if (isComponents && components.length === 0) report('COMPONENT_REQUIRED');
  if (!isComponents && components.some(({ type }) => type !== 1)) report('UNION_TYPE_CHOICES');
  if (!isComponents && components.length > 5) report('BASE_TYPE_BAD_LENGTH: rows');
  if (!isComponents && !message.content && !message.embeds?.length) report('Cannot send an empty message');
  if (countOf(components) > 40) report('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED');
  if (textLength(components) > 4_000) report('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED');
  const names = new Set((message.attachments ?? []).map(({ filename }) => `attachment://${filename}`));
  for (const component of flattened(components)) {
    const urls =
      component.type === 12
        ? component.items.map(({ media }) => media.url)
        : component.type === 13
          ? [component.file.url]
          : [];
    if (!urls.every((url) => names.has(url))) report('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND');
  }
  const ids = customIds(components);
  if (new Set(ids).size !== ids.length) report('COMPONENT_CUSTOM_ID_DUPLICATED');
}

/** POST /channels/{id}/messages */
export const CreateMessageSchema = z
  .strictObject({
    ...content,
    nonce: z.string().min(1).max(25).optional(),
    enforce_nonce: z.boolean().optional(),
  })
  .superRefine((message, ctx) => check(message, (text) => ctx.addIssue({ code: 'custom', message: text })));

/** Edits, answers and follow-ups. */
export const MessageContentSchema = z
  .strictObject(content)
  .superRefine((message, ctx) => check(message, (text) => ctx.addIssue({ code: 'custom', message: text })));

/** First responses that say something at once; a plain notice needs no allowed_mentions. */
export const NoticeSchema = z
  .strictObject({ ...content, allowed_mentions: content.allowed_mentions.optional() })
  .superRefine((message, ctx) => check(message, (text) => ctx.addIssue({ code: 'custom', message: text })));
