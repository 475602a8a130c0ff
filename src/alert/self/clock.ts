import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** What is further off than this decides wrongly what is late, ms. */
const MOST_OFF_MS = 60_000;
/** What a witness said counts for so long, ms. */
const FRESH_MS = 10 * 60_000;
/** How far two witnesses may differ and still say the same, ms: messages are on their way for a while. */
const AGREE_MS = 3 * 60_000;

/** Who can tell what time it is: answers of the cloud, its refusal of the time of a request, callbacks. */
export type Witness = 'cloud' | 'refusal' | 'callbacks';

/** What a witness said of the clock of this machine. */
export interface Said {
  /** By how much our clock is ahead, ms; below zero where it is behind; undefined where only that it is wrong is known. */
  readonly ahead: number | undefined;
  /** When by the clock of the senses, which is never set, ms. */
  readonly at: number;
}

/** Whether the clock of this machine is wrong: two witnesses agree on it, or the cloud refuses it. */
export function clockVerdict(said: ReadonlyMap<Witness, Said>, now: number): Verdict {
  const fresh = [...said].filter(([, { at }]) => Math.abs(now - at) < FRESH_MS);
  const known = fresh.flatMap(([, { ahead }]) => (ahead === undefined ? [] : [ahead]));
  const off = known.filter((ahead) => Math.abs(ahead) > MOST_OFF_MS);
  const isRefused = fresh.some(([witness]) => witness === 'refusal');
  const agree = off.some((one, at) =>
    off.some((other, also) => also !== at && Math.abs(one - other) < AGREE_MS),
  );
  if (isRefused || agree) return { state: 'bad', values: offValues(off) };
  // A template may give its signatures another time than is usual: one who says that all is well is enough.
  return known.length > off.length ? WELL : UNKNOWN;
}

function offValues(off: readonly number[]): Readonly<Record<string, number>> {
  const sorted = [...off].sort((a, b) => Math.abs(a) - Math.abs(b));
  const least = sorted[0];
  if (least === undefined) return {};
  return least > 0 ? { ahead_ms: round(least) } : { behind_ms: round(-least) };
}

/** To half a minute, so that a card is not edited for each second. */
function round(ms: number): number {
  return Math.round(ms / 30_000) * 30_000;
}

/** The time that the vendor gives a signature by default, s (267/32744). */
const USUAL_LEFT = 600;

/**
 * What a callback with a right signature tells of our clock: by how much it is ahead, ms. `left`: until it expires, s;
 * `eventAhead`: by how much the event is ahead of our time, s. A retry, or a template with another time, tells it wrongly: it counts
 * only together with another witness.
 */
export function aheadByCallback(left: number, eventAhead: number | undefined): number {
  // What has not happened yet proves that we are behind, whatever a template makes of the time of a signature.
  if (eventAhead !== undefined && eventAhead > 0) return -eventAhead * 1000;
  return (USUAL_LEFT - left) * 1000;
}
