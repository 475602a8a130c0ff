import { createAlertState } from '../../src/alert/alert-state.ts';
import { callbackType } from '../../src/callback/callback-types.ts';
import { decide } from '../../src/alert/decide/decide.ts';
import { decideDue } from '../../src/alert/decide/due.ts';
import type { LiveEvent } from '../../src/callback/event.ts';
import { answerCheck, type CheckAnswer } from '../../src/alert/check/answer-check.ts';
import { eventTime } from '../../src/callback/normalise/event-time.ts';
import { normalise } from '../../src/callback/normalise/normalise.ts';
import { observation } from '../../src/callback/normalise/observation.ts';
import { redactMessage } from '../../src/callback/receive/redact-message.ts';
import { typeOf } from '../../src/callback/receive/type-of.ts';
import type { Check, Decision, DecisionInput } from '../../src/alert/model/decision.ts';
import type { Config } from '../../src/config/schema.ts';
import { dutiesOf } from './duties.ts';
import { outcomeOf, type About, type Outcome } from './outcome.ts';
import type { Body } from './read-events.ts';
import { createToldCloud } from './told-cloud.ts';

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

/**
 * Decides on the events one after the other, as if each arrived when it happened, and on what time brings between. Where
 * the cloud would be asked about a push, it answers what the events have told.
 */
export async function tryRules({
  config,
  account,
  bodies,
  at,
  now: fallback,
}: Trial): Promise<readonly Outcome[]> {
  const alertState = createAlertState(undefined, config.alerts.conditions);
  const cloud = createToldCloud(account);
  const duties = dutiesOf(config);
  let ids = 0;
  const input: DecisionInput = {
    ...alertState,
    config: config.alerts,
    timeZone: config.timeZone,
    ownAct: () => undefined,
    onCall: duties,
    newId: () => String((ids += 1)).padStart(8, '0'),
  };
  const outcomes: Outcome[] = [];
  const asked: Check[] = [];
  const first = bodies.map(toldTime).find((told) => told !== undefined) ?? fallback;
  const shift = at === undefined ? 0 : at - first;
  let now = first + shift;

  function take(decision: Decision, about: About): void {
    for (const state of decision.streams) {
      alertState.putStream(state);
      cloud.note(state);
    }
    const known = new Map(decision.alerts.map(({ id }) => [id, alertState.byId(id)]));
    for (const alert of decision.alerts) alertState.putAlert(alert);
    alertState.changesWritten();
    asked.push(...decision.checks);
    const isNothing = decision.alerts.length === 0 && decision.checks.length === 0;
    if (about.seq === undefined && isNothing) return;
    const childrenOf = (id: string) => alertState.childrenOf(id);
    const before = (id: string) => known.get(id);
    outcomes.push(outcomeOf(decision, about, { config, now, childrenOf, before, duties }));
  }

  /** What is due now, and then what the cloud would answer at once to all that was asked. */
  async function settleNow(): Promise<void> {
    for (const alert of alertState.due(now)) {
      const { condition, subject } = alert;
      take(decideDue(input, alert, now), { condition, subject });
    }
    for (const check of asked.splice(0)) await look(check);
  }

  async function look(check: Check): Promise<void> {
    let seen: CheckAnswer | undefined;
    try {
      seen = await answerCheck(config.alerts.conditions, cloud.live, check, now);
    } catch {
      // It goes on as where the cloud does not answer.
    }
    if (!seen) return;
    const event = normalise({ seq: 0, value: observation({ ...seen, receivedAt: now }) });
    const { condition, subject } = event;
    take(decide(input, event, now), { condition, subject });
  }

  /** Everything that is due before a time: an event of that time may say that what is due then is over. */
  async function runUntil(until: number): Promise<void> {
    for (let due = alertState.dueFrom(); due < until; due = alertState.dueFrom()) {
      now = Math.max(now, due);
      await settleNow();
      if (alertState.dueFrom() <= now) now += STEP_MS;
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

  for (const [index, body] of bodies.entries()) {
    const told = toldTime(body);
    if (told !== undefined) await runUntil(told + shift);
    const event = eventOf(body, index + 1);
    take(decide(input, event, now), event);
    alertState.remember(event.dedupeKey);
    await settleNow();
  }
  await runUntil(now + AFTER_MS);
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
