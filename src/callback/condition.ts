import type { Text } from '../text/language.ts';
import type { Severity, Subject } from './event.ts';

/** What can be wrong, and what that means for people. */
export interface Condition {
  /** Continues the subject's name, as in `live.example.com/live/main: off air`. */
  readonly title: Text;
  /** What it means for viewers, one sentence. */
  readonly meaning: Text;
  /** What to do first where no rule has a runbook, one sentence. */
  readonly advice: Text;
  readonly severity: Severity;
  /** Whether it waits for the grace time before anybody is told. */
  readonly grace: boolean;
  /** Ends by an event of its own, or when it was not heard of for so long, ms. */
  readonly quietMs: number | undefined;
  /** Whether many of it at once become one incident. */
  readonly joins: boolean;
  /** What the cloud is asked about it: pushes of a stream, a pull task, a monitor. Without it nothing can be asked. */
  readonly asks?: 'stream' | 'pull' | 'monitor';
  /** Whether that is asked again and again while it lasts: a callback can be lost. */
  readonly asksAgain?: true;
  /** Viewers lose most by it: it is asked first. */
  readonly isUrgent?: true;
  /** Told when it begins and when it ends, and not again and again while it lasts. */
  readonly toldOnce?: true;
  /**
   * Closes by itself some time after it was told, unless something says that its stream should be on air: else it would
   * last until a message or a look of ours says that it is over.
   */
  readonly closesUnwatched?: true;
  /** Of the pushes of a stream: the cloud lists those, and the address and server of the encoder are told with it. */
  readonly ofPushes?: true;
  /** What its codes mean: why a push ended, or faults that are counted one by one. Left out: words of the cloud, shown as they are. */
  readonly codes?: 'ends' | 'counted';
  /** Its reason is in words of Airdesk, so that it is not shown as a quotation of the cloud. */
  readonly ownWords?: true;
  /** What a button on its card can do to end it: switch to a backup of the stream, or restart the pull task. */
  readonly fix?: 'backup' | 'pull';
  /** Its stream is or was pushed, so that there are figures of it to be drawn: frame rate, bitrate, viewers. */
  readonly hasFigures?: true;
  /** Whoever has looked at it may want to forbid the stream. */
  readonly offersForbid?: true;
  /** What it can follow from: what feeds its stream, or that its stream is stopped. */
  readonly follows?: 'feeds' | 'stream';
  /** A subject of this type has nothing to give while it lasts: what it feeds fails too. */
  readonly stops?: Subject['type'];
  /** No fault any more when its stream ended by itself. */
  readonly overWithStream?: true;
  /** It is about a channel that takes no card: it is told in the usual channels too, and the platform's code says what helps. */
  readonly ofDelivery?: true;
  /** What an incident says whose parts are all of this condition: `{open}` of `{total}` are left. */
  readonly many?: Text;
}

/** The conditions that there are, by name. */
export type Conditions = Readonly<Record<string, Condition>>;

/** The condition of this name. */
export function conditionOf(conditions: Conditions, name: string): Condition | undefined {
  return Object.hasOwn(conditions, name) ? conditions[name] : undefined;
}

/** Names of those of which this holds, in the order of the table. */
export function conditionsWith(
  conditions: Conditions,
  holds: (condition: Condition) => boolean,
): readonly string[] {
  return Object.keys(conditions).filter((name) => {
    const condition = conditionOf(conditions, name);
    return condition !== undefined && holds(condition);
  });
}
