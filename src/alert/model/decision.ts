import type { Alert } from './alert.ts';
import type { AlertsConfig } from '../../config/alerts/schema.ts';
import type { LiveEvent } from '../../callback/event.ts';
import type { Mute } from './mute.ts';
import type { Applied } from '../rules/rules.ts';
import type { StreamState } from './stream-state.ts';

/** Everything that a decision looks at besides the event and the time. Reading it never waits. */
export interface DecisionInput {
  readonly config: AlertsConfig;
  /** IANA zone in which rules name times of the week. */
  readonly timeZone: string;
  /** The alert with this fingerprint that is not closed. */
  readonly open: (fingerprint: string) => Alert | undefined;
  readonly byId: (id: string) => Alert | undefined;
  readonly stream: (id: string) => StreamState | undefined;
  /**
   * Alerts with this tie (see ties.ts), of this account and condition, that are firing or pending and began at `since`
   * (ms UTC) or later; newest first. Bounded: of very many the oldest are left out.
   */
  readonly recent: (account: string, tie: string, condition: string, since: number) => Iterable<Alert>;
  /** Incidents of this account that are not closed, newest first. */
  readonly incidents: (account: string) => Iterable<Alert>;
  /** What is part of an alert or follows from it. */
  readonly childrenOf: (id: string) => readonly Alert[];
  readonly mutes: () => readonly Mute[];
  /** What a stream depends on besides its domain, as it was read at the cloud: `source:…`, `caster:…`. */
  readonly dependsOn?: (account: string, stream: string) => readonly string[];
  /** What feeds a stream: pull tasks, and of a caster's program the inputs that are streams. */
  readonly fedBy?: (account: string, stream: string) => readonly LiveEvent['subject'][];
  /** The streams that something feeds. */
  readonly feeds?: (account: string, feed: LiveEvent['subject']) => readonly string[];
  /** How many streams are known to be in a group; 0 where that is not known. Where all of them fail, fewer than usual are an incident. */
  readonly sizeOf?: (account: string, group: string) => number;
  /** A drop or forbid of ours on this subject that can have caused an event at `at` (ms UTC), as it was asked, and when. */
  readonly ownAct: (
    account: string,
    subject: string,
    at: number,
  ) => { readonly command: string; readonly by: string; readonly at?: number } | undefined;
  /** A ban of ours on this subject that holds at `at` (ms UTC), and since when. */
  readonly ownBan?: (
    account: string,
    subject: string,
    at: number,
  ) => { readonly command: string; readonly by: string; readonly at: number } | undefined;
  /** The alert with this fingerprint that somebody closed a moment ago while it lasted, and that is told again and again. */
  readonly closedLately?: (fingerprint: string, now: number) => Alert | undefined;
  /** Whether a message with this key was decided on before. */
  readonly isDuplicate: (dedupeKey: string) => boolean;
  /** Who has the duty of a rotation at a moment (ms UTC): names under `people`. Empty where nobody has. */
  readonly onCall?: (rotation: string, at: number) => readonly string[];
  /** Whether a show of this account is live at a moment (ms UTC): acknowledgements hold for less time then. */
  readonly isShowLive?: (account: string, at: number) => boolean;
  /** Eight small letters and digits. */
  readonly newId: () => string;
}

/** Why it was decided so. Logged, counted, and shown in words. */
export type Reason =
  | 'new'
  /** In its grace time. */
  | 'pending'
  /** The same condition goes on. */
  | 'same'
  /** It recovered in its grace time, and nobody was told. */
  | 'reconnected'
  | 'recovered'
  /** Well too short to be believed. */
  | 'unsteady'
  | 'flapping'
  | 'reopened'
  | 'own-command'
  /** It ended by itself, and nothing says that it should be on air. */
  | 'ended'
  /** A push was not taken: it never began. */
  | 'refused'
  | 'maintenance'
  | 'muted'
  /** By a rule with severity none. */
  | 'silenced'
  /** Part of a wider failure. */
  | 'child'
  /** Follows from something that failed, and is on the card of that. */
  | 'effect'
  | 'duplicate'
  | 'out-of-order'
  /** Another push of the same stream is on air. */
  | 'still-live'
  /** Nothing bad in itself. */
  | 'informs'
  | 'unknown-type'
  /** Clears what was not open. */
  | 'nothing-open'
  /** Not believed before the cloud was asked. */
  | 'to-check'
  /** By time. */
  | 'quiet'
  | 'steady'
  | 'ack-expired'
  | 'mute-ended'
  | 'closed-after-recovery'
  /** Too many are open. */
  | 'crowded-out'
  /** A fault of something of which nobody said that it should be on air. */
  | 'closed-unwatched'
  | 'not-due';

/** What people did, what followed from that or from a decision for another alert, and what a start finds. In no metric. */
export type Done =
  | 'acknowledged'
  /** Acknowledged after it had recovered. */
  | 'seen'
  | 'muted'
  | 'unmuted'
  | 'assigned'
  | 'noted'
  | 'closed'
  /** A command of ours on what it is about has ended. */
  | 'acted'
  /** It was so already. */
  | 'unchanged'
  /** A part of it changed. */
  | 'counted'
  /** Somebody is called by a message of its own. */
  | 'called'
  /** Nobody has to be called any more. */
  | 'answered'
  /** After a start it is looked at again. */
  | 'due-again';

/** Ask the cloud about this, and put what it says into the inbox as an observed event. */
export interface Check {
  readonly account: string;
  readonly subject: LiveEvent['subject'];
  /** The condition that is in doubt. */
  readonly condition: string;
  /** What asked for it. */
  readonly why: 'hint' | 'late' | 'grace' | 'acted' | 'schedule';
  readonly event?: LiveEvent;
  /** When what is in doubt broke, ms UTC, where that is known. */
  readonly brokeAt?: number;
}

/** What follows from an event, from time, or from what somebody does. Nothing has happened yet. */
export interface Decision extends Outcome {
  /** Alerts as they are to be stored. */
  readonly alerts: readonly Alert[];
  readonly streams: readonly StreamState[];
  readonly checks: readonly Check[];
  /** What the rules said of what it is about, where something is wrong with that or may be. */
  readonly applied?: Applied;
  /** What was decided on other alerts because of it, in order: what it is part of, and what is part of it. */
  readonly others?: readonly Outcome[];
}

/** What was decided on one alert. */
export interface Outcome {
  readonly reason: Reason | Done;
  /** The rows of the transition table that led to it, first to last; the last one says reason and state. */
  readonly path: readonly Passed[];
}

/** A row of the transition table that a decision went through. */
export interface Passed {
  /** `fires 3`: the table, and which of its rows. */
  readonly row: string;
  /** How the alert that the table looks at stood. */
  readonly from: 'none' | Alert['status'];
  /** Its id, where there was one. */
  readonly alert?: string;
}
