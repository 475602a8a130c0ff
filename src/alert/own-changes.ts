import type { AuditEntry } from '../observability/audit.ts';
import { ownName } from './rules/stream-names.ts';

/** Commands after which the cloud tells of a disconnect that we brought about. */
const CUTS = ['stream drop', 'stream forbid'];
/** A disconnect so long after the command can be its effect, ms. */
const EFFECT_MS = 120_000;
/** The cloud tells whole seconds, by its own clock, ms. */
const SKEW_MS = 5000;
const MOST = 2000;

/** A command that cuts a stream, from the moment in which its call may leave. */
interface OwnAct {
  readonly account: string;
  /** `domain/app/stream`. */
  readonly stream: string;
  readonly command: string;
  readonly by: string;
  readonly at: number;
}

/** Something was called here that acts. */
interface Called {
  readonly account: string;
  readonly target: string;
  readonly at: number;
}

/** What we did to streams ourselves lately. */
export interface OwnActs {
  /** Takes in an audit entry. Only those written ahead of a call count. */
  note(entry: AuditEntry): void;
  /** Whether something that acts was called here on this (a stream's full name, or the id of something) since `from`, ms UTC. */
  acted(account: string, target: string, from: number): boolean;
  /** The newest that can have caused a disconnect of this subject (`stream:domain/app/stream`) at `at`, ms UTC. */
  find(account: string, subject: string, at: number): Pick<OwnAct, 'command' | 'by' | 'at'> | undefined;
}

/** Creates the memory of what we did. Bounded; the audit is read into it at the start. */
export function createOwnActs(): OwnActs {
  let acts: OwnAct[] = [];
  let called: Called[] = [];

  function noteCall({ phase, account, target, at }: AuditEntry): void {
    if (phase === 'before' && account !== undefined && target !== undefined)
      called = [...called.slice(-(MOST - 1)), { account, target, at }];
  }

  return {
    note(entry) {
      noteCall(entry);
      const command = CUTS.find((name) => entry.command === name || entry.command.startsWith(`${name} `));
      if (entry.phase !== 'before' || !command || !entry.target || !entry.account) return;
      const { account, target: stream, at } = entry;
      acts = [...acts.slice(-(MOST - 1)), { account, stream, command, at, by: entry.person ?? entry.userId }];
    },
    acted: (account, target, from) =>
      called.some(
        (one) =>
          one.account === account &&
          one.at >= from &&
          (one.target === target || one.target.split(/\s/u).includes(target)),
      ),
    find(account, subject, at) {
      const stream = subject.slice(subject.indexOf(':') + 1);
      const act = acts.findLast(
        (one) =>
          one.account === account &&
          at >= one.at - SKEW_MS &&
          at <= one.at + EFFECT_MS &&
          // The cloud forbids by the stream's own name, on whatever domain it is pushed.
          (one.command === 'stream forbid' ? ownName(one.stream) === ownName(stream) : one.stream === stream),
      );
      return act && { command: act.command, by: act.by, at: act.at };
    },
  };
}
