import type { Message } from '../callback/about.ts';
import type { Upstream } from '../stream/streams.ts';

/** What is told of something that runs along with a stream. */
export interface Told {
  /** `event_type` */
  readonly type: number;
  readonly upstream: Upstream;
  /** The record or snapshot task that made it. Absent: a rule did. */
  readonly task: string | undefined;
  /** Fields that take the place of what such a message usually says. */
  readonly says: Message;
}
