import type { Platform } from './channel.ts';

const DOWN_AFTER_MS = 30_000;
const OLD_MS = 5 * 60_000;
const LONGEST_BACKOFF_MS = { up: 60_000, down: 30_000 };

/**
 * A try failed, and it can be tried again at `againAt` (ms UTC; Infinity where that would not help). True where the
 * platform counts as down from now on.
 */
export function noteFailure(platform: Platform, now: number, againAt = now): boolean {
  // A failure of long ago, after which nothing was tried, says nothing about now.
  if (platform.failedAt === undefined || now - platform.failedAt > OLD_MS) platform.failingSince = now;
  platform.failedAt = now;
  if (platform.down || againAt - (platform.failingSince ?? now) < DOWN_AFTER_MS) return false;
  platform.down = true;
  return true;
}

/** Something got through. True where the platform is back with it. */
export function noteSuccess(platform: Platform): boolean {
  platform.failingSince = undefined;
  platform.failedAt = undefined;
  platform.trouble = undefined;
  const isBack = platform.down;
  platform.down = false;
  return isBack;
}

/** The longest wait between two tries, ms. */
export function longestBackoff({ down }: Platform): number {
  return LONGEST_BACKOFF_MS[down ? 'down' : 'up'];
}
