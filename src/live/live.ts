import type { ActionName, Input, Output } from './catalogue/catalogue.ts';

/** Per-call settings. */
export interface CallOptions {
  /** Whole time for the call, retries included, in ms. */
  readonly timeoutMs?: number;
  /** Region for this call, where the action takes one. */
  readonly region?: string;
  /** Nobody waits for it: it comes behind the calls of the same action for which somebody does. */
  readonly isLook?: boolean;
}

/** The live cloud, as commands see it: one account at one endpoint. */
export interface Live {
  /**
   * Calls one action. Parameters are checked against the catalogue before anything is sent.
   * @throws LiveError with `outcome` telling whether the call may have had its effect.
   */
  call<A extends ActionName>(action: A, params: Input<A>, options?: CallOptions): Promise<Output<A>>;
}
