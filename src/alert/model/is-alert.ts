import {
  isBoolean,
  isNumber,
  isOfForm,
  isString,
  listOf,
  oneOf,
  optional,
  type Form,
} from '../../store/form.ts';
import { CALL_REASONS, type Alert, type Call, type Step, type Who } from './alert.ts';
import { SEVERITIES, type Subject } from '../../callback/event.ts';

type Values = Alert['first'];
type Found = NonNullable<Alert['found']>;

const WHO: Form<Who> = { platform: isString, userId: isString, name: isString, person: isString };
const isWho = (value: unknown): boolean => isOfForm(value, WHO);
const isSeverity = oneOf(...SEVERITIES);
const SUBJECT: Form<Subject> = { type: isString, id: isString };
const STEPS: Readonly<Record<Step['what'], true>> = {
  ...{ pending: true, fired: true, again: true, worse: true, joined: true, child: true, effect: true },
  ...{ widened: true, flapping: true, steady: true, recovered: true, reopened: true, acknowledged: true },
  ...{ 'ack-expired': true, assigned: true, muted: true, unmuted: true, noted: true, seen: true },
  ...{ closed: true, acted: true, observed: true, called: true },
};
const STEP: Form<Step> = {
  at: isNumber,
  what: oneOf(...Object.keys(STEPS)),
  by: optional(isWho),
  reason: optional(isString),
  text: optional(isString),
};
const UPSTREAM: Form<NonNullable<Found['upstreams']>[number]> = {
  sequence: isString,
  source: isString,
  since: optional(isNumber),
  main: isBoolean,
};
const FOUND: Form<Found> = {
  at: isNumber,
  viewers: optional(isNumber),
  viewersAt: optional(isNumber),
  upstreams: optional(listOf((value) => isOfForm(value, UPSTREAM))),
};
const OUTAGE: Form<NonNullable<Alert['outages']>[number]> = { from: isNumber, to: optional(isNumber) };
const ACKNOWLEDGED: Form<NonNullable<Alert['acknowledged']>> = { by: isWho, at: isNumber, until: isNumber };
const ASSIGNED: Form<NonNullable<Alert['assigned']>> = {
  person: isString,
  accounts: optional(isTexts),
  by: isWho,
  at: isNumber,
};
const MUTED: Form<NonNullable<Alert['muted']>> = { by: isWho, at: isNumber, until: optional(isNumber) };
const CALL: Form<Call> = {
  n: isNumber,
  at: isNumber,
  why: oneOf(...CALL_REASONS),
  whom: listOf(isString),
  empty: optional(listOf(isString)),
  level: optional(isNumber),
};
const ESCALATION: Form<NonNullable<Alert['escalation']>> = {
  policy: isString,
  level: isNumber,
  round: isNumber,
  nextAt: optional(isNumber),
};
const PAGER: Form<NonNullable<Alert['pager']>> = {
  hooks: listOf(isString),
  state: oneOf('trigger', 'acknowledge', 'resolve'),
  n: isNumber,
  call: optional(isNumber),
  anew: optional(isBoolean),
};
const CHILDREN: Form<NonNullable<Alert['children']>> = { total: isNumber, open: isNumber };

const ALERT: Form<Alert> = {
  id: isString,
  account: isString,
  condition: isString,
  subject: (value) => isOfForm(value, SUBJECT),
  severity: isSeverity,
  given: optional(isSeverity),
  status: oneOf('pending', 'firing', 'recovered', 'closed'),
  startedAt: isNumber,
  lastAt: isNumber,
  heardAt: optional(isNumber),
  firedAt: optional(isNumber),
  recoveredAt: optional(isNumber),
  wellAt: optional(isNumber),
  wellSeen: optional(isBoolean),
  closedAt: optional(isNumber),
  first: isValues,
  last: optional(isValues),
  code: optional(isString),
  cause: optional(isString),
  trust: isString,
  sequences: listOf(isString),
  count: isNumber,
  fires: listOf(isNumber),
  outages: optional(listOf((value) => isOfForm(value, OUTAGE))),
  flapping: isBoolean,
  acknowledged: optional((value) => isOfForm(value, ACKNOWLEDGED)),
  expectedAt: optional(isNumber),
  seen: isBoolean,
  assigned: optional((value) => isOfForm(value, ASSIGNED)),
  muted: optional((value) => isOfForm(value, MUTED)),
  parent: optional(isString),
  follows: optional(isString),
  children: optional((value) => isOfForm(value, CHILDREN)),
  groups: listOf(isString),
  rule: optional(isString),
  rules: optional(listOf(isString)),
  toldAs: optional(isSeverity),
  channels: listOf(isString),
  calls: optional(listOf((value) => isOfForm(value, CALL))),
  escalation: optional((value) => isOfForm(value, ESCALATION)),
  pager: optional((value) => isOfForm(value, PAGER)),
  announced: isBoolean,
  reason: isString,
  version: isNumber,
  found: optional((value) => isOfForm(value, FOUND)),
  history: listOf((value) => isOfForm(value, STEP)),
  steps: isNumber,
  dueAt: optional(isNumber),
  seq: isNumber,
};

/** Whether a value is an alert exactly as this version writes it. At a start there can be very many. */
export function isAlert(value: unknown): value is Alert {
  return isOfForm(value, ALERT);
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isString);
}

function isValues(value: unknown): value is Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => isString(one) || isNumber(one));
}
