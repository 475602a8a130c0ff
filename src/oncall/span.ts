/** A stretch of time, ms UTC; the end is excluded, and may be Infinity. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
