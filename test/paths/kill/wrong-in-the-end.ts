import type { AuditEntry } from '../../../src/observability/audit.ts';
import { CHANNEL } from '../stage/driver.ts';
import type { Outliving } from './outliving.ts';

const ENDS = ['done', 'accepted', 'failed', 'unknown', 'cancelled', 'refused'];

/** What a command and its Undo write at the cloud where nothing is killed, each in order, as `DropLiveStream`. */
export interface Writes {
  readonly asked: readonly string[];
  readonly undone: readonly string[];
}

/** What is to be judged: the command behind the Undo, and the writes of a life that was not killed, where that is known. */
export interface Expected {
  readonly undo: string | undefined;
  readonly writes: Writes | undefined;
}

/**
 * What is wrong once everything has ended: by the audit, and by what the cloud was called. A life that was killed writes what one
 * that was not would have written up to some point: nothing else, and nothing twice.
 */
export function wrongInTheEnd(
  entries: readonly AuditEntry[],
  writes: readonly string[],
  ends: (proposal: string) => boolean,
  expected: Expected,
): string[] {
  return [...wrongInAudit(entries, ends, expected.undo), ...wrongWrites(entries, writes, expected.writes)];
}

function wrongInAudit(
  entries: readonly AuditEntry[],
  ends: (proposal: string) => boolean,
  undo: string | undefined,
): string[] {
  const asked = entries.find(({ phase }) => phase === 'proposed')?.command;
  const ids = [...new Set(entries.flatMap(({ proposal }) => proposal ?? []))];
  return ids.flatMap((id) => {
    const own = entries.filter(({ proposal }) => proposal === id);
    const count = (phases: readonly string[]) => own.filter(({ phase }) => phases.includes(phase)).length;
    const [{ command } = { command: '' }] = own;
    // An Undo is asked for by nobody. It can be the same command with another value.
    const isUndo = undo !== undefined && command !== asked && `${command} `.startsWith(`${undo} `);
    const mostEnds = count(ENDS) <= 1 && count(['before']) <= count(ENDS);
    const isWhole = mostEnds && count(['proposed']) === (isUndo ? 0 : 1) && (count(ENDS) === 1 || !ends(id));
    return isWhole ? [] : [`${command} in the audit: ${own.map(({ phase }) => phase).join(', ')}`];
  });
}

function wrongWrites(
  entries: readonly AuditEntry[],
  writes: readonly string[],
  expected: Writes | undefined,
): string[] {
  if (!expected) return [];
  const all = [...expected.asked, ...expected.undone];
  const before = entries.filter(({ phase }) => phase === 'before').length;
  const least = writes.length === 0 ? 0 : writes.length > expected.asked.length ? 2 : 1;
  const isBegun = writes.every((action, place) => action === all[place]);
  return [
    ...(isBegun ? [] : [`wrote ${writes.join(', ')}; not killed it writes ${all.join(', ')}`]),
    ...(before < least ? [`wrote ${writes.join(', ')} with ${before} "before" in the audit`] : []),
  ];
}

/** Proposals whose Confirm or Undo stands in the channel. */
export function waiting({ slack }: Outliving): ReadonlySet<string> {
  const shown = JSON.stringify(slack.messages(CHANNEL.slack));
  return new Set([...shown.matchAll(/confirm:([0-9a-f]+)/g)].map(([, id = '']) => id));
}
