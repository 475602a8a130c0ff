import type { AuditEntry } from '../observability/audit.ts';
import type { Core } from '../core.ts';
import type { Intent } from '../intent.ts';
import type { Card, MessageRef, Reply } from '../reply.ts';

/** Posts an answer where it was asked, under a key where it may have to be found again. @throws what the adapter throws. */
export async function post(
  core: Pick<Core, 'adapters' | 'counts'>,
  intent: Intent,
  reply: Reply | Card,
  key?: string,
): Promise<MessageRef | undefined> {
  const { platform } = intent.place;
  const adapter = core.adapters.get(platform);
  if (!adapter) throw new Error(`no adapter ${platform}`);
  try {
    const message = await adapter.post(intent.place, intent.actor, reply, key);
    core.counts.delivery(platform, 'ok');
    return message;
  } catch (error) {
    core.counts.delivery(platform, 'failed');
    throw error;
  }
}

/** The audit's entry about an intent. */
export function entryOf(
  { clock }: Pick<Core, 'clock'>,
  intent: Intent,
  entry: Pick<AuditEntry, 'phase' | 'command'> & Partial<AuditEntry>,
): AuditEntry {
  const now = clock.now();
  const { actor, place } = intent;
  return {
    at: now,
    intent: intent.id,
    platform: actor.platform,
    userId: actor.userId,
    channelId: place.channelId,
    ms: now - intent.at,
    ...entry,
  };
}

/** Notes what became of an intent. A full disk does not silence the answer. `isAwaited` as in Audit. */
export async function note(
  core: Pick<Core, 'clock' | 'audit' | 'log'>,
  intent: Intent,
  entry: Pick<AuditEntry, 'phase' | 'command'> & Partial<AuditEntry>,
  isAwaited?: boolean,
): Promise<void> {
  try {
    await core.audit.write(entryOf(core, intent, entry), isAwaited);
  } catch (error) {
    core.log.error({ err: error, intent: intent.id }, 'the audit could not be written');
  }
}
