import type { Clock } from '../src/clock.ts';
import type { Account } from './account/account.ts';
import type { CallbackRecords } from './callback/records.ts';
import type { Caster } from './caster/caster.ts';
import type { Features } from './feature/features.ts';
import type { Kept } from './later/kept-things.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { PullEvent, PullTask } from './pull/pull-task.ts';
import type { Scene } from './scene.ts';
import type { Seeded } from './seeded.ts';
import type { Told } from './on-air/told.ts';
import type { Streams, StreamEvent, Upstream } from './stream/streams.ts';

/** What an encoder sends from a moment on (ms UTC); what is left out is as usual. */
export interface Sent {
  readonly since: number;
  readonly kbps?: number | undefined;
  readonly fps?: number | undefined;
}

/** The whole state of the account, and what changing it needs. One world lives from one reset to the next. */
export interface World {
  readonly scene: Scene;
  readonly clock: Clock;
  readonly seeded: Seeded;
  /** What everything that looks random comes from. */
  readonly seed: number;
  readonly account: Account;
  readonly callbackRecords: CallbackRecords;
  readonly streams: Streams;
  readonly monitors: Map<string, Monitor>;
  /** What encoders send where that is not as usual, by the sequence of the push. */
  readonly sent: Map<string, Sent>;
  /** How much of each kind of package is left where that is not as usual, 0 to 1. */
  readonly packagesLeft: Map<number, number>;
  readonly casters: Map<string, Caster>;
  readonly pulls: Map<string, PullTask>;
  readonly features: Features;
  /** What came after the document: rooms, effects, keywords and the like. */
  readonly kept: Kept;
  /** Casters by id whose standby video is on air. */
  readonly emergencies: Set<string>;
  nextCasterId: number;
  nextPullId: number;
  /** Tasks that are starting or stopping, by name, with the time they are done. */
  readonly busy: Map<string, number>;
  /** How long a monitor or caster task takes to start or stop, ms. */
  readonly taskMs: number;
  /** How long after its answer a change of a stream is seen, ms. */
  readonly effectDelayMs: number;
  /** The action that is being worked on: callbacks that it causes remember it. */
  cause: string | undefined;
  /** The region that the call named. */
  region: string;
  /** Tells the callback URL. */
  readonly emit: (event: StreamEvent) => void;
  /** Where it can be reached over the network, as an origin. */
  readonly servedAt: () => string | undefined;
  /** Tells the URL of a pull task. */
  readonly emitPull: (event: PullEvent) => void;
  /** Tells what runs along with a stream: its recordings and pictures. */
  readonly tell: (told: Told) => void;
  /** A push has ended: monitors and pull tasks that it was an input or the output of follow. */
  readonly ended: (upstream: Upstream) => void;
  /** Runs something later on the clock, unless the world ends first. Returns what cancels it. */
  readonly later: (ms: number, run: () => void) => () => void;
}
