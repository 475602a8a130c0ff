/** What something the cloud told us is about. `id` of a stream is `domain/app/stream`. */
export interface Subject {
  /**
   * `stream-name` where only the bare name is told; `pull` a pull task by its id; `monitor` a monitor by its output's
   * stream name; `domain`, `source` (a pull source), `caster`, `group` and `account` (several of these at once) are what
   * many fail with; `package` what was paid in advance, by its kind; `channel` is one of ours, `machine` the one that Airdesk runs on.
   */
  readonly type:
    | 'stream'
    | 'stream-name'
    | 'pull'
    | 'monitor'
    | 'domain'
    | 'source'
    | 'caster'
    | 'group'
    | 'account'
    | 'package'
    | 'channel'
    | 'machine';
  /** Hostile text, at most 300 characters. */
  readonly id: string;
}

/** How far a message can be believed. Callbacks sign their expiry only (spec: MD5(key + t)). */
export type Trust =
  /** The signature is right and in time. */
  | 'signed'
  /** No signature: a type that has none, or an account without key. It came on the secret path. */
  | 'unsigned'
  /** The signature is right, its time has passed: a late retry, or a replay. */
  | 'late'
  /** The cloud's own list says that it told this, or that it happened; it never reached us, and is old. */
  | 'recorded'
  /** We looked ourselves. */
  | 'observed';

/** What an event does to the condition it is about. */
export type Effect =
  | 'fires'
  | 'clears'
  /** Says something about an open condition, and opens none. */
  | 'informs'
  /** Not to be believed by itself: the cloud is asked, and what is seen comes back as an observed event. */
  | 'hints';

/** One thing that the cloud told us, normalised. Plain data; every string in it is hostile and bounded. */
export interface LiveEvent {
  /** Its position in the inbox. */
  readonly seq: number;
  readonly account: string;
  /** `event_type` of the callback; undefined where we looked ourselves. */
  readonly type: number | undefined;
  readonly trust: Trust;
  /** When it reached us, ms UTC. */
  readonly receivedAt: number;
  /** When it happened by the cloud's clock, ms UTC; `receivedAt` where it does not tell. */
  readonly at: number;
  /** A key of the conditions (conditions.ts); undefined for what is kept and never alarms. */
  readonly condition: string | undefined;
  /** Conditions of the same subject that an event with `clears` ends besides `condition`. */
  readonly alsoClears?: readonly string[];
  readonly effect: Effect;
  readonly subject: Subject;
  /** Of one push activity: the same in its push and its disconnect. */
  readonly sequence?: string;
  /** Machine-readable reason: a disconnect code as `21`, a record event, a class of a quality check. */
  readonly code?: string;
  /** Who caused a disconnect, by its code. */
  readonly cause?: Cause;
  /** Where the message itself says how bad it is. */
  readonly severity?: Severity;
  /** Figures and words worth showing, in order of weight; at most 12, each at most 200 characters. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What it would fail with, as `domain:live.example.com`, `source:rtmp://cdn.example.com/live/feed`. */
  readonly groups: readonly string[];
  /** No message told of it: it was found later, in what the cloud keeps. */
  readonly missed?: true;
  /** Equal for two deliveries of one message. */
  readonly dedupeKey: string;
}

/** Classes of disconnect codes. */
export type Cause =
  'client' | 'network' | 'content' | 'idle' | 'refused' | 'system' | 'command' | 'replaced' | 'unknown';

/** How bad it is, the worst first. What is silenced has none. */
export type Severity = 'critical' | 'warning' | 'info';
/** All severities, the worst first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** As it stands in the inbox: what arrived, redacted, before anything was made of it. JSON. */
export interface Received {
  /** ms UTC. */
  readonly at: number;
  readonly account: string;
  readonly trust: Trust;
  /** The message without secrets, bounded. */
  readonly message: Readonly<Record<string, unknown>>;
}

/** One name for a condition of a subject. */
export function fingerprintOf(account: string, condition: string, subject: Subject): string {
  return `${account}|${condition}|${subject.type}:${subject.id}`;
}

/** As groups and rules name a subject: `domain:live.example.com`. */
export function subjectKey(subject: Subject): string {
  return `${subject.type}:${subject.id}`;
}
