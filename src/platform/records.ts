import type { Refusal } from '../errors.ts';
import type { Actor } from '../intent.ts';
import type { AlertRow } from '../onair/open-alerts.ts';
import type { Language, Text } from '../text/language.ts';

/** How acts ended, as people look for them. */
export const OUTCOMES = ['done', 'answered', 'waiting', 'refused', 'failed', 'unused'] as const;
/** One of OUTCOMES: `answered` ran without a question, `failed` may also be not known, `unused` was cancelled or expired. */
export type Outcome = (typeof OUTCOMES)[number];

/** A page of a list, newest first. */
export interface PageAsked {
  /** So far back from `until`, ms. */
  readonly within?: number | undefined;
  /** Not after this, ms UTC; now where left out. With `asOf` of the first page, what comes meanwhile moves nothing from one page to the next. */
  readonly until?: number | undefined;
  /** So many that fit are left out. */
  readonly skip: number;
}

/** What of the audit is looked for. Words fit in part, in any case. */
export interface ActsAsked extends PageAsked {
  readonly language: Language;
  /** Part of the command line, the target or the account. */
  readonly sought?: string | undefined;
  /** A name as `people` of the page has it. */
  readonly person?: string | undefined;
  /** The first word of commands. */
  readonly noun?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

/** One act, as a sentence. Times in ms UTC. Hostile text. */
export interface ActRow {
  readonly id: string;
  readonly at: number;
  readonly what: string;
  readonly outcome: Outcome;
  /** The channel, as `slack:C012AB3CD`; empty where it was made nowhere. */
  readonly where: string;
}

/** Acts that fit, and what else one could look for. */
export interface ActsPage {
  /** What came later is not among them, ms UTC. */
  readonly asOf: number;
  readonly rows: readonly ActRow[];
  /** There are more that fit. */
  readonly more: boolean;
  /** Who did something in what was looked through, by name. */
  readonly people: readonly string[];
  /** The nouns of it; the label in the reader's language. */
  readonly nouns: readonly { readonly value: string; readonly label: string }[];
  /** Where there is more than is looked through: the time of the oldest line that was, ms UTC. */
  readonly lookedBackTo?: number;
}

/** What of the alerts is looked for. */
export interface AlertsAsked extends PageAsked {
  readonly state?: AlertRow['state'] | undefined;
  readonly severity?: AlertRow['severity'] | undefined;
  /** Part of what it says, of its id or of the stream. */
  readonly sought?: string | undefined;
}

/** An alert in a list of many: without its card. */
export type AlertLine = Omit<AlertRow, 'cards'>;

/** Alerts that fit, newest first. */
export interface AlertsPage {
  /** What came later is not among them, ms UTC. */
  readonly asOf: number;
  readonly rows: readonly AlertLine[];
  /** How many fit in all. */
  readonly total: number;
}

/** What became of something that was to be confirmed. */
export interface AskedFor {
  /** It still waits. */
  readonly waits: boolean;
  /** The message that shows it on the platform that asks, where that is known. */
  readonly messageId?: string;
  /** What it is and how it stands, as a sentence. Hostile text. */
  readonly words: Text;
}

/**
 * What was done and what was wrong, for a page that looks it up; bounded. Who may see what of it is decided here and nowhere
 * else: by the guards of the command that shows the same, and by the accounts that a reader sees.
 */
export interface Records {
  /** The refusal of the guards, where the reader may not use `audit` from there. */
  acts(reader: Actor, channelId: string, asked: ActsAsked): Promise<ActsPage | Refusal>;
  /** Open ones and those that ended, as long as they are kept, of accounts that the reader sees. */
  alerts(reader: Actor, asked: AlertsAsked): AlertsPage;
  /** One of these with its card; undefined where there is none that the reader may see. */
  alert(reader: Actor, id: string): AlertRow | undefined;
  /** Undefined where it is not known, any more or at all, or the reader may not see it. */
  askedFor(reader: Actor, proposal: string): Promise<AskedFor | undefined>;
}
