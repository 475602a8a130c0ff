import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** What is known of the callbacks of one account; ms, by the clock of the senses, which is never set. */
export interface Hearing {
  /** When something was last taken in. */
  readonly heardAt?: number;
  /** The longest that it was silent between two, as far back as the inbox was read. */
  readonly longestGapMs: number;
  /** Since when the cloud's list differs from what the callbacks told, in two looks at least. */
  readonly differsSince?: number;
  /** Streams of which they differ, for the card. */
  readonly differing: readonly string[];
  /** When the cloud last answered what is on air. */
  readonly listedAt?: number;
}

/** An account of which nothing was heard so far. */
export const NEVER_HEARD: Hearing = { longestGapMs: 0, differing: [] };

/** The longest gap that is learnt, ms: a week off air must not make it deaf for two. */
const LONGEST_LEARNT_MS = 48 * 3_600_000;
/** A list that is older than this tells nothing, ms. */
const LISTED_MS = 15 * 60_000;

/** Takes in that something was heard at `at`. */
export function withHeard(hearing: Hearing, at: number): Hearing {
  const gap = hearing.heardAt === undefined ? 0 : at - hearing.heardAt;
  const longestGapMs = Math.min(Math.max(hearing.longestGapMs, gap), LONGEST_LEARNT_MS);
  const { differsSince, ...rest } = hearing;
  // What came after the difference shows that they arrive again.
  const isOver = differsSince === undefined || at > differsSince;
  return { ...rest, heardAt: at, longestGapMs, ...(isOver ? { differing: [] } : { differsSince }) };
}

/** How long an account may be silent, ms: what is set, or twice the longest that it has been. */
function mostSilentMs({ longestGapMs }: Hearing, floorMs: number): number {
  return Math.max(floorMs, 2 * longestGapMs);
}

/**
 * Whether no callbacks are arriving: what the cloud lists is not what they told. Where the cloud does not answer either, a
 * silence that is longer than usual is what there is to go by.
 */
export function silentVerdict(hearing: Hearing, now: number, floorMs: number): Verdict {
  const { heardAt, differsSince, differing, listedAt } = hearing;
  const silence: Record<string, number> = heardAt === undefined ? {} : { silent_ms: minutes(now - heardAt) };
  if (differsSince !== undefined && (heardAt === undefined || heardAt <= differsSince))
    return { state: 'bad', values: { ...streams(differing), ...silence } };
  const isListed = listedAt !== undefined && now - listedAt < LISTED_MS;
  if (isListed) return WELL;
  if (heardAt === undefined) return UNKNOWN;
  return now - heardAt > mostSilentMs(hearing, floorMs) ? { state: 'bad', values: silence } : UNKNOWN;
}

function streams(names: readonly string[]): Readonly<Record<string, string>> {
  if (names.length === 0) return {};
  return { streams: names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '') };
}

/** To half an hour, so that a card is not edited for each minute. */
function minutes(ms: number): number {
  return Math.round(ms / 1_800_000) * 1_800_000;
}
