/**
 * What one sense of Airdesk's is known to be. `unknown`: nothing tells, and whatever people were told before goes on
 * being so. `values` are shown on the card.
 */
export type Verdict =
  | { readonly state: 'well' }
  | { readonly state: 'unknown' }
  | { readonly state: 'bad'; readonly values: Readonly<Record<string, string | number>> };

/** Known to be well. */
export const WELL: Verdict = { state: 'well' };
/** Nothing tells. */
export const UNKNOWN: Verdict = { state: 'unknown' };
