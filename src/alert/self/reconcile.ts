import { DOWN } from '../../callback/conditions.ts';
import { fingerprintOf } from '../../callback/event.ts';
import type { AlertCore } from '../alert-core.ts';
import { allOnline, pushedSince } from '../../live/read/online.ts';
import { fullName } from '../../live/read/stream-name.ts';
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

/** Compares now and then what callbacks told with what the cloud lists: for one call a hundred streams. */
export interface Reconcile {
  /**
   * `isWorried`: one of the account's senses is bad; `isUrgent`: one has just become well, or a hint was not
   * believed.
   */
  look(account: string, isWorried: boolean, isUrgent: boolean): Promise<void>;
}

/** Creates it. What a callback did not tell is asked about as what came late. */
export function createReconcile(core: AlertCore, senses: Senses): Reconcile {
  const { alertState, clock, live, log } = core;
  const before = new Map<string, Listed>();
  const lookedAt = new Map<string, number>();
  const running = new Set<string>();

  async function lookNow(account: string): Promise<void> {
    const { items, complete } = await allOnline({ live: live(account), timeoutMs: PATIENCE_MS });
    const streams = new Map(items.map((item) => [fullName(item), pushedSince(item.publishes)]));
    const now = senses.now();
    const hearing = senses.hearing(account);
    senses.setHearing(account, { ...hearing, listedAt: now });
    if (!complete) return;
    const isOpen = (stream: string) => isKnownOff(account, stream);
    const seen = compare(
      { wall: clock.now(), steady: now },
      streams,
      knownOf(account),
      isOpen,
      before.get(account),
    );
    before.set(account, seen.listed);
    core.check(seen.missing.slice(0, MOST_ASKED).map((id) => lateCheck(account, id)));
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
