import type { AuditEntry } from '../../src/observability/audit.ts';
import type { Human, Roster } from './people.ts';

/** A moment of a run: everything that is noted has its own place in the order, and the time that had really passed, ms. */
export interface Moment {
  readonly order: number;
  readonly passed: number;
}

/** A press that was delivered to Airdesk. */
export interface Press extends Moment {
  readonly human: Human;
  readonly proposal: string;
  readonly kind: 'confirm' | 'cancel';
  /** Who was in airdesk.yaml when it came. */
  readonly roster: Roster;
}

/** A call of ours that changes something, as it arrived at the cloud. */
export interface Write extends Moment {
  readonly action: string;
  readonly target: string;
  /** The line in the audit that announced it; absent where there was none on disk. */
  readonly before: AuditLine | undefined;
  /** Whether it changed anything. Until the cloud has answered it is taken to. */
  effect: boolean;
}

/** A line of the audit, and when it was first seen on disk: after `since`, at `order` and `passed` at the latest. */
export interface AuditLine extends Moment {
  readonly since: Moment;
  readonly entry: AuditEntry;
}

/** How the cloud was from a moment on. JSON. */
export interface State extends Moment {
  readonly state: string;
}

/** What a run has seen of Airdesk from outside. */
export interface Noted {
  readonly presses: Press[];
  readonly writes: Write[];
  readonly audit: AuditLine[];
  readonly states: State[];
  /** When the cloud was asked how it is. */
  readonly reads: Moment[];
  /** When a button of a proposal was first seen. */
  readonly shown: Map<string, Moment>;
  /** By how much the clock on the wall was set, ms. */
  readonly shifts: (Moment & { readonly ms: number })[];
  /** When a process began, the first aside. */
  readonly starts: Moment[];
  readonly crashes: Moment[];
}

/** Nothing yet. */
export function nothingNoted(): Noted {
  return {
    ...{ presses: [], writes: [], audit: [], states: [], reads: [], shifts: [], starts: [], crashes: [] },
    shown: new Map(),
  };
}
