import type { ConditionName } from '../callback/conditions.ts';
import type { LiveEvent, Severity, Subject } from '../callback/event.ts';
import type { Config } from '../config/schema.ts';
import type { ActionName } from '../live/catalogue/catalogue.ts';
import type { Live } from '../live/live.ts';
import type { StreamState } from '../alert/model/stream-state.ts';
import type { Text } from '../text/language.ts';

/** What is wrong with something, as one look saw it. */
export interface Finding {
  readonly condition: ConditionName;
  readonly subject: Subject;
  /** How bad it is, where that has levels. */
  readonly severity?: Severity;
  readonly values: LiveEvent['values'];
  readonly groups?: readonly string[];
}

/** What a poller keeps from one look to the next, on disk. JSON; each row bounds its own. */
export type Memory = Readonly<Record<string, unknown>>;

/** What one look saw. */
export interface Seen {
  readonly findings: readonly Finding[];
  /** What could not be judged, and goes on being as it was believed to be. Left out: everything could. */
  readonly isUnknown?: (condition: string, subject: Subject) => boolean;
  readonly memory?: Memory;
}

/** What is known of an account without asking the cloud. */
export interface Around {
  /** When this process began to listen, ms UTC: what could not be delivered before is known to be missed. */
  readonly startedAt: number;
  /** Whether a command of ours acted on this (a stream's full name, or the id of something) since `from`, ms UTC. */
  readonly acted: (target: string, from: number) => boolean;
  /** What messages told of a stream, by its full name. */
  readonly state: (stream: string) => StreamState | undefined;
  /** The same of all streams of this account, those heard of last in front. */
  readonly streams: () => readonly { readonly name: string; readonly state: StreamState }[];
}

/** What a look has to look with. */
export interface Looking extends Around {
  readonly account: string;
  /** Takes no more than a share of what the cloud allows. */
  readonly live: Live;
  readonly config: Config;
  /** ms UTC. */
  readonly now: number;
  /** What the look before kept; undefined where none did. */
  readonly memory: Memory | undefined;
}

/** Names of the pollers, as airdesk.yaml has them under `alerts.polling`. */
export const POLLER_NAMES = [
  'push',
  'backups',
  'pulls',
  'casters',
  'certificates',
  'packages',
  'callbacks',
  'monitors',
] as const;
/** One of them. */
export type PollerName = (typeof POLLER_NAMES)[number];

/** Looks again and again at what the cloud tells by no callback. */
export interface Poller {
  readonly name: PollerName;
  /** What it looks at, one sentence. */
  readonly about: Text;
  /** What it can find. */
  readonly conditions: readonly ConditionName[];
  /** What it asks. */
  readonly actions: readonly ActionName[];
  /** One look. @throws where nothing could be seen: then everything goes on being as it was believed to be */
  readonly look: (looking: Looking) => Promise<Seen>;
}
