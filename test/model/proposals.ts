import type { AuditEntry } from '../../src/observability/audit.ts';
import type { AuditLine, Noted, Write } from './noted.ts';

/** One proposal as the audit, the cloud and the channels tell of it. */
export interface Told {
  readonly id: string;
  readonly command: string;
  readonly isUndo: boolean;
  /** Absent for an undo: nobody asked for it by name. */
  readonly proposed: AuditLine | undefined;
  readonly befores: readonly AuditLine[];
  readonly ends: readonly AuditLine[];
  readonly writes: readonly Write[];
  readonly lines: readonly AuditLine[];
}

const ENDS: readonly AuditEntry['phase'][] = [
  ...(['done', 'accepted', 'failed', 'unknown', 'cancelled', 'expired', 'refused'] as const),
];

/** Whether this line says how a proposal ended. */
export function isEnd({ entry }: AuditLine): boolean {
  return ENDS.includes(entry.phase);
}

/** Everything that is told of each proposal. */
export function proposalsOf({ audit, writes }: Noted): Told[] {
  const byId = new Map<string, AuditLine[]>();
  for (const line of audit) {
    const { proposal } = line.entry;
    if (proposal === undefined) continue;
    const lines = byId.get(proposal) ?? [];
    byId.set(proposal, lines);
    lines.push(line);
  }
  return [...byId].map(([id, lines]) => {
    const inPhase = (phases: readonly AuditEntry['phase'][]) =>
      lines.filter(({ entry }) => phases.includes(entry.phase));
    const [proposed] = inPhase(['proposed']);
    return {
      id,
      command: lines[0]?.entry.command ?? '',
      isUndo: proposed === undefined,
      proposed,
      befores: inPhase(['before']),
      ends: inPhase(ENDS),
      writes: writes.filter(({ before }) => before?.entry.proposal === id),
      lines,
    };
  });
}

/** As the audit has it, in a few words. */
export function phasesOf({ command, lines }: Told): string {
  const phases = lines.map(({ entry }) => (entry.reason ? `${entry.phase} (${entry.reason})` : entry.phase));
  return `${command}: ${phases.join(', ')}`;
}
