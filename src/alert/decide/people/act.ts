import { shorten } from '../../../text/shorten.ts';
import { withStep, type Alert, type Step, type Who } from '../../model/alert.ts';
import type { MuteEnd } from '../../model/alerts.ts';
import { changed, type Draft } from '../draft.ts';
import type { Row } from '../table/table.ts';
import { closedRefusal } from './people-refusals.ts';

/** Bound of a step's text, see Step. */
const MOST_TEXT = 500;

/** What somebody does to an alert. */
export type Act =
  /** Takes it on until `ackMinutes` have passed; of a recovered one: has seen it. */
  | { readonly what: 'acknowledge' }
  /** Nobody is told of it until then. What was announced still shows how it goes on. */
  | { readonly what: 'mute'; readonly until: MuteEnd }
  | { readonly what: 'unmute' }
  /** `person`: id under people of airdesk.yaml; `accounts`: theirs by platform. */
  | {
      readonly what: 'assign';
      readonly person: string;
      readonly accounts?: Readonly<Record<string, string>> | undefined;
    }
  | { readonly what: 'close'; readonly why?: string | undefined }
  | { readonly what: 'note'; readonly text: string }
  /** Ran a command on what it is about, which has ended; `text` says which, and how. */
  | { readonly what: 'command'; readonly text: string };

/** An alert to which somebody does something. */
export interface Acting {
  readonly draft: Draft;
  readonly alert: Alert;
  readonly by: Who;
}

/** The same for everything that people do: what is closed stays closed. */
export const IS_CLOSED: Row<Acting> = {
  from: ['closed'],
  code: 'airdesk.alert-closed',
  refuses: ({ alert }) => closedRefusal(alert),
};

/** The alert with one more step by a person, and the next version where a card shows it. */
export function actedOn(
  { draft, by }: Acting,
  alert: Alert,
  what: Step['what'],
  text?: string,
  reason?: string,
): Alert {
  const more = {
    ...(text !== undefined && { text: shorten(text, MOST_TEXT) }),
    ...(reason !== undefined && { reason }),
  };
  return withStep(changed(alert), { at: draft.now, what, by, ...more });
}

/** Due at `at` (ms UTC) or earlier. A grace time ends when it ends, whatever people do meanwhile. */
export function dueBy({ status, dueAt }: Alert, at: number | undefined): number | undefined {
  return status === 'firing' && at !== undefined ? Math.min(dueAt ?? at, at) : dueAt;
}
