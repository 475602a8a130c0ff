import { createBook } from '../../src/alert/book.ts';
import { callbackType } from '../../src/alert/callback-types.ts';
import { decide } from '../../src/alert/decide/decide.ts';
import { decideDue } from '../../src/alert/decide/due.ts';
import type { LiveEvent } from '../../src/alert/event.ts';
import { eventTime } from '../../src/alert/normalise/event-time.ts';
import { normalise } from '../../src/alert/normalise/normalise.ts';
import { redactMessage } from '../../src/alert/receive/redact-message.ts';
import { typeOf } from '../../src/alert/receive/type-of.ts';
import type { Decision, Situation } from '../../src/alert/situation.ts';
import type { Config } from '../../src/config.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Body } from './read-events.ts';

/** What is tried, from when on. */
export interface Trial {
  readonly config: Config;
  readonly account: string;
  readonly bodies: readonly Body[];
  /** When the first event is, ms UTC; undefined: when it says. */
  readonly at: number | undefined;
  /** What holds where no event says when it was, ms UTC. */
  readonly now: number;
}

/** How long it is looked on after the last event, ms. */
const AFTER_MS = 24 * 60 * 60_000;
/** Something that is due again and again moves time by so much, ms. */
const STEP_MS = 1000;

/** Decides on the events one after the other, as if each arrived when it happened, and on what time brings between. */
export function tryRules({ config, account, bodies, at, now: fallback }: Trial): readonly Outcome[] {
  const book = createBook();
  let ids = 0;
  const situation: Situation = {
    ...book,
    config: config.alerts,
    timeZone: config.timeZone,
    ownAct: () => undefined,
    newId: () => String((ids += 1)).padStart(8, '0'),
  };
  const outcomes: Outcome[] = [];
  const first = bodies.map(toldTime).find((told) => told !== undefined) ?? fallback;
  const shift = at === undefined ? 0 : at - first;
  let now = first + shift;

  const surroundings = () => ({ config, now, childrenOf: (id: string) => book.childrenOf(id) });

  function take(decision: Decision): void {
    for (const state of decision.streams) book.putStream(state);
    for (const alert of decision.alerts) book.putAlert(alert);
    book.settle();
  }

  function runUntil(until: number): void {
    for (let due = book.dueFrom(); due <= until; due = book.dueFrom()) {
      now = Math.max(now, due);
      for (const alert of book.due(now)) {
        const decision = decideDue(situation, alert, now);
        take(decision);
        if (decision.alerts.length > 0 || decision.checks.length > 0)
          outcomes.push(outcomeOf(decision, alert, surroundings()));
      }
      if (book.dueFrom() <= now) now += STEP_MS;
    }
    now = Math.max(now, until);
  }

  /** The event as if it came now, its own time moved along. */
  function eventOf(body: Body, seq: number): LiveEvent {
    const type = typeOf(body);
    const message = { ...redactMessage(body), ...(type !== undefined && { event_type: type }) };
    const trust = callbackType(type)?.signed ? 'signed' : 'unsigned';
    const event = normalise({ seq, value: { at: now - shift, account, trust, message } });
    return { ...event, at: event.at + shift, receivedAt: now };
  }

  bodies.forEach((body, index) => {
    const told = toldTime(body);
    if (told !== undefined) runUntil(told + shift);
    const event = eventOf(body, index + 1);
    const decision = decide(situation, event, now);
    take(decision);
    book.remember(event.dedupeKey);
    outcomes.push(outcomeOf(decision, event, surroundings()));
  });
  runUntil(now + AFTER_MS);
  return outcomes;
}

const OLDEST = Date.UTC(2000, 0);
const NEWEST = Date.UTC(2100, 0);

/** When a message says that it was, ms UTC. */
function toldTime(body: Body): number | undefined {
  // A time of arrival that is no number is compared with nothing: what the message tells stays as it is.
  const told = eventTime(body, NaN);
  return told > OLDEST && told < NEWEST ? told : undefined;
}
