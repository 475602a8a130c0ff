import type { SentEvent } from '../callback/callbacks.ts';
import type { ReceivedCall } from '../calls.ts';
import type { Fault } from '../faults.ts';
import type { StreamName } from '../stream/streams.ts';
import type {
  CallbackTarget,
  CutOrder,
  EventOrder,
  PackageOrder,
  PullOrder,
  PushOrder,
  QualityOrder,
  StormOrder,
} from './schemas.ts';

/** What became of an ordered push. */
type PushResult =
  | { readonly accepted: true; readonly sequence: string; readonly main: boolean }
  | {
      readonly accepted: false;
      readonly errcode: number;
      readonly suberrcode: number | undefined;
      readonly reason: string;
    };

/** What became of a storm: names of the first and the last stream, and how many really came or went. */
interface StormResult {
  readonly what: 'push' | 'cut';
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** What a pull task is after an order. */
interface PullResult {
  readonly task: string;
  readonly broken: boolean;
  readonly runStatus: string;
}

/** Steering the sandbox: the same in process and under `/_sandbox`. */
export interface Control {
  /** Calls received since the start or the last reset, in order. */
  calls(): readonly ReceivedCall[];
  /** The account's state, for people to look at. */
  state(): object;
  /** An encoder connects. */
  push(order: PushOrder): PushResult;
  /** A push ends. Without `sequence`, `source` or `all`: the main one. Answers the sequences that ended. */
  cut(order: CutOrder): { readonly cut: readonly string[] };
  /** Sequences of the pushes of a stream that are on air. */
  pushes(name: StreamName): readonly string[];
  /** Many streams come, or go, at once. */
  storm(order: StormOrder): StormResult;
  /** The source of a pull task fails, or is there again. @throws ControlError where there is no such task. */
  pull(order: PullOrder): PullResult;
  /** What encoders of a stream send from now on; a new push is as usual. Answers the sequences that it holds for. */
  quality(order: QualityOrder): { readonly sequences: readonly string[] };
  /** How much is left of packages of a kind. */
  package(order: PackageOrder): PackageOrder;
  /** Sends a callback. @throws ControlError where it has nowhere to go, or nothing to be signed with. */
  event(order: EventOrder): SentEvent;
  fault(fault: Fault): void;
  /** Takes all orders for trouble back. */
  clearFaults(): void;
  pendingFaults(): readonly Fault[];
  setCallback(target: CallbackTarget | undefined): void;
  /** Where callbacks go from the start, and again after a reset. */
  beginWith(target: CallbackTarget): void;
  /** Back to the scene, the seed and the callback URL of the start. */
  reset(): void;
}
