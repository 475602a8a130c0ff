import type { ConditionName } from '../../src/callback/conditions.ts';
import type { Severity } from '../../src/callback/event.ts';

/** One thing that was wrong, or over, and what people should have been told of it. Times in ms UTC. */
export interface Matter {
  readonly condition: ConditionName;
  /** As cards name it. */
  readonly subject: string;
  readonly from: number;
  readonly to: number | undefined;
  readonly severity: Severity;
  /** Users of the test platforms whom its card calls. */
  readonly calls: readonly string[];
  /** Whether people have to be told, can be, or must not be, and why. */
  readonly telling: 'must' | 'may' | 'never';
  readonly why: string;
  /** Not before, and by then where the platform takes messages. */
  readonly tellFrom: number;
  readonly tellBy: number;
  /** By then no card says any more that it lasts; undefined: it lasts. */
  readonly overBy: number | undefined;
  /** It has to have a message of its own: nothing of it was told lately. */
  readonly isFresh: boolean;
  /** When Airdesk heard of it is not when it happened. */
  readonly isHeardLate: boolean;
  /** It closes by itself, since nothing says that it should be on air. */
  readonly closes: boolean;
  /** Kept quiet by a rule, a maintenance, or since somebody did it from here. */
  readonly isQuiet: boolean;
  /** Since when it was on air before, where that is known. */
  readonly onAirSince: number | undefined;
}
