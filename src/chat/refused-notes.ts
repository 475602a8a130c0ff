import type { Clock } from '../clock.ts';
import type { Audit, AuditEntry } from '../observability/audit.ts';
import type { Log } from '../observability/log.ts';

/** What is alike within this time is one row, ms. */
const TOGETHER_MS = 60_000;
/** Rows that somebody who is known gets in full, for each place and reason, before the rest is counted. */
const IN_FULL = 5;
/** People, places and reasons that are told apart at once; of more only the platform and the reason are told. */
const TOLD_APART = 100;

/** Notes what was refused, so that however much it is, real acts stay in view. */
export interface RefusedNotes {
  /**
   * The first of a person in a place for a reason is written at once; those that follow within a minute are counted, and are one
   * row at its end. `isKnown`: whoever is known gets five in full first. Resolves when what is written at once is on disk.
   */
  note(entry: AuditEntry, isKnown?: boolean): Promise<void>;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
}

interface Group {
  left: number;
  more: number;
  last: AuditEntry;
  readonly cancel: () => void;
}

/** Begins with nothing that was refused. What cannot be written to the audit is logged. */
export function createRefusedNotes({
  audit,
  clock,
  log,
}: {
  readonly audit: Pick<Audit, 'write'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}): RefusedNotes {
  const groups = new Map<string, Group>();

  async function write(entry: AuditEntry): Promise<void> {
    try {
      await audit.write(entry);
    } catch (error) {
      log.error({ err: error, intent: entry.intent }, 'the audit could not be written');
    }
  }

  function groupOf(entry: AuditEntry, isKnown: boolean): Group {
    const own = keyOf(entry);
    const key =
      groups.has(own) || groups.size < TOLD_APART ? own : keyOf({ ...entry, userId: '', channelId: '' });
    const found = groups.get(key);
    if (found) return found;
    const made: Group = {
      left: isKnown ? IN_FULL : 1,
      more: 0,
      last: entry,
      cancel: clock.after(TOGETHER_MS, () => void end(key)),
    };
    groups.set(key, made);
    return made;
  }

  async function end(key: string): Promise<void> {
    const group = groups.get(key);
    groups.delete(key);
    group?.cancel();
    if (!group || group.more === 0) return;
    const isOfMany = key !== keyOf(group.last);
    const { last, more } = group;
    await write({
      ...last,
      ...(isOfMany && { userId: '', channelId: '' }),
      at: clock.now(),
      count: more,
    });
  }

  return {
    async note(entry, isKnown = false) {
      const group = groupOf(entry, isKnown);
      group.last = entry;
      if (group.left > 0) {
        group.left -= 1;
        await write(entry);
      } else group.more += 1;
    },
    async flush() {
      await Promise.all([...groups.keys()].map(end));
    },
  };
}

/** What is counted together. */
function keyOf({ platform, userId, channelId, reason }: AuditEntry): string {
  return JSON.stringify([platform, userId, channelId, reason]);
}
