import { redactText, withoutQueries } from './redact.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import type { Journal } from '../store/file/open-journal.ts';

/** Longest command kept in an entry, characters. */
const COMMAND_LENGTH = 500;

/** One line of the audit: who asked what, under which rule it was decided, and how it ended. */
export interface AuditEntry {
  /** ms UTC. */
  readonly at: number;
  /** The intent's id. */
  readonly intent: string;
  /**
   * `answered` a read; `refused` nothing done; `proposed` waits for confirmation; `before` written ahead of the call;
   * then `done`, `accepted` (not seen yet), `failed`, `unknown`; `cancelled`, `expired`.
   */
  readonly phase:
    | 'answered'
    | 'refused'
    | 'proposed'
    | 'before'
    | 'done'
    | 'accepted'
    | 'failed'
    | 'unknown'
    | 'cancelled'
    | 'expired';
  readonly platform: string;
  readonly userId: string;
  readonly person?: string;
  /** Where it was asked; of what was pressed, where it was pressed. */
  readonly channelId: string;
  /** What was asked: the command with its options, or the button. Without secrets. */
  readonly command: string;
  /** The same as people say it, where the command has values that nobody reads. */
  readonly said?: string;
  readonly account?: string;
  readonly target?: string;
  readonly proposal?: string;
  /** Why it was decided so: a guard's or an error's code. */
  readonly reason?: string;
  readonly requestId?: string;
  /** So many more like this one were refused since the one before. */
  readonly count?: number;
  /** From the ask or the confirmation to this entry, ms. */
  readonly ms?: number;
}

/** The audit trail: append-only, bounded, one JSON line an entry. */
export interface Audit {
  /** Resolves when the entry is on disk. `isAwaited` false: nobody waits for that, and it may be a few ms later. */
  write(entry: AuditEntry, isAwaited?: boolean): Promise<void>;
  /** The newest entries, newest first. */
  recent(count: number): Promise<AuditEntry[]>;
}

/** An Audit over a journal; `secrets` never stand in it. */
export function createAudit(
  journal: Journal,
  secrets: Pick<Secrets, 'without' | 'withoutIn'> = createSecrets(),
): Audit {
  return {
    write: (entry, isAwaited) => {
      const known = secrets.withoutIn(entry);
      const clean = isPlain(known) ? known : redacted(known);
      const command = withoutQueries(clean.command).slice(0, COMMAND_LENGTH);
      return journal.append({ ...clean, command }, isAwaited);
    },
    recent: async (count) => (await journal.recent(count)) as AuditEntry[],
  };
}

/** Whether no text of the entry looks like a secret, as in nearly all: looked at once, one a line. */
function isPlain(entry: AuditEntry): boolean {
  const texts = Object.values(entry)
    .filter((value) => typeof value === 'string')
    .join('\n');
  return redactText(texts) === texts;
}

function redacted(entry: AuditEntry): AuditEntry {
  const texts = Object.entries(entry)
    .filter((member): member is [string, string] => typeof member[1] === 'string')
    .map(([name, text]) => [name, redactText(text)] as const);
  return { ...entry, ...Object.fromEntries(texts) };
}

/** The same audit; `hear` is told of each entry when it is on disk, before its writer goes on. */
export function overheard(audit: Audit, hear: (entry: AuditEntry) => void): Audit {
  return {
    ...audit,
    async write(entry, isAwaited) {
      await audit.write(entry, isAwaited);
      hear(entry);
    },
  };
}
