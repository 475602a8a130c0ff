import type { Clock } from '../clock.ts';
import type { WriteBoundary } from '../store/file/disk.ts';
import type { Variables } from '../config/variables.ts';
import type { Found } from './reload/look-at-config.ts';
import type { ChatPlatform } from '../platform/chat-platform.ts';

/** Airdesk, running. */
export interface Airdesk {
  /** As `http://127.0.0.1:8787`. */
  readonly origin: string;
  /** Whether it runs against the sandbox, without any account. */
  readonly demo: boolean;
  /** Reads the files of secrets anew, now. */
  lookAtSecrets(): void;
  /** Reads airdesk.yaml anew, and says in the log whether it is another one that could be taken. Changes nothing. */
  lookAtConfig(): Found;
  /** Takes nothing new, ends what runs, closes everything. */
  close(): Promise<void>;
}

/** What the process gives. */
export interface Surroundings {
  readonly env: Variables;
  readonly clock?: Clock;
  /** The chat platforms that there are; those of platforms.ts where left out. */
  readonly platforms?: readonly ChatPlatform[];
  /** Called at each step in which a file is changed. */
  readonly boundary?: WriteBoundary;
}
