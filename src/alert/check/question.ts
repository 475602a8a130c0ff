import { conditionOf, type Conditions } from '../../callback/condition.ts';
import { subjectKey } from '../../callback/event.ts';
import type { Check } from '../model/decision.ts';

/** A question to the cloud, as it waits. */
export interface Question {
  readonly key: string;
  readonly check: Check;
  /** How often it was asked in vain. */
  readonly tries: number;
  /** Not to be asked before, ms of time that has passed. */
  readonly notBefore: number;
  /** In which order they came. */
  readonly order: number;
}

/** Two checks with one key are one question. */
export function keyOf({ account, subject, condition }: Check): string {
  return `${account}|${subjectKey(subject)}|${condition}`;
}

/** Pauses between tries, ms. It is asked until there is an answer: nothing else would tell of a hint. */
const PAUSES_MS = [5000, 10_000, 20_000, 30_000];
const LONGEST_PAUSE_MS = 45_000;

/** How long to wait after so many tries in vain, ms; undefined where time or another look asks again anyway. */
export function pauseAfter({ why }: Check, tries: number): number | undefined {
  if (why !== 'hint' && why !== 'late') return undefined;
  return PAUSES_MS[tries - 1] ?? LONGEST_PAUSE_MS;
}

/** Smaller is asked first: what nobody was told of yet, then what somebody waits for, then what only looks again. */
export function rankOf(conditions: Conditions, { why, condition }: Check): number {
  if (why === 'schedule') return 4;
  if (why === 'grace') return 0;
  if (why === 'acted') return 3;
  return conditionOf(conditions, condition)?.isUrgent ? 1 : 2;
}

/** Streams of one domain are answered together from so many on. */
const TOGETHER = 4;

/** Those that one list answers together with this one; the question alone where they are few. */
export function withSiblings(
  conditions: Conditions,
  first: Question,
  waiting: Iterable<Question>,
): readonly Question[] {
  const domain = domainOf(conditions, first.check);
  if (domain === undefined) return [first];
  const all = [...waiting].filter(
    ({ check }) => check.account === first.check.account && domainOf(conditions, check) === domain,
  );
  return all.length < TOGETHER ? [first] : all;
}

/** The push domain, where it asks whether a stream is on air. */
function domainOf(conditions: Conditions, { subject, condition }: Check): string | undefined {
  const asksOnAir = subject.type === 'stream' && conditionOf(conditions, condition)?.asks === 'stream';
  return asksOnAir ? subject.id.split('/')[0] : undefined;
}
