import { decodePress } from '../../src/card/press-id.ts';
import type { Config } from '../../src/config/schema.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';

/** Something that was asked for, from the ask to its end. */
export interface Act {
  /** The newest of what is written of it. */
  readonly last: AuditEntry;
  /** Who asked, where somebody else ended it; undefined where it is the same, or not known any more. */
  readonly asker: AuditEntry | undefined;
}

/** One act for all that is written of one proposal, and one for each other entry. Newest first, as the entries are. */
export function actsOf(config: Config, entries: readonly AuditEntry[]): readonly Act[] {
  const asks = new Map<string, AuditEntry>();
  for (const entry of entries)
    if (entry.phase === 'proposed' && entry.proposal !== undefined) asks.set(entry.proposal, entry);
  const seen = new Set<string>();
  return entries.flatMap((entry): Act[] => {
    const last = withPerson(config, named(entry, asks));
    const { proposal } = last;
    if (proposal === undefined) return [{ last, asker: undefined }];
    // Somebody who was not let through pressed too, and that is an act of theirs.
    if (last.phase !== 'refused' && seen.size === seen.add(proposal).size) return [];
    const ask = asks.get(proposal);
    return [{ last, asker: ask && !isSame(ask, last) ? ask : undefined }];
  });
}

/** Of a press on a preview that was refused, the button is written: what it would have run says more. */
function named(entry: AuditEntry, asks: ReadonlyMap<string, AuditEntry>): AuditEntry {
  const press = decodePress(entry.command);
  const ask = press?.kind === 'confirm' || press?.kind === 'cancel' ? asks.get(press.proposal) : undefined;
  return ask ? { ...entry, command: ask.command, ...(ask.said !== undefined && { said: ask.said }) } : entry;
}

/** Of what was refused, who it was is not written: airdesk.yaml says who has that login now. */
function withPerson({ people }: Config, entry: AuditEntry): AuditEntry {
  if (entry.person !== undefined) return entry;
  const found = Object.entries(people).find(([, { ids }]) => ids[entry.platform] === entry.userId)?.[0];
  return found === undefined ? entry : { ...entry, person: found };
}

function isSame(a: AuditEntry, b: AuditEntry): boolean {
  return a.person === undefined ? a.platform === b.platform && a.userId === b.userId : a.person === b.person;
}
