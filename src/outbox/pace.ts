/** What counts against a channel's budget. */
export type Ask = {
  readonly request: 'post' | 'edit' | 'thread';
  /** How much of the budget it may use up; `asked` uses up nothing of it. */
  readonly share: 'asked' | 'person' | 'new-critical' | 'card' | 'history';
};

/** The budget is for any time as long as this. */
export const WINDOW_MS = 60_000;
const BETWEEN_POSTS_MS = 1000;
/** Requests that may have left within the window before another one of its kind: 10 in all, 3 of them kept for new criticals, 2 more for cards. */
const BUDGET = { asked: Infinity, person: Infinity, 'new-critical': 10, card: 7, history: 5 };

/**
 * How often a channel is written to. A person who waits is never held up by the budget, and uses up nothing of what new
 * criticals have. Answers to asks are not counted at all: they come one by one, as fast as people type.
 */
export interface Pace {
  /** When this may leave, ms UTC: `now` where it may at once. */
  allowedAt(ask: Ask, now: number): number;
  spend(ask: Ask, now: number): void;
  /** These were spent by a process before this one, oldest first. */
  recall(spent: readonly number[]): void;
  /** A search that no post follows keeps the distance of one. */
  looked(now: number): void;
  /** The newest request did not get anywhere: it counts for nothing but the distance between posts. */
  giveBack(ask: Ask): void;
}

/** The pace of a channel that was not written to yet. */
export function createPace(): Pace {
  let spent: { readonly at: number; readonly share?: Ask['share'] }[] = [];
  let postedAt = -Infinity;
  return {
    allowedAt({ request, share }, now) {
      spent = spent.filter(({ at }) => at > now - WINDOW_MS);
      const post = request === 'post' ? postedAt + BETWEEN_POSTS_MS : now;
      const counted = share === 'new-critical' ? spent.filter((one) => one.share !== 'person') : spent;
      const isFree = share === 'asked' || share === 'person';
      const inTheWay = isFree ? undefined : counted.at(-BUDGET[share]);
      const budget = inTheWay === undefined ? now : inTheWay.at + WINDOW_MS;
      return Math.max(now, post, budget);
    },
    spend({ request, share }, now) {
      if (share !== 'asked') spent.push({ at: now, share });
      if (request === 'post') postedAt = now;
    },
    recall(times) {
      spent = times.map((at) => ({ at }));
    },
    looked(now) {
      postedAt = now;
    },
    giveBack({ share }) {
      if (share !== 'asked') spent.pop();
    },
  };
}

/** For what runs in this process and has no limits. */
export const unhurried: Pace = {
  allowedAt: (_ask, now) => now,
  spend: () => undefined,
  recall: () => undefined,
  looked: () => undefined,
  giveBack: () => undefined,
};

const AFTER_POST_MS = 1000;
const EDIT_GAPS_MS = [2000, 4000, 8000, 10_000];
const CALM_MS = 60_000;
const BETWEEN_TOLD_MS = 20_000;

/** When one message was written to. */
export interface Rhythm {
  readonly postedAt?: number;
  readonly editedAt?: number;
  /** Edits since it was calm. */
  readonly edits: number;
  readonly toldAt?: number;
}

/** When its next edit may leave: the first at once, the others ever further apart while changes keep coming. */
export function editAt({ postedAt = 0, editedAt, edits }: Rhythm, now: number): number {
  const first = postedAt + AFTER_POST_MS;
  const isCalm = editedAt === undefined || now - editedAt >= CALM_MS;
  if (isCalm || edits === 0) return first;
  return Math.max(first, editedAt + (EDIT_GAPS_MS[edits - 1] ?? 10_000));
}

/** Its rhythm after an edit at `now`. */
export function edited(rhythm: Rhythm, now: number): Rhythm {
  const calm = rhythm.editedAt === undefined || now - rhythm.editedAt >= CALM_MS;
  return { ...rhythm, editedAt: now, edits: calm ? 1 : Math.min(rhythm.edits + 1, EDIT_GAPS_MS.length) };
}

/** When its thread may get the next lines. */
export function tellAt({ toldAt }: Rhythm): number {
  return toldAt === undefined ? 0 : toldAt + BETWEEN_TOLD_MS;
}
