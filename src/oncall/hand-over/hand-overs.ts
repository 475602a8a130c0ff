import type { Duty, HandOver } from './hand-over.ts';

/** Hand-overs of the rotations that have a channel: who takes them over, and who is called until then. */
export interface HandOvers {
  /** Of a rotation; undefined where nothing is known of it, or it has no channel. */
  readonly duty: (rotation: string) => Duty | undefined;
  /** Who is called at a moment, ms UTC: whoever is on call, and who was before as long as nobody has taken over. */
  readonly called: (rotation: string, at: number) => readonly string[];
  /**
   * Somebody takes over hand-over `n` of a rotation. On disk when it resolves; undefined where it is not the newest one, or not
   * to be taken over by them. One that they took over before is told again. @throws StoreError
   */
  take(rotation: string, n: number, person: string): Promise<HandOver | undefined>;
}
