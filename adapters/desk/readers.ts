import type { Refusal } from '../../src/errors.ts';
import type { Completion } from '../../src/line/completions.ts';
import type { AlertRow } from '../../src/onair/open-alerts.ts';
import type { LiveEvent } from '../../src/platform/live-feed.ts';
import type { ActsAsked, ActsPage, AlertsAsked, AlertsPage, AskedFor } from '../../src/platform/records.ts';
import type { Language } from '../../src/text/language.ts';

/** Whether a reader (user id) may see what is about all these accounts. */
export type MayRead = (userId: string, accounts: readonly string[]) => boolean;

/** What is on air and what is wrong, for readers by their user id. */
export interface LiveForReaders {
  readonly now: () => readonly LiveEvent[];
  /** Tells every change until the returned function is called. */
  readonly watch: (hear: (event: LiveEvent) => void) => () => void;
  readonly maySee: (userId: string, event: LiveEvent) => boolean;
}

/** Command lines that a reader may use, by their user id: those offered as chips, and all to be completed. */
export type LinesForReaders = (
  userId: string,
  language: Language,
) => { readonly suggestions: readonly string[]; readonly completions: readonly Completion[] };

/** What was done and what was wrong, for readers by their user id. */
export interface RecordsForReaders {
  readonly acts: (userId: string, asked: ActsAsked) => Promise<ActsPage | Refusal>;
  readonly alerts: (userId: string, asked: AlertsAsked) => AlertsPage;
  readonly alert: (userId: string, id: string) => AlertRow | undefined;
  readonly askedFor: (userId: string, proposal: string) => Promise<AskedFor | undefined>;
}
