import type { ReceivedCall } from '../calls.ts';
import type { Fault } from '../faults.ts';
import type { CallbackTarget, CutOrder, PushOrder } from './schemas.ts';

/** What became of an ordered push. */
type PushResult =
  | { readonly accepted: true; readonly sequence: string; readonly main: boolean }
  | {
      readonly accepted: false;
      readonly errcode: number;
      readonly suberrcode: number | undefined;
      readonly reason: string;
    };

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
  fault(fault: Fault): void;
  pendingFaults(): readonly Fault[];
  setCallback(target: CallbackTarget | undefined): void;
  /** Back to the scene, the seed and the callback URL of the start. */
  reset(): void;
}
