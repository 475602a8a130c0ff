import { z } from 'zod';
import type { AuditEntry } from '../observability/audit.ts';
import type { Write } from '../store/store.ts';
import { ownName } from './rules/stream-names.ts';

const FORBID = 'stream forbid';
/** Commands that lift a ban; the second is the undo of the first. */
const LIFTS = ['stream resume', 'stream lift'];
/** The end that was fixed when it was asked, as it stands in the audit. */
const UNTIL = / until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/u;
/** ForbidLiveStream, ResumeTime: nothing is forbidden for longer, ms. */
const LONGEST_MS = 90 * 86_400_000;
/** The cloud tells whole seconds, by its own clock, and a refusal is on its way for a while, ms. */
const SKEW_MS = 5000;
const LATE_MS = 60_000;
const MOST = 2000;

const OwnBanSchema = z.object({
  account: z.string(),
  /** The stream's own name: the cloud forbids by that, on whatever domain. */
  name: z.string(),
  by: z.string(),
  /** From when to when, ms UTC. */
  at: z.number(),
  until: z.number(),
  liftedAt: z.number().optional(),
});

/** A ban that was imposed from here. JSON. */
export type OwnBan = Readonly<z.infer<typeof OwnBanSchema>>;

/** The collection of the store that these bans are in. */
export const OWN_BANS = 'own-bans';

/** The ban in a document's value; undefined where this version cannot read it. */
export function readOwnBan(value: unknown): OwnBan | undefined {
  const parsed = OwnBanSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** The bans that were imposed from here, from the moment in which the call may leave. */
export interface OwnBans {
  /** Takes in an audit entry. Gives what is to be written down of it: the audit is not kept for as long as a ban lasts. */
  note(entry: AuditEntry): readonly Write[];
  /** The ban on this subject (`stream:domain/app/stream`) that holds at `at`, ms UTC. */
  find(
    account: string,
    subject: string,
    at: number,
  ): { readonly command: string; readonly by: string; readonly at: number } | undefined;
}

/** Creates it. `kept`: what was written down before. Bounded: of too many those that end first go. */
export function createOwnBans(kept: readonly OwnBan[] = []): OwnBans {
  const bans = new Map(kept.map((ban) => [keyOf(ban), ban] as const));

  function put(ban: OwnBan): Write[] {
    const key = keyOf(ban);
    if (JSON.stringify(bans.get(key)) === JSON.stringify(ban)) return [];
    bans.set(key, ban);
    const gone = [...bans.values()].sort((a, b) => a.until - b.until).slice(0, Math.max(0, bans.size - MOST));
    const over = [...bans.values()].filter(({ until }) => until + LONGEST_MS < ban.at);
    const going = [...new Set([...gone, ...over])].map(keyOf);
    for (const each of going) bans.delete(each);
    return [...(bans.has(key) ? [write(key, ban)] : []), ...going.map((each) => write(each, undefined))];
  }

  return {
    note({ command, phase, target, account, at, person, userId }) {
      if (target === undefined || account === undefined) return [];
      const name = ownName(target);
      const known = bans.get(keyOf({ account, name }));
      const isLift = LIFTS.some((lift) => isCommand(command, lift));
      if (isCommand(command, FORBID)) {
        if (phase === 'before')
          return put({ account, name, by: person ?? userId, at, until: endIn(command, at) });
        // It was never imposed.
        return phase === 'failed' && known ? put({ ...known, until: known.at, liftedAt: known.at }) : [];
      }
      if (!isLift || !known) return [];
      if (phase === 'before') return put({ ...known, liftedAt: at });
      const { liftedAt, ...held } = known;
      return phase === 'failed' && liftedAt !== undefined ? put(held) : [];
    },
    find(account, subject, at) {
      const ban = bans.get(keyOf({ account, name: ownName(subject) }));
      if (!ban || at < ban.at - SKEW_MS || at > ban.until + LATE_MS) return undefined;
      if (ban.liftedAt !== undefined && at > ban.liftedAt + SKEW_MS) return undefined;
      return { command: FORBID, by: ban.by, at: ban.at };
    },
  };
}

function isCommand(line: string, command: string): boolean {
  return line === command || line.startsWith(`${command} `);
}

/** Until when, ms UTC. Where that was cut off, the longest that there is. */
function endIn(command: string, at: number): number {
  const end = Date.parse(UNTIL.exec(command)?.[1] ?? '');
  return Number.isNaN(end) ? at + LONGEST_MS : end;
}

function keyOf({ account, name }: Pick<OwnBan, 'account' | 'name'>): string {
  return `${account}|${name}`;
}

function write(id: string, value: OwnBan | undefined): Write {
  return { collection: OWN_BANS, id, value, expect: 'any' };
}
