import { z } from 'zod';
import { SEVERITIES, type Subject } from '../../callback/event.ts';

const ValuesSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const SubjectSchema = z.object({
  type: z.custom<Subject['type']>((v) => typeof v === 'string'),
  id: z.string(),
});
const WhoSchema = z.object({
  platform: z.string(),
  userId: z.string(),
  /** As the platform shows it. Hostile text. */
  name: z.string(),
  /** Id of the person in airdesk.yaml. */
  person: z.string(),
});

/**
 * What happened to an alert, for its thread and the report. `what` is the step, `text` its details: hostile, at most
 * 500 characters.
 */
const StepSchema = z.object({
  at: z.number(),
  what: z.enum([
    'pending',
    'fired',
    'again',
    'worse',
    'joined',
    'child',
    'effect',
    'widened',
    'flapping',
    'steady',
    'recovered',
    'reopened',
    'acknowledged',
    'ack-expired',
    'assigned',
    'muted',
    'unmuted',
    'noted',
    'seen',
    'closed',
    'acted',
    'observed',
    'called',
  ]),
  by: WhoSchema.optional(),
  /** The named reason of the decision that made it. */
  reason: z.string().optional(),
  text: z.string().optional(),
});

/** Why somebody is called besides by the card itself. */
export const CALL_REASONS = ['told', 'ack-expired', 'mute-ended', 'assigned', 'escalated'] as const;

const CallSchema = z.object({
  /** From 1, for each alert; never used twice. */
  n: z.number(),
  /** ms UTC. */
  at: z.number(),
  why: z.enum(CALL_REASONS),
  /** People and groups as rules name them, channels, and webhooks as `webhook:pager`; rotations as who had the duty then. */
  whom: z.array(z.string()),
  /** Rotations that nobody had the duty of. */
  empty: z.array(z.string()).optional(),
  /** The level of the escalation, from 1. */
  level: z.number().optional(),
});

/** Somebody is called by a message of its own. */
export type Call = Readonly<z.infer<typeof CallSchema>>;

/** An alert as it is stored: what of it survives a restart. */
export const AlertSchema = z.object({
  /** Eight small letters and digits; people type it. */
  id: z.string(),
  account: z.string(),
  /** The name of a condition, as `stream.down`. */
  condition: z.string(),
  subject: SubjectSchema,
  severity: z.enum(SEVERITIES),
  /** How bad the message itself said that it is, where it did: what the rules start from. */
  given: z.enum(SEVERITIES).optional(),
  /**
   * `pending` in its grace time, shown to nobody; `firing`; `recovered`, shown until it was seen and stayed well;
   * `closed`, which is an end: what comes later opens another one.
   */
  status: z.enum(['pending', 'firing', 'recovered', 'closed']),
  /** When it first happened, by the cloud's clock, ms UTC. */
  startedAt: z.number(),
  /** When the newest event that fired it happened, ms UTC. */
  lastAt: z.number(),
  /** When it was last heard of, by our clock, ms UTC. */
  heardAt: z.number().optional(),
  firedAt: z.number().optional(),
  /** When it was found to be well again, by our clock, ms UTC: what waits goes by it. */
  recoveredAt: z.number().optional(),
  /** When it was well again by what happened, ms UTC; absent where that is not known better than by `recoveredAt`. */
  wellAt: z.number().optional(),
  /** No message told that it is well: we looked. */
  wellSeen: z.boolean().optional(),
  closedAt: z.number().optional(),
  /** What the first event said. */
  first: ValuesSchema,
  /** What the newest event said; absent while that is the first. */
  last: ValuesSchema.optional(),
  code: z.string().optional(),
  cause: z.string().optional(),
  /** How far the event that fired it can be believed. */
  trust: z.string(),
  /** Pushes that are known to have ended, newest last, at most 8. */
  sequences: z.array(z.string()),
  /** Events that said so. */
  count: z.number(),
  /** When it went from well to firing, ms UTC, newest last, at most 20. */
  fires: z.array(z.number()),
  /** Each time that it was bad, ms UTC, newest last, at most 20; without `to`: it still is. */
  outages: z.array(z.object({ from: z.number(), to: z.number().optional() })).optional(),
  flapping: z.boolean(),
  acknowledged: z.object({ by: WhoSchema, at: z.number(), until: z.number() }).optional(),
  /** When it was last found that its stream should be on air, or that somebody is on it, so that it does not close, ms UTC. */
  expectedAt: z.number().optional(),
  /** Somebody looked at it: acknowledged, or seen after it recovered. */
  seen: z.boolean(),
  /** `accounts`: those of the person, by platform, so that they are known again under another name. */
  assigned: z
    .object({
      person: z.string(),
      accounts: z.record(z.string(), z.string()).optional(),
      by: WhoSchema,
      at: z.number(),
    })
    .optional(),
  /** Undefined `until`: until it recovers. */
  muted: z.object({ by: WhoSchema, at: z.number(), until: z.number().optional() }).optional(),
  /** Id of what it is part of, or follows from; and how many are part of it or follow from it: there can be thousands. */
  parent: z.string().optional(),
  /** Id of what it follows from where it has a card of its own all the same. */
  follows: z.string().optional(),
  children: z.object({ total: z.number(), open: z.number() }).optional(),
  groups: z.array(z.string()),
  /** Name of the rule that applied. */
  rule: z.string().optional(),
  /** Of an incident: names of the rules of its parts, at most 50. Whom they name is called, what they say is shown. */
  rules: z.array(z.string()).optional(),
  /** Of an incident: how bad people were told that it is; a part that becomes worse makes it worse by an edit only. */
  toldAs: z.enum(SEVERITIES).optional(),
  /** Channels that are owed its card, as `slack:C012`. Empty for what is only recorded. */
  channels: z.array(z.string()),
  /** Whom it called besides by its card, newest last, at most 20. */
  calls: z.array(CallSchema).optional(),
  /**
   * How far the escalation is: `level` of `policy` was called last, from 1, in `round`, from 1; when the next one is, ms UTC.
   * Without `nextAt`: nobody is left to be called.
   */
  escalation: z
    .object({ policy: z.string(), level: z.number(), round: z.number(), nextAt: z.number().optional() })
    .optional(),
  /**
   * Webhooks that it called, what they were told last, and how often that changed. `call`: number of the newest call that
   * they were told of; `anew`: it calls after somebody had taken it on, or it was over.
   */
  pager: z
    .object({
      hooks: z.array(z.string()),
      state: z.enum(['trigger', 'acknowledge', 'resolve']),
      n: z.number(),
      call: z.number().optional(),
      anew: z.boolean().optional(),
    })
    .optional(),
  /** Whether its card was owed to somebody as firing: then its recovery is owed too. */
  announced: z.boolean(),
  /** Why it stands as it does: the newest decision's named reason. */
  reason: z.string(),
  /** Grows with each change that its card shows. */
  version: z.number(),
  /** What was found out at the cloud, for the card. */
  found: z
    .object({
      at: z.number(),
      viewers: z.number().optional(),
      viewersAt: z.number().optional(),
      /** Pushes that are there now. */
      upstreams: z
        .array(
          z.object({
            sequence: z.string(),
            source: z.string(),
            since: z.number().optional(),
            main: z.boolean(),
          }),
        )
        .optional(),
    })
    .optional(),
  /** At most 100; the first ones and the newest are kept. */
  history: z.array(StepSchema),
  /** How many steps there ever were: the thread has shown those before. */
  steps: z.number(),
  /** When time itself changes it (grace, quiet, acknowledgement, steadiness, closing), ms UTC. */
  dueAt: z.number().optional(),
  /** Position in the inbox of the newest event that was counted. */
  seq: z.number(),
});

/** A condition with a life: one fingerprint, one card. JSON. */
export type Alert = Readonly<z.infer<typeof AlertSchema>>;
/** One line of an alert's history. */
export type Step = Alert['history'][number];
/** Who did something, as platform and airdesk.yaml know them. */
export type Who = Readonly<z.infer<typeof WhoSchema>>;

/** The reason of a step by which a part ended together with what it is part of, or follows from. */
export const WITH_WHOLE = 'closed-with-whole';

/** Whether two are one person: the same account, or accounts of one entry in airdesk.yaml. */
export function isSameWho(one: Who, other: Who): boolean {
  return one.person === other.person || (one.platform === other.platform && one.userId === other.userId);
}

/** The collection of the store that alerts are in, by id. */
export const ALERTS = 'alerts';

/** Whether it is bad now. */
export function isFiring(alert: Pick<Alert, 'status'>): boolean {
  return alert.status === 'firing' || alert.status === 'pending';
}

/** When it began to be bad the last time, ms UTC. */
export function beganAt({ fires, startedAt }: Pick<Alert, 'fires' | 'startedAt'>): number {
  return fires.at(-1) ?? startedAt;
}

/** Whether somebody is on it or keeps it quiet, until it is decided that this has run out. */
export function isTakenOn({ acknowledged, muted }: Pick<Alert, 'acknowledged' | 'muted'>): boolean {
  return acknowledged !== undefined || muted !== undefined;
}

const MOST_STEPS = 100;
/** So many of the first steps of a long history are kept; after them the newest. */
export const FIRST_STEPS = 20;

/** The same alert with one more step in its history, the middle of a long one left out. */
export function withStep(alert: Alert, step: Step): Alert {
  const all = [...alert.history, step];
  const history =
    all.length <= MOST_STEPS ? all : [...all.slice(0, FIRST_STEPS), ...all.slice(FIRST_STEPS - MOST_STEPS)];
  return { ...alert, history, steps: alert.steps + 1 };
}
