import type { Alert } from './model/alert.ts';
import { conditionOf, type Conditions } from '../callback/condition.ts';
import { subjectKey, type Subject } from '../callback/event.ts';

/** Something that alerts can have in common, and that many can fail with. */
export interface Tie {
  /** As `domain:live.example.com`. */
  readonly key: string;
  /** What an incident of those that have it in common is about. */
  readonly subject: Subject;
  /** It goes beyond one source, caster, group or domain. */
  readonly isWide: boolean;
}

/** The likeliest cause first. */
const NARROW = ['source', 'caster', 'group', 'domain'] as const;

/** The keys alone, in the same order: less to make, and to keep. */
export function tieKeysOf(alert: Alert, conditions: Conditions): readonly string[] {
  const keys: string[] = [];
  for (const type of NARROW) for (const group of alert.groups) if (isOfType(group, type)) keys.push(group);
  keys.push(...pushTies(alert, conditions), subjectKey({ type: 'account', id: alert.account }));
  return keys;
}

/** Everything that an alert can have in common with others, the likeliest cause first; last that it is of the same account. */
export function tiesOf(alert: Alert, conditions: Conditions): readonly Tie[] {
  return [...narrowTies(alert), ...wideTies(alert, conditions)];
}

/** Whether an alert has the tie with this key. In a storm this is asked of hundreds for each event: nothing is made for it. */
export function isTied(alert: Alert, key: string, conditions: Conditions): boolean {
  const [type, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  if (type === 'account') return id === alert.account;
  if (NARROW.some((narrow) => narrow === type)) return alert.groups.includes(key);
  if (!conditionOf(conditions, alert.condition)?.ofPushes) return false;
  if (type === 'code') return id === alert.code && alert.cause !== undefined && alert.cause !== 'unknown';
  const { address, ingest } = pushFacts(alert);
  return type === 'address' ? id === address : type === 'ingest' && id === ingest;
}

/** The tie that all conditions of an account have: nothing in common but the time. */
export function isOfAccount({ key }: Tie): boolean {
  return key.startsWith('account:');
}

function narrowTies({ groups }: Alert): Tie[] {
  return NARROW.flatMap((type) =>
    groups
      .filter((group) => isOfType(group, type))
      .map((key) => ({ key, subject: { type, id: key.slice(type.length + 1) }, isWide: false })),
  );
}

function isOfType(group: string, type: string): boolean {
  return group.charAt(type.length) === ':' && group.startsWith(type);
}

function wideTies(alert: Alert, conditions: Conditions): Tie[] {
  const subject: Subject = { type: 'account', id: alert.account };
  return [...pushTies(alert, conditions), subjectKey(subject)].map((key) => ({ key, subject, isWide: true }));
}

/** Where it was pushed from, through which server, and why it ended, as far as that is known. */
function pushTies(alert: Alert, conditions: Conditions): string[] {
  if (!conditionOf(conditions, alert.condition)?.ofPushes) return [];
  const { address, ingest } = pushFacts(alert);
  const { code, cause } = alert;
  return [
    ...(address === undefined ? [] : [`address:${address}`]),
    ...(ingest === undefined ? [] : [`ingest:${ingest}`]),
    ...(code === undefined || cause === undefined || cause === 'unknown' ? [] : [`code:${code}`]),
  ];
}

/** Address of the encoder and server that took its push, as they were told. Hostile text. */
export function pushFacts({ first, last = first }: Alert): {
  readonly address: string | undefined;
  readonly ingest: string | undefined;
} {
  const told = (name: string): string | undefined => {
    const value = last[name] ?? first[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { address: told('user_ip'), ingest: told('node') };
}
