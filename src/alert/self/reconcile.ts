import { DOWN } from '../../callback/conditions.ts';
import { fingerprintOf } from '../../callback/event.ts';
import type { AlertCore } from '../alert-core.ts';
import { allOnline, pushedSince } from '../../live/read/online.ts';
import { fullName } from '../../live/read/stream-name.ts';
import { createFileFilling } from '../missed/fill-files.ts';
import { createGapFilling, NO_GAP } from '../missed/fill-gap.ts';
import type { Check } from '../model/decision.ts';
import type { StreamState } from '../model/stream-state.ts';
import { compare, type Listed } from './compare.ts';
import type { Senses } from './senses.ts';

/** How often what is on air is compared where all is well, and where something is not, ms. */
const USUAL_MS = 5 * 60_000;
const WORRIED_MS = 60_000;
/** What comes in doubt is looked after at most so often, ms: whoever knows the path could ask for it. */
const DOUBT_MS = 30_000;
const PATIENCE_MS = 8000;
/** Streams of one look that are asked about one by one; the rest with the next look. */
const MOST_ASKED = 500;
/** And where the list is too long to be read. */
const MOST_BELIEVED = 200;

/** Compares now and then what callbacks told with what the cloud lists: for one call a hundred streams. */
export interface Reconcile {
  /**
   * `isWorried`: one of the account's senses is bad; `isUrgent`: one has just become well, or a hint was not
   * believed.
   */
  look(account: string, isWorried: boolean, isUrgent: boolean): Promise<void>;
}

/** One look at what is on air. */
interface Looked {
  readonly streams: ReadonlyMap<string, number | undefined>;
  readonly complete: boolean;
  readonly known: ReadonlyMap<string, StreamState>;
  /** What the cloud told of ends that no message told of. */
  readonly missed: ReadonlyMap<string, number>;
}

/** Creates it. What a callback did not tell is asked about as what came late. */
export function createReconcile(
  core: AlertCore,
  senses: Senses,
  live: AlertCore['live'] = core.live,
): Reconcile {
  const { alertState, clock, log } = core;
  const before = new Map<string, Listed>();
  const lookedAt = new Map<string, number>();
  const running = new Set<string>();
  const believed = new Set<string>();
  const startedAt = clock.now();
  const gaps = createGapFilling(core, live);
  const files = createFileFilling(core, live);
  /** Accounts at which it was looked since the start. */
  const looked = new Set<string>();

  async function lookNow(account: string): Promise<void> {
    const { items, complete } = await allOnline({ live: live(account), timeoutMs: PATIENCE_MS });
    const streams = new Map(items.map((item) => [fullName(item), pushedSince(item.publishes)]));
    const { heardAt: heardBefore } = senses.hearing(account);
    senses.setHearing(account, { ...senses.hearing(account), listedAt: senses.now() });
    const known = knownOf(account);
    const gap = await gaps
      .fill({ account, listed: streams, known: (name) => known.get(name), heardAt: heardBefore })
      .catch((error: unknown) => {
        log.warn({ err: error, account }, 'what was missed could not be looked for');
        return NO_GAP;
      });
    compareNow(account, { streams, complete, known, missed: gap.ended });
    const isFirst = !looked.has(account);
    looked.add(account);
    // What was lost with an end, or while nobody listened.
    const lost = isFirst ? [...gap.untold, ...streams.keys()] : gap.untold;
    if (gap.span && lost.length > 0) await files.fill({ account, streams: lost, span: gap.span });
  }

  function compareNow(account: string, { streams, complete, known, missed }: Looked): void {
    const now = senses.now();
    if (!complete) {
      askBelieved(account, known, streams);
      return;
    }
    const isOpen = (stream: string) => isKnownOff(account, stream);
    const seen = compare({ wall: clock.now(), steady: now }, streams, known, isOpen, before.get(account));
    before.set(account, { ...seen.listed, suspects: withoutEarlier(seen.listed.suspects, missed) });
    // Of the others the cloud told when and why, and the look that this leads to.
    const unexplained = seen.missing.filter((id) => !missed.has(id));
    core.check(unexplained.slice(0, MOST_ASKED).map((id) => lateCheck(account, id)));
    const hearing = senses.hearing(account);
    const { heardAt } = hearing;
    if (seen.since === undefined || (heardAt !== undefined && heardAt > seen.since)) return;
    senses.setHearing(account, {
      ...hearing,
      listedAt: now,
      differsSince: hearing.differsSince ?? seen.since,
      differing: seen.confirmed,
    });
    log.warn(
      { account, streams: seen.confirmed.length },
      'the cloud lists something else than callbacks told',
    );
  }

  /** What ended before Airdesk was there to be told says nothing of whether callbacks arrive. */
  function withoutEarlier(
    suspects: Listed['suspects'],
    missed: ReadonlyMap<string, number>,
  ): Listed['suspects'] {
    return new Map([...suspects].filter(([name]) => (missed.get(name) ?? Infinity) >= startedAt));
  }

  /** Where more is on air than can be listed: once, those heard of last are asked about one by one. */
  function askBelieved(
    account: string,
    known: ReadonlyMap<string, StreamState>,
    streams: ReadonlyMap<string, unknown>,
  ): void {
    if (believed.has(account)) return;
    believed.add(account);
    const live = [...known].filter(([name, { live }]) => live.length > 0 && !streams.has(name));
    live.sort(([, a], [, b]) => b.lastAt - a.lastAt);
    core.check(live.slice(0, MOST_BELIEVED).map(([id]) => lateCheck(account, id)));
  }

  function isKnownOff(account: string, stream: string): boolean {
    const subject = { type: 'stream', id: stream } as const;
    const alert = alertState.open(fingerprintOf(account, DOWN, subject));
    return alert !== undefined && alert.status !== 'recovered';
  }

  function knownOf(account: string): ReadonlyMap<string, StreamState> {
    const prefix = `${account}|stream:`;
    const known = new Map<string, StreamState>();
    for (const state of alertState.allStreams())
      if (state.id.startsWith(prefix)) known.set(state.id.slice(prefix.length), state);
    return known;
  }

  return {
    async look(account, isWorried, isUrgent) {
      const since = clock.passed() - (lookedAt.get(account) ?? -Infinity);
      const hasSuspects = (before.get(account)?.suspects.size ?? 0) > 0;
      const pause = isUrgent ? DOUBT_MS : isWorried || hasSuspects ? WORRIED_MS : USUAL_MS;
      if (running.has(account) || since < pause) return;
      lookedAt.set(account, clock.passed());
      running.add(account);
      try {
        await lookNow(account);
      } catch (error) {
        log.warn({ err: error, account }, 'what is on air could not be listed');
        // Soon again: it outlives an outage of the cloud.
        lookedAt.set(account, clock.passed() - USUAL_MS + DOUBT_MS);
      } finally {
        running.delete(account);
      }
    },
  };
}

function lateCheck(account: string, id: string): Check {
  return { account, condition: DOWN, subject: { type: 'stream', id }, why: 'late' };
}
