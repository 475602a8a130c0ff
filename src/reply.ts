/**
 * Platform-neutral answers. Every string is plain text from anywhere, hostile text included: adapters escape it,
 * shorten it to the platform's limits and never let it mention anybody.
 */

import type { Language } from './text/language.ts';

/** How a card looks at a glance. `ask` waits for a press; `progress` is being worked on. */
export type Tone = 'info' | 'ask' | 'progress' | 'success' | 'warning' | 'failure';

/**
 * How long ago a moment (`at`, ms UTC) was: in a mark of the platform's own where it has one, which goes on without an edit;
 * elsewhere `text`, as it was when the card was written.
 */
export interface Ago {
  readonly at: number;
  readonly text: string;
}

/** A line of a card with a name: `State: on air`. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly ago?: Ago;
}

/** A table of a card. Each row has as many cells as there are columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `id` is at most 100 characters, unique on its card; it comes back in a PressIntent. */
export interface Button {
  readonly id: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  /** A question that the platform asks in a dialog of its own before it sends the press, where it can. */
  readonly ask?: string;
}

/** Leads out of the chat, to an https address of at most 512 characters. Pressing it tells nobody. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/**
 * A choice of several presses in one control. Choosing comes back as a PressIntent with the choice's id; ids follow the
 * rules of Button ids. At most 25 choices.
 */
export interface Select {
  /** Unique on its card, at most 100 characters. Never comes back. */
  readonly id: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** Somebody who is called by their id on the platform on which the card is shown. Ids come from the configuration. */
export interface Mention {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

/** Shown with the card. */
export interface Picture {
  /** Letters, digits, `-` and `.`, as `traffic.png`. */
  readonly name: string;
  readonly png: Uint8Array;
  /** Left out: a PNG. */
  readonly type?: 'image/png' | 'image/jpeg';
  /** What it shows, in the reader's language, for who does not see it. */
  readonly alt: string;
}

/** Goes with the card, to be kept or worked on. */
export interface CardFile {
  /** Letters, digits, `-` and `.`, as `traffic.csv`. */
  readonly name: string;
  readonly csv: string;
}

/** An alert as webhooks of pagers take it. Texts are plain and in the language of airdesk.yaml. */
export interface Page {
  readonly action: 'trigger' | 'acknowledge' | 'resolve';
  /** Calls after somebody had taken it on, or after it was over. */
  readonly anew?: boolean;
  /** The same for all that is sent of one alert. */
  readonly key: string;
  readonly summary: string;
  readonly severity: 'critical' | 'warning' | 'info';
  /** What it is about, as `stream:push.example.com/live/main`. */
  readonly source: string;
  readonly account: string;
  readonly condition: string;
  /** ms UTC. */
  readonly since: number;
  readonly rule?: string;
  readonly code?: string;
  /** Names of people who are called, and who acknowledged. */
  readonly called: readonly string[];
  readonly acknowledgedBy?: string;
  /** What its rule says to do. */
  readonly runbook?: string;
}

/** One answer, one message; edited through its life. */
export interface Card {
  readonly kind: 'card';
  readonly tone: Tone;
  /** How it stands, in a word, where the tone's own word would say something else: an alert is firing, it did not fail. */
  readonly standing?: string;
  readonly title: string;
  /** Sentences under the title, one paragraph each. */
  readonly lines?: readonly string[];
  readonly facts?: readonly Fact[];
  readonly table?: Table;
  /** Only on the answers of commands that look: what is kept on disk carries none. At most 1 MB, as the file. */
  readonly picture?: Picture;
  readonly file?: CardFile;
  /** Lines that the card gets where picture and file cannot be sent: the picture in block characters, and that it is missing. */
  readonly instead?: readonly string[];
  /** Shown in fixed width: reports, command lines. */
  readonly code?: string;
  readonly buttons?: readonly Button[];
  readonly selects?: readonly Select[];
  /** At most 5. They never take the place of a button. */
  readonly links?: readonly Link[];
  /** Small print: who asked, which account, request id. */
  readonly footer?: string;
  /** Whom the message calls, when it is posted: the only way in which a message of ours pings anybody. */
  readonly mentions?: readonly Mention[];
  /** For machines: what a webhook sends in place of the card. On cards for webhooks only. */
  readonly page?: Page;
  /** A message on the same platform that it leads to: the adapter makes a link of it, where it can. */
  readonly about?: { readonly message: MessageRef; readonly label: string };
  /** Configured names of the accounts it is about: where people look at one place, it is shown to those who may see all of them. */
  readonly accounts?: readonly string[];
  /** The same in other languages, for a platform that shows each reader their own. */
  readonly inLanguages?: Readonly<Partial<Record<Language, Card>>>;
  /** `asker`: only the asker sees it. */
  readonly visibility: 'channel' | 'asker';
}

/** A field of a form. `choices`: it is chosen from these, and not typed. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  /** What it takes: kind, unit, limits, and an example. */
  readonly hint?: string;
  /** The same without the example, where there is little room. */
  readonly brief?: string;
  /** Shown in the field while it is empty, where the platform can: `Example: 2h`. */
  readonly example?: string;
  readonly value?: string;
  /** What is wrong with the value, as a sentence. */
  readonly problem?: string;
  readonly optional?: boolean;
  /** Text that can be long gets more than one line. */
  readonly long?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** Asks for options of a command. It has no more fields than the adapter's capabilities say. */
export interface Form {
  readonly kind: 'form';
  /** At most 100 characters; comes back in a SubmitIntent. Another one wherever it is filled in otherwise. */
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  /** What is wrong with the form as a whole, as a sentence. */
  readonly problem?: string;
  readonly fields: readonly FormField[];
}

/** What an ask is answered with. */
export type Reply = Card | Form;

/** A message that was posted, so that it can be edited, also after a restart. JSON. */
export interface MessageRef {
  readonly platform: string;
  readonly channelId: string;
  readonly messageId: string;
}
