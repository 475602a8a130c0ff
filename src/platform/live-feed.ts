import type { Actor } from '../intent.ts';
import type { AlertRow } from '../onair/open-alerts.ts';
import type { OnAir } from '../onair/on-air.ts';

/** What a page that stays open is told besides messages. All of one event is about one account. */
export type LiveEvent =
  | { readonly kind: 'onair'; readonly account: string; readonly onAir: OnAir }
  | {
      readonly kind: 'alerts';
      readonly account: string;
      /** All that are open, or those that changed. */
      readonly all: boolean;
      readonly alerts: readonly AlertRow[];
      /** Ids of those that stand in the list no more: they are part of another one now. */
      readonly gone?: readonly string[];
    };

/** What is on air and what is wrong, as it changes. Who may see what of it is decided here and nowhere else. */
export interface LiveFeed {
  /** As it is now, of every account. */
  now(): readonly LiveEvent[];
  /** Tells every change until the returned function is called. The cloud is looked at only while somebody listens. */
  watch(hear: (event: LiveEvent) => void): () => void;
  maySee(reader: Actor, event: LiveEvent): boolean;
}
