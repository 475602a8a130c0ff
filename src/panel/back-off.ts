/** Between two edits of one panel, whatever happens, ms. Every platform bears it in every channel. */
const BETWEEN_EDITS_MS = 5000;
/** What a command changes is seen at the cloud a moment later, ms. */
const SOON_MS = 300;
/** Longest wait while the cloud cannot be read; while the platform does not answer; while it says no, ms. */
const LONGEST = { cloud: 60_000, passing: 5 * 60_000, refused: 60 * 60_000 };
/** A panel that the platform refused so often in a row, over more than an hour, is given up. */
const MOST_REFUSALS = 8;

/** When a panel is looked at next, and how its tries went. All times in ms, on a clock that is never set. */
export interface Pacing {
  readonly dueAt: number;
  /** In a row: readings that failed; edits that failed for a passing reason; that were refused; that found it gone. */
  readonly unread: number;
  readonly undelivered: number;
  readonly refused: number;
  readonly gone: number;
  /** Its message cannot be edited before. */
  readonly stuckUntil: number;
}

/** How one try went. */
export type Outcome =
  /** The state could be read: whole, or not all of it. */
  | { readonly was: 'read'; readonly complete: boolean }
  /** It could not be drawn at all. */
  | { readonly was: 'not-drawn' }
  /** Its message shows the state. */
  | { readonly was: 'shown' }
  /** Its message was gone, and it was posted anew. */
  | { readonly was: 'gone' }
  /** The platform limits edits of this message for so long. */
  | { readonly was: 'stuck'; readonly forMs: number }
  /** The platform did not answer, or said that this passes. */
  | { readonly was: 'undelivered' }
  | { readonly was: 'refused' }
  /** Its platform is not configured any more. */
  | { readonly was: 'unconnected' };

/** A panel that is looked at from `dueAt` on. */
export function newPacing(dueAt: number): Pacing {
  return { dueAt, unread: 0, undelivered: 0, refused: 0, gone: 0, stuckUntil: 0 };
}

/** When it is looked at next: after each `periodMs`, and ever more rarely while something fails. */
export function paced(
  before: Pacing,
  outcome: Outcome,
  { now, periodMs }: { readonly now: number; readonly periodMs: number },
): Pacing {
  const after = (times: number, longest: number): number =>
    now + Math.min(periodMs * 2 ** Math.min(times, 20), Math.max(longest, periodMs));
  switch (outcome.was) {
    case 'read': {
      const unread = outcome.complete ? 0 : before.unread + 1;
      return { ...before, unread, dueAt: after(unread, unread === 0 ? 0 : LONGEST.cloud) };
    }
    case 'not-drawn':
      return { ...before, dueAt: now + LONGEST.cloud };
    case 'shown':
      return { ...before, undelivered: 0, refused: 0, gone: 0, stuckUntil: 0 };
    case 'gone':
      // Somebody, or something, may delete it whenever it comes: ever more rarely, then.
      return {
        ...paced(before, { was: 'shown' }, { now, periodMs }),
        gone: before.gone + 1,
        dueAt: after(before.gone, LONGEST.refused),
      };
    case 'stuck':
      return { ...before, stuckUntil: now + outcome.forMs, dueAt: now + outcome.forMs };
    case 'undelivered': {
      const undelivered = before.undelivered + 1;
      return { ...before, undelivered, dueAt: after(undelivered, LONGEST.passing) };
    }
    case 'refused': {
      const refused = before.refused + 1;
      return { ...before, refused, dueAt: after(refused, LONGEST.refused) };
    }
    case 'unconnected':
      return { ...before, dueAt: now + LONGEST.passing };
  }
}

/** Something was done to what it shows: it is looked at soon, unless its platform does not take it anyway. */
export function hurried(pacing: Pacing, { now, editedAt }: { now: number; editedAt: number }): Pacing {
  // Nothing that happens at the cloud makes a platform that says no say yes.
  const isTaken = pacing.undelivered + pacing.refused === 0 && pacing.gone <= 1 && pacing.stuckUntil <= now;
  if (!isTaken) return pacing;
  const at = Math.max(now + SOON_MS, editedAt + BETWEEN_EDITS_MS);
  return { ...pacing, dueAt: Math.min(pacing.dueAt, at) };
}

/** Whether its channel refuses it for good. */
export function isGivenUp({ refused }: Pacing): boolean {
  return refused >= MOST_REFUSALS;
}
