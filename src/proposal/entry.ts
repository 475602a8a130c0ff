import type { AuditEntry } from '../observability/audit.ts';
import type { Core } from '../core.ts';
import type { Proposal } from './proposal.ts';

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
    ...(proposal.said !== undefined && { said: proposal.said }),
    account: proposal.account,
    target: proposal.target.label,
    proposal: proposal.id,
  };
}
