import type { Core } from '../core.ts';

/** At most one audit entry a platform in this time, ms: forging must not fill the disk. */
const QUIET_MS = 1000;

/**
 * Notes requests that are not from the platform they claim. Each is counted; the audit gets the first of a burst at
 * once, and how many followed with the next.
 */
export function createForgedNotes(
  core: Pick<Core, 'audit' | 'clock' | 'counts' | 'log'>,
): (platform: string, why: string) => void {
  const last = new Map<string, { at: number; unnoted: number }>();
  return (platform, why) => {
    core.counts.intent('forged', why);
    const now = core.clock.now();
    const before = last.get(platform);
    if (before && Math.abs(now - before.at) < QUIET_MS) {
      before.unnoted++;
      return;
    }
    last.set(platform, { at: now, unnoted: 0 });
    const more = before?.unnoted ? ` (and ${before.unnoted} more)` : '';
    core.audit
      .write({
        at: now,
        intent: '',
        phase: 'refused',
        platform,
        userId: '',
        channelId: '',
        command: `a request that is not from ${platform}${more}`,
        reason: `airdesk.forged-${why}`,
      })
      .catch((error: unknown) => core.log.error({ err: error }, 'the audit could not be written'));
  };
}
