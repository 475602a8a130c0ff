import type { AuditEntry } from '../audit.ts';
import type { Core } from '../core.ts';
import type { Proposal } from './proposal.ts';

/** Notes what is so already. An audit that cannot be written must not keep a card from telling how it went. */
export async function noteStep(core: Pick<Core, 'audit' | 'log'>, entry: AuditEntry): Promise<void> {
  try {
    await core.audit.write(entry);
  } catch (error) {
    core.log.error({ err: error, entry }, 'the audit could not be written');
  }
}

/** The audit entry of a proposal's step. */
export function entryOf(
  core: Pick<Core, 'clock'>,
  proposal: Proposal,
  phase: AuditEntry['phase'],
): AuditEntry {
  const by = proposal.confirmedBy ?? proposal.asker;
  return {
    at: core.clock.now(),
    intent: proposal.intent,
    phase,
    platform: by.platform,
    userId: by.userId,
    person: by.person,
    channelId: proposal.confirmedBy?.channelId ?? proposal.place.channelId,
    command: [
      proposal.command,
      ...Object.entries(proposal.options).map(([name, value]) => `${name}:${value}`),
    ].join(' '),
    account: proposal.account,
    target: proposal.target.label,
    proposal: proposal.id,
  };
}
