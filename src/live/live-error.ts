import { AirdeskError, type ErrorFacts } from '../errors.ts';

/**
 * What a failed call did at the cloud:
 * - `refused`: the cloud answered no; nothing happened
 * - `unsent`: the request never left in full; nothing happened
 * - `unknown`: it may have happened (timeout, cut connection, 5xx, InternalError on a write)
 */
export type Outcome = 'refused' | 'unsent' | 'unknown';

/** A call to the live cloud that did not succeed. `code` is the cloud's code, or `airdesk.timeout`, `airdesk.network`, … */
export class LiveError extends AirdeskError {
  readonly action: string;
  readonly outcome: Outcome;

  constructor(message: string, facts: ErrorFacts & { action: string; outcome: Outcome }) {
    super(message, facts);
    this.action = facts.action;
    this.outcome = facts.outcome;
  }
}
