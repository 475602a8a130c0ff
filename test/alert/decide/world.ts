import type { Conditions } from '../../../src/callback/condition.ts';
import { isFiring, type Alert, type Who } from '../../../src/alert/model/alert.ts';
import type { AlertsConfig } from '../../../src/config/alerts/schema.ts';
import { AlertsSchema } from '../../fakes/platforms.ts';
import { decideAfterStart } from '../../../src/alert/decide/after-start.ts';
import { decide } from '../../../src/alert/decide/decide.ts';
import { decideDue } from '../../../src/alert/decide/due.ts';
import { fingerprintOf, subjectKey, type LiveEvent, type Subject } from '../../../src/callback/event.ts';
import type { Mute } from '../../../src/alert/model/mute.ts';
import type { Act } from '../../../src/alert/decide/people/act.ts';
import { decideAct } from '../../../src/alert/decide/people/decide-act.ts';
import type { Check, Decision, DecisionInput } from '../../../src/alert/model/decision.ts';
import type { StreamState } from '../../../src/alert/model/stream-state.ts';
import { tiesOf } from '../../../src/alert/ties.ts';
import type { z } from 'zod';
import { Refusal } from '../../../src/errors.ts';
import { checkPrinted, checkRefusal } from './printed.ts';

/** 2026-03-01 20:00 UTC, a Sunday. */
export const START = Date.UTC(2026, 2, 1, 20);

/** Everything that decisions look at, in memory, with a time of its own. Applies what is decided, which docs/alerts.md has a row for. */
export interface World {
  readonly input: DecisionInput;
  /** All alerts that there ever were, oldest first. */
  readonly alerts: () => readonly Alert[];
  readonly checks: readonly Check[];
  /** Of what was told and fell due. */
  readonly reasons: readonly Decision['reason'][];
  readonly decisions: readonly Decision[];
  now(): number;
  /** Decides on an event that arrives now. */
  tell(event: Partial<LiveEvent>): Decision;
  /** The same as an observation of ours. */
  see(event: Partial<LiveEvent>): Decision;
  /** Lets time pass; what falls due on the way is decided, in order. Returns its reasons. */
  pass(ms: number): readonly Decision['reason'][];
  /** Decides on an alert as if its time had come. */
  due(alert: Alert): Decision;
  /** Somebody does something to an alert. @throws Refusal as the program does */
  act(alert: Alert, act: Act, by?: Who): Decision;
  /** Airdesk starts again, and finds all of them. */
  start(): void;
  /** Stores an alert as it is given. */
  put(alert: Alert): void;
  /** The newest alert of a condition, closed ones included. */
  alert(condition?: string, subject?: Subject): Alert;
  stream(subject?: Subject): StreamState | undefined;
  mutes: readonly Mute[];
  /** Subjects that a command of ours cuts. */
  ownActs: ReadonlySet<string>;
  /** Subjects that are forbidden by a command of ours, and since when, ms UTC. */
  ownBans: ReadonlyMap<string, number>;
  /** What feeds streams, by their names. */
  feeds: ReadonlyMap<string, readonly Subject[]>;
}

/** The stream that most of these tests are about. */
export const STREAM: Subject = { type: 'stream', id: 'live.example.com/live/main' };

/** A configuration; channels, a grace time of 5 s and every stream watched where nothing else is said. */
function configOf(alerts: z.input<typeof AlertsSchema> = {}): AlertsConfig {
  return AlertsSchema.parse({ channels: ['slack:C1'], watched: [{ streams: ['*'] }], ...alerts });
}

/** A world in which nothing has happened yet. */
export function createWorld(config: z.input<typeof AlertsSchema> = {}, conditions?: Conditions): World {
  const alerts = new Map<string, Alert>();
  const open = new Map<string, string>();
  const streams = new Map<string, StreamState>();
  const seen = new Set<string>();
  const checks: Check[] = [];
  const reasons: Decision['reason'][] = [];
  const decisions: Decision[] = [];
  let now = START;
  let seq = 0;
  let ids = 0;

  const print = ({ id, account, condition, subject }: Alert) =>
    `${fingerprintOf(account, condition, subject)}${condition === 'incident' ? `|${id}` : ''}`;

  const input: DecisionInput = {
    config: { ...configOf(config), ...(conditions && { conditions }) },
    timeZone: 'UTC',
    open: (fingerprint) => alerts.get(open.get(fingerprint) ?? ''),
    byId: (id) => alerts.get(id),
    stream: (id) => streams.get(id),
    recent: (account, tie, condition, since) =>
      [...alerts.values()]
        .filter(
          (alert) =>
            alert.account === account &&
            alert.condition === condition &&
            tiesOf(alert, input.config.conditions).some(({ key }) => key === tie) &&
            isFiring(alert) &&
            (alert.fires.at(-1) ?? alert.startedAt) >= since,
        )
        .reverse(),
    incidents: (account) =>
      [...alerts.values()]
        .filter((alert) => alert.account === account && alert.condition === 'incident')
        .filter(({ status }) => status !== 'closed')
        .reverse(),
    childrenOf: (id) => [...alerts.values()].filter(({ parent }) => parent === id),
    fedBy: (_, stream) => world.feeds.get(stream) ?? [],
    feeds: (_, feed) =>
      [...world.feeds].flatMap(([stream, feeds]) =>
        feeds.some((one) => subjectKey(one) === subjectKey(feed)) ? [stream] : [],
      ),
    mutes: () => world.mutes,
    ownAct: (_, subject) =>
      world.ownActs.has(subject) ? { command: 'stream drop', by: 'engineer' } : undefined,
    ownBan: (_, subject) => {
      const at = world.ownBans.get(subject);
      return at === undefined ? undefined : { command: 'stream forbid', by: 'engineer', at };
    },
    isDuplicate: (key) => seen.has(key),
    newId: () => `a${String(++ids).padStart(7, '0')}`,
  };

  function put(alert: Alert): void {
    alerts.set(alert.id, alert);
    if (alert.status !== 'closed') open.set(print(alert), alert.id);
    else if (open.get(print(alert)) === alert.id) open.delete(print(alert));
  }

  function apply(decision: Decision): Decision {
    checkPrinted(decision, (id) => alerts.get(id));
    for (const alert of decision.alerts) if (alert.status === 'closed') put(alert);
    for (const alert of decision.alerts) put(alert);
    for (const state of decision.streams) streams.set(state.id, state);
    checks.push(...decision.checks);
    decisions.push(decision);
    return decision;
  }

  function count(decision: Decision): Decision {
    reasons.push(decision.reason);
    return decision;
  }

  function tell(given: Partial<LiveEvent>): Decision {
    seq++;
    const event: LiveEvent = {
      ...{ seq, account: 'main', type: 332, trust: 'signed', receivedAt: now, at: now },
      ...{ condition: 'record.failed', effect: 'fires', subject: STREAM, values: {}, groups: [] },
      dedupeKey: `key-${seq}`,
      ...given,
    };
    const decision = count(apply(decide(input, event, now)));
    seen.add(event.dedupeKey);
    return decision;
  }

  const nextDue = () =>
    [...alerts.values()]
      .filter((alert) => alert.dueAt !== undefined && alert.status !== 'closed')
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0];

  const world: World = {
    input,
    alerts: () => [...alerts.values()],
    checks,
    reasons,
    decisions,
    now: () => now,
    tell,
    see: (event) => tell({ type: undefined, trust: 'observed', condition: 'stream.down', ...event }),
    pass(ms) {
      const end = now + ms;
      const passed: Decision['reason'][] = [];
      for (let due = nextDue(); due?.dueAt !== undefined && due.dueAt <= end; due = nextDue()) {
        now = Math.max(now, due.dueAt);
        passed.push(count(apply(decideDue(input, due, now))).reason);
        if (passed.length > 10_000) throw new Error('time does not pass');
      }
      now = end;
      return passed;
    },
    due: (alert) => count(apply(decideDue(input, alert, now))),
    act(alert, act, by = WHO) {
      try {
        return apply(decideAct(input, alert, act, by, now));
      } catch (error) {
        if (error instanceof Refusal) checkRefusal(error, act);
        throw error;
      }
    },
    start() {
      for (const alert of [...alerts.values()]) apply(decideAfterStart(input, alert, now));
    },
    put,
    alert(condition = 'stream.down', subject) {
      const found = [...alerts.values()].findLast(
        (alert) =>
          alert.condition === condition && (!subject || subjectKey(alert.subject) === subjectKey(subject)),
      );
      if (!found) throw new Error(`there is no alert ${condition}`);
      return found;
    },
    stream: (subject = STREAM) => streams.get(`main|${subjectKey(subject)}`),
    mutes: [],
    ownActs: new Set(),
    ownBans: new Map(),
    feeds: new Map(),
  };
  return world;
}

/** A push of a stream began (event_type 1). */
export function push(sequence: string, more: Partial<LiveEvent> = {}): Partial<LiveEvent> {
  return { type: 1, condition: 'stream.down', effect: 'clears', sequence, ...more };
}

/** A push of a stream ended (event_type 0). */
export function cut(sequence: string, more: Partial<LiveEvent> = {}): Partial<LiveEvent> {
  return {
    type: 0,
    condition: 'stream.down',
    effect: 'fires',
    sequence,
    code: '12',
    cause: 'network',
    ...more,
  };
}

/** A stream of the domain that the tests use. */
export function streamOf(name: string | number): Subject {
  return { type: 'stream', id: `live.example.com/live/${name}` };
}

/** Somebody who works on alerts. */
export const WHO = { platform: 'slack', userId: 'U1', name: 'Wang', person: 'wang' };
/** Somebody else, on another platform. */
export const OTHER = { platform: 'discord', userId: '2', name: 'Li', person: 'li' };
