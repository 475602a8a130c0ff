import type { Platform } from '../channel.ts';

/** What is told about deliveries. */
export interface Telling {
  readonly random: () => number;
  readonly counts: { delivery(platform: string, outcome: 'ok' | 'failed'): void };
  /** A platform cannot be reached any more, or can again. */
  readonly turned: (platform: Platform) => void;
  /** Of these contents a copy became a dead letter, or is none any more: others may have to carry them. */
  readonly look: (messages: readonly string[]) => void;
}
