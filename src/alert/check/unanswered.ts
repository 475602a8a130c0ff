import { DOWN } from '../../callback/conditions.ts';
import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Check } from '../model/decision.ts';
import type { StreamState } from '../model/stream-state.ts';

/** How old a question may be that is asked again after a start, ms: it may have outlived a long outage of the cloud. */
const ASKED_MS = 24 * 60 * 60_000;
/** So long the cloud tries to deliver the end of a push: twelve times, a minute apart (267/32744), ms. */
const RETRIED_MS = 12 * 60_000;
/** Streams that are looked at after a start, those heard of last. */
const MOST_STREAMS = 200;

/** What is to be asked after a start. */
export interface Unanswered {
  /** Takes in what was decided on before the process ended, oldest first. */
  note(event: LiveEvent): void;
  /** `streams`: what is known of them. */
  checks(streams: Iterable<StreamState>): readonly Check[];
}

/**
 * Finds what was in doubt and was not answered; and, where the last that was heard is longer ago than the cloud tries to
 * tell, what is believed to be on air. `now` in ms UTC.
 */
export function createUnanswered(now: number): Unanswered {
  const open = new Map<string, Check>();
  let heardAt: number | undefined;
  return {
    note(event) {
      const { account, condition, subject, trust, effect, receivedAt } = event;
      heardAt = Math.max(heardAt ?? receivedAt, receivedAt);
      if (condition === undefined || effect === 'informs') return;
      const print = fingerprintOf(account, condition, subject);
      if (trust === 'observed') open.delete(print);
      else if ((trust === 'late' || effect === 'hints') && now - receivedAt < ASKED_MS)
        open.set(print, { account, condition, subject, why: trust === 'late' ? 'late' : 'hint', event });
    },
    checks(streams) {
      const wasAway = heardAt !== undefined && now - heardAt > RETRIED_MS;
      return [...open.values(), ...(wasAway ? believedLive(streams) : [])];
    },
  };
}

function believedLive(streams: Iterable<StreamState>): Check[] {
  return [...streams]
    .filter(({ live }) => live.length > 0)
    .sort((a, b) => b.lastAt - a.lastAt)
    .slice(0, MOST_STREAMS)
    .flatMap(({ id }) => {
      const [, account, stream] = /^([^|]*)\|stream:(.+)$/s.exec(id) ?? [];
      if (account === undefined || stream === undefined) return [];
      const subject = { type: 'stream', id: stream } as const;
      return [{ account, condition: DOWN, subject, why: 'late' }] satisfies Check[];
    });
}
