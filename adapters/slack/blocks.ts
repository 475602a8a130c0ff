/** The part of Block Kit that the adapter writes. Texts of `PlainText` are escaped, texts of rich text are literal. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** The one place where Slack reads markup of ours; it holds ids from the configuration and nothing else. */
export interface Mentions {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export interface RichTextText {
  readonly type: 'text';
  readonly text: string;
  readonly style?: { readonly bold: true };
}

/** An address under a text of ours. No press comes of it. */
export interface RichTextLink {
  readonly type: 'link';
  readonly url: string;
  readonly text: string;
}

/** A moment (s UTC) as each reader's Slack writes it. */
export interface RichTextDate {
  readonly type: 'date';
  readonly timestamp: number;
  readonly format: '{ago}';
  readonly fallback: string;
}

export type RichTextElement = RichTextText | RichTextLink | RichTextDate;

export interface RichTextPart {
  readonly type: 'rich_text_section' | 'rich_text_preformatted';
  readonly elements: readonly RichTextElement[];
}

/** The dialog that Slack opens before it sends a press. */
export interface ConfirmDialog {
  readonly title: PlainText;
  readonly text: PlainText;
  readonly confirm: PlainText;
  readonly deny: PlainText;
  readonly style?: 'primary' | 'danger';
}

export interface ButtonElement {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: ConfirmDialog;
}

export interface SelectOption {
  readonly text: PlainText;
  readonly value: string;
}

export interface SelectElement {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder: PlainText;
  readonly options: readonly SelectOption[];
}

export type MessageBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'rich_text'; readonly elements: readonly RichTextPart[] }
  | { readonly type: 'actions'; readonly elements: readonly (ButtonElement | SelectElement)[] }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'section'; readonly text: Mentions };

/** A message for chat.postMessage, chat.postEphemeral, chat.update and a response_url. */
export interface SlackMessage {
  /** For notifications and screen readers; escaped. */
  readonly text: string;
  readonly blocks: readonly MessageBlock[];
}

/** A plain text object; `text` is already escaped and within its limit. */
export function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

/** A block of literal rich text. */
export function richText(
  elements: readonly RichTextElement[],
  type: RichTextPart['type'] = 'rich_text_section',
): MessageBlock {
  return { type: 'rich_text', elements: [{ type, elements }] };
}

/** A piece of literal text. Slack refuses empty ones, so that nothing shows as a dash. */
export function piece(text: string, bold = false): RichTextText {
  return bold
    ? { type: 'text', text: text || '—', style: { bold: true } }
    : { type: 'text', text: text || '—' };
}
