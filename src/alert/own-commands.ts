import type { AuditEntry } from '../observability/audit.ts';
import { redactTyped } from '../observability/redact.ts';
import { commitAlerts, type AlertCore } from './alert-core.ts';
import type { Who } from './model/alert.ts';
import { decideAct } from './decide/people/decide-act.ts';
import type { OwnBans } from './own-bans.ts';

/** Commands whose end is worth noting on alerts about what they acted on. */
const ENDS: ReadonlySet<AuditEntry['phase']> = new Set(['done', 'accepted', 'failed', 'unknown']);
/** How much of the audit is read at the start to know what we did lately. */
const AUDIT_READ = 500;

/** Takes in what the audit says of our own commands. */
export interface OwnCommands {
  /** Something was audited just now. */
  note(entry: AuditEntry): void;
  /** What was audited before a start. `recent`: the newest entries, newest first. */
  recall(recent: (count: number) => Promise<readonly AuditEntry[]>): Promise<void>;
}

/** Creates it. What we did ourselves is no fault, and open alerts on it say so. */
export function createOwnCommands(core: AlertCore, ownBans: OwnBans): OwnCommands {
  const { alertState, store, ownActs, clock, log } = core;

  /** It is in the audit as well, which is read at the start; it has to outlive what is read of that. */
  function noteBan(entry: AuditEntry): void {
    const writes = ownBans.note(entry);
    if (writes.length === 0) return;
    store
      .commit(writes)
      .catch((error: unknown) => log.error({ err: error }, 'a ban of ours could not be written down'));
  }

  /** Our own command has ended: open alerts on its target say so, and the cloud is asked whether it helped. */
  async function noteEnd(entry: AuditEntry): Promise<void> {
    await core.exclusive(async () => {
      const touched = [...alertState.all()].filter((alert) => isAbout(alert, entry));
      const act = { what: 'command', text: `${redactTyped(entry.command)} · ${entry.phase}` } as const;
      for (const alert of touched)
        for (const changed of decideAct(core.input, alert, act, whoOf(entry), clock.now()).alerts)
          alertState.putAlert(changed);
      await commitAlerts(core);
      core.check(
        touched.map(({ account, subject, condition }) => ({ account, subject, condition, why: 'acted' })),
      );
    });
  }

  return {
    note(entry) {
      ownActs.note(entry);
      noteBan(entry);
      if (!ENDS.has(entry.phase) || entry.target === undefined) return;
      noteEnd(entry).catch((error: unknown) =>
        log.error({ err: error }, 'a command could not be noted on its alert'),
      );
    },
    async recall(recent) {
      // Also those from before bans were written down.
      for (const entry of (await recent(AUDIT_READ)).toReversed()) {
        ownActs.note(entry);
        noteBan(entry);
      }
    },
  };
}

function isAbout(
  alert: { readonly account: string; readonly status: string; readonly subject: { readonly id: string } },
  entry: AuditEntry,
): boolean {
  return (
    alert.account === entry.account &&
    alert.status !== 'closed' &&
    (alert.subject.id === entry.target || entry.target?.split(/\s/u).includes(alert.subject.id) === true)
  );
}

function whoOf({ platform, userId, person }: AuditEntry): Who {
  return { platform, userId, name: person ?? userId, person: person ?? userId };
}
