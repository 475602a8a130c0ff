import type { AuditEntry } from '../../src/observability/audit.ts';

/** When these entries were made, ms UTC. */
export const AT = Date.UTC(2026, 2, 1, 20);
/** The stream that they are about. */
export const STREAM = 'push.example.com/live/main';

/** The entry that is written before ada's `command` on STREAM calls the cloud, but for what `more` says otherwise. */
export function entryOf(command: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: AT,
    intent: 'i',
    phase: 'before',
    platform: 'slack',
    userId: 'U0ADA',
    person: 'ada',
    channelId: 'C0',
    command,
    account: 'main',
    target: STREAM,
    ...more,
  };
}
