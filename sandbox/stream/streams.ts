import type { Route } from '../callback/route.ts';
import type { SceneUpstream } from '../scene.ts';
import type { StopReason } from './stop-reasons.ts';

/** Names one stream. */
export interface StreamName {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
}

/** One running push. A push that reconnects is another one, with another sequence. */
export interface Upstream extends StreamName {
  readonly sequence: string;
  /** ms UTC */
  readonly since: number;
  readonly source: string;
  readonly clientIp: string;
  readonly node: string;
  readonly streamParam: string;
  readonly width: number;
  readonly height: number;
  readonly repushAfterMs: number | undefined;
  /** What follows the `?` of its address, where that is checked at each push. */
  readonly address?: string | undefined;
}

/** Something that pushes, or tries to. */
export interface Encoder extends SceneUpstream {
  /** Why the cloud does not let it in, whatever the state of the stream. */
  readonly refuse?: StopReason;
  /** Its address; drawn when not given. */
  readonly clientIp?: string;
  /** What follows the `?` of its push address; one that is right where not given. */
  readonly address?: string | undefined;
}

/** The upstreams of one stream; one of them, the main, is what viewers see. Exists while anything is pushed. */
export interface UpstreamGroup {
  readonly key: string;
  readonly stream: string;
  readonly hostGroup: string;
  upstreams: readonly Upstream[];
  main: string;
  /** Automatic choice of the best upstream. Ends with the group. */
  optimal: boolean;
}

/** A stream that may not be pushed. Times in ms UTC. */
export interface Ban extends StreamName {
  readonly since: number;
  readonly until: number;
  readonly reason: string;
}

/** A push that ended, or that was refused. */
export interface PushRecord extends StreamName {
  readonly start: number;
  readonly end: number;
  readonly stopReason: string;
  readonly clientIp: string;
  readonly resolution: string;
  readonly refused: boolean;
  /** The push itself, where it began. */
  readonly pushed?: Upstream;
}

/** All about streams. */
export interface Streams {
  readonly groups: Map<string, UpstreamGroup>;
  bans: readonly Ban[];
  /** Oldest first, bounded. */
  history: readonly PushRecord[];
  pads: readonly StreamName[];
  /** Encoders that will connect again. */
  reconnecting: readonly {
    readonly name: StreamName;
    readonly encoder: Encoder;
    readonly cancel: () => void;
  }[];
}

/** What the push and disconnect callbacks are made of. */
export interface StreamEvent {
  readonly type: 'push' | 'disconnect';
  readonly upstream: Upstream;
  /** ms UTC */
  readonly at: number;
  readonly errcode: number;
  /** Told of pushes that were refused only: the table of the message has no such field [I]. */
  readonly subcode?: number | undefined;
  readonly errmsg: string;
  /** Where a callback template has it go. Absent: no rule holds for the stream. */
  readonly route?: Route | undefined;
  /** It never began. */
  readonly refused?: boolean;
  /** The action that caused it. */
  readonly cause: string | undefined;
}

/** Whether both name the same stream. */
export function isSameStream(left: StreamName, right: StreamName): boolean {
  return left.domain === right.domain && left.app === right.app && left.stream === right.stream;
}

/** `domain/app/stream` */
export function streamPath({ domain, app, stream }: StreamName): string {
  return `${domain}/${app}/${stream}`;
}

/** All running pushes, in the order in which groups and pushes began. */
export function upstreamsOf(streams: Streams): Upstream[] {
  return [...streams.groups.values()].flatMap((group) => group.upstreams);
}
