import { z } from 'zod';

/** Block Kit as documented (docs.slack.dev/reference/block-kit), limits included, for the blocks that a bot may send. */
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

const anyText = (max: number) => z.union([plain(max), mrkdwn(max)]);
const blockId = z.string().min(1).max(255).optional();
const actionId = z.string().min(1).max(255);

const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
});

/** docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
const confirmDialog = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  value: z.string().max(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmDialog.optional(),
});

const select = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: actionId,
    placeholder: plain(150).optional(),
    options: z.array(option).min(1).max(100).optional(),
    option_groups: z
      .array(z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) }))
      .min(1)
      .max(100)
      .optional(),
    initial_option: option.optional(),
  })
  .refine(({ options, option_groups: groups }) => (options === undefined) !== (groups === undefined));

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  initial_value: z.string().max(3_000).optional(),
  placeholder: plain(150).optional(),
  multiline: z.boolean().optional(),
});

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  code: z.boolean().optional(),
});
const richTextElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3_000), text: z.string().min(1).optional() }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int().min(0),
    format: z.string().regex(/\{\w+\}/),
    fallback: z.string().min(1).optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string() }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string() }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
]);
const richTextPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richTextElement).min(1) }),
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richTextElement).min(1) }),
]);

const messageBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z.array(anyText(3_000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(z.union([button, select]))
      .min(1)
      .max(25),
  }),
  z.strictObject({ type: z.literal('rich_text'), block_id: blockId, elements: z.array(richTextPart).min(1) }),
]);

const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [select, textInput]),
});

/** A block of a message that the fake takes. */
export type FakeBlock = z.infer<typeof messageBlock>;

/** Blocks of a message: at most 50, action ids and block ids unique. */
export const MessageBlocksSchema = z
  .array(messageBlock)
  .max(50)
  .refine((blocks) => {
    const ids = blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ action_id: id }) => id) : [],
    );
    return new Set(ids).size === ids.length;
  }, 'action_id must be unique')
  .refine((blocks) => {
    const ids = blocks.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]));
    return new Set(ids).size === ids.length;
  }, 'block_id must be unique');

/** A modal. */
export const ModalSchema = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().min(1).max(255),
  private_metadata: z.string().max(3_000).optional(),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z
    .array(z.union([inputBlock, messageBlock]))
    .min(1)
    .max(100),
});

/** A modal that the fake takes. */
export type FakeModal = z.infer<typeof ModalSchema>;
