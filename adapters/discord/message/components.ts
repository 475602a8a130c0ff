/** The part of Discord's components (version 2) that the adapter writes. */
export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

export interface ButtonComponent {
  readonly type: 2;
  /** 1 primary, 2 secondary, 4 danger. */
  readonly style: 1 | 2 | 4;
  readonly label: string;
  readonly custom_id: string;
}

/** Opens an address. No press comes of it. */
export interface LinkComponent {
  readonly type: 2;
  readonly style: 5;
  readonly label: string;
  readonly url: string;
}

export interface SelectComponent {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** A choice in a modal. */
export interface ModalSelect extends Omit<SelectComponent, 'placeholder' | 'options'> {
  readonly required: boolean;
  /** 0 where nothing need be chosen; absent where one has to be. */
  readonly min_values?: 0;
  readonly options: readonly { readonly label: string; readonly value: string; readonly default?: true }[];
}

/** What is typed in a modal. */
export interface TextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** 1 one line, 2 several. */
  readonly style: 1 | 2;
  readonly required: boolean;
  readonly placeholder?: string;
  readonly value?: string;
}

/** A field of a modal, with what it is called and what it takes. */
export interface LabelComponent {
  readonly type: 18;
  readonly label: string;
  readonly description?: string;
  readonly component: ModalSelect | TextInput;
}

/** A form as Discord opens it (docs.discord.com/developers/components/using-modal-components). */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly (LabelComponent | TextDisplay)[];
}

export interface ActionRow {
  readonly type: 1;
  readonly components: readonly (ButtonComponent | LinkComponent | SelectComponent)[];
}

/** Pictures, shown in the card. */
export interface MediaGallery {
  readonly type: 12;
  readonly items: readonly { readonly media: { readonly url: string }; readonly description?: string }[];
}

/** A file that can be taken along. */
export interface FileComponent {
  readonly type: 13;
  readonly file: { readonly url: string };
}

export interface Container {
  readonly type: 17;
  /** 1 to 2^31 - 1; Discord keeps it and hands it out with the message. Absent: Discord numbers it. */
  readonly id?: number;
  readonly accent_color: number;
  readonly components: readonly (TextDisplay | ActionRow | MediaGallery | FileComponent)[];
}

/** A message for every endpoint that takes one; `flags` says that it is made of components. */
export interface DiscordMessage {
  readonly flags: number;
  readonly components: readonly (Container | TextDisplay)[];
  readonly attachments?: readonly {
    readonly id: number;
    readonly filename: string;
    readonly description?: string;
  }[];
  /** Not part of the JSON: sent beside it. */
  readonly files?: readonly SentFile[];
  readonly allowed_mentions: {
    readonly parse: readonly [];
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
  };
}

/** What goes along with a message, in the order of its `attachments`. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The message of a card. */
export interface CardMessage extends DiscordMessage {
  readonly components: readonly Container[];
}

/** A text display; `content` is Discord's markdown, already escaped. */
export function textDisplay(content: string): TextDisplay {
  return { type: 10, content };
}
