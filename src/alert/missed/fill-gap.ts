import type { Received } from '../../callback/event.ts';
import { readDeliveries } from '../../live/read/callback-records.ts';
import { readEndedPushes } from '../../live/read/past-pushes.ts';
import { streamParts } from '../../live/read/stream-name.ts';
import type { Live } from '../../live/live.ts';
import type { AlertCore } from '../alert-core.ts';
import type { StreamState } from '../model/stream-state.ts';
import { createFilled } from './filled.ts';
import { listedMessage, overMessage, triedMessage, TYPE_ENDED, type Found } from './recorded.ts';
import { OVERLAP_MS, spanToFill } from './span.ts';
import { untold, type Untold } from './untold.ts';
import type { Span } from '../../clock.ts';

const PATIENCE_MS = 8000;
/** Ends of one look whose messages are asked for one by one; of the others the history of pushes is enough. */
const MOST_ASKED = 40;
/** Tries that are read of one end: the cloud makes twelve. */
const MOST_TRIES = 20;
/** The message of an end was first tried within this, ms. */
const TRIED_MS = 5 * 60_000;
/** Times of the cloud are whole seconds, ms. */
const SECOND_MS = 1000;
/** What is over and was kept is remembered, so that it is not kept with each look. */
const MOST_KEPT = 5000;

/** What is on air by the cloud's list, and what was heard. */
export interface GapLook {
  readonly account: string;
  /** By its name, with since when it is pushed, ms UTC. */
  readonly listed: ReadonlyMap<string, number | undefined>;
  /** What is known of a stream. */
  readonly known: (stream: string) => StreamState | undefined;
  /** When a message of the account was taken in last, ms UTC. */
  readonly heardAt: number | undefined;
}

/** Fills what no message told of. */
export interface GapFilling {
  /**
   * Looks for pushes that ended since the last look, and puts those of which nothing told into the inbox: once each.
   * @throws LiveError; or when the disk refuses
   */
  fill(look: GapLook): Promise<Gap>;
}

/** What was found of it. */
export interface Gap {
  /** Streams that ended untold and are not on air, with when they ended, ms UTC. */
  readonly ended: ReadonlyMap<string, number>;
  /** These, and those that are on air again by now. */
  readonly untold: readonly string[];
  /** What was looked through; undefined: nothing. */
  readonly span: Span | undefined;
}

/** Nothing was looked through. */
export const NO_GAP: Gap = { ended: new Map(), untold: [], span: undefined };

/** Creates it. How far it has come is on disk, so that a process that was away for long goes on from there. */
export function createGapFilling(core: AlertCore, live: (account: string) => Live): GapFilling {
  const { clock, inbox, log } = core;
  const filled = createFilled(core.store);
  const kept = new Set<string>();

  /** The message that the cloud tried to deliver; undefined where there was none. @throws LiveError */
  async function triedOf(one: Untold, found: Found): Promise<Received | undefined> {
    const { stream = '' } = streamParts(one.stream) ?? {};
    const tries = await readDeliveries(
      { live: live(found.account), timeoutMs: PATIENCE_MS },
      {
        ...{ from: one.ended - 5000, to: one.ended + TRIED_MS },
        ...{ stream, type: TYPE_ENDED, size: MOST_TRIES },
      },
    );
    return triedMessage(tries.items, one, found);
  }

  async function keepOpen(open: readonly Untold[], found: Found): Promise<void> {
    let left = MOST_ASKED;
    for (const one of open) {
      left -= 1;
      let tried: Received | undefined;
      if (left >= 0)
        try {
          tried = await triedOf(one, found);
        } catch (error) {
          // That they ended is known without: nobody waits longer for why.
          left = 0;
          log.warn({ err: error, stream: one.stream }, 'what the cloud tried to tell could not be read');
        }
      await inbox.append(tried ?? listedMessage(one, found));
    }
  }

  async function keepOver(over: readonly Untold[], found: Found): Promise<number> {
    let count = 0;
    for (const one of over) {
      const key = `${found.account}|${one.stream}|${one.ended}`;
      if (kept.has(key)) continue;
      await inbox.append(overMessage(one, found));
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.add(key);
      count += 1;
    }
    return count;
  }

  return {
    async fill({ account, listed, known, heardAt }) {
      const now = clock.now();
      const span = spanToFill({ filledTo: await filled.get(account), heardAt }, now);
      if (!span) return NO_GAP;
      if (span.from === span.to) {
        await filled.set(account, span.to);
        return NO_GAP;
      }
      const { items, complete } = await readEndedPushes(
        { live: live(account), timeoutMs: PATIENCE_MS },
        span,
      );
      const all = untold(items, known, listed);
      const open = all.filter(({ isOver }) => !isOver);
      const found = { account, now };
      await keepOpen(open, found);
      const over = await keepOver(
        all.filter(({ isOver }) => isOver),
        found,
      );
      // Of more than could be read the next look goes on with the last that was.
      // Where all of them ended in one second, it goes on behind that.
      const last = Math.max(items.at(-1)?.ended ?? span.to, span.from + SECOND_MS);
      await filled.set(account, complete ? span.to : Math.min(last + OVERLAP_MS, span.to));
      core.counts.missed('open', open.length);
      core.counts.missed('over', over);
      if (open.length + over > 0)
        log.warn({ account, open: open.length, over, ...span }, 'pushes ended of which no message told');
      const ended = new Map(open.map((one) => [one.stream, one.ended]));
      return { ended, untold: all.map(({ stream }) => stream), span };
    },
  };
}
