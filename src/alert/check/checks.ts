import type { Conditions } from '../../callback/condition.ts';
import type { Clock } from '../../clock.ts';
import type { Live } from '../../live/live.ts';
import type { Log } from '../../observability/log.ts';
import type { Check } from '../model/decision.ts';
import { answerCheck, answerStreams, type CheckAnswer } from './answer-check.ts';
import { keyOf, pauseAfter, rankOf, withSiblings, type Question } from './question.ts';

/** Questions that are asked at once, and that wait. */
const AT_ONCE = 4;
/** Of those that were asked in vain, while the cloud does not answer: it is only to be seen whether it does again. */
const RETRIES_AT_ONCE = 1;
const MOST_WAITING = 1000;

/** Looks at the cloud where a decision needs it. */
export interface Checks {
  ask(checks: readonly Check[]): void;
  /** Questions that wait for an answer. */
  waiting(): number;
  /** Resolves when nothing is asked any more. */
  settled(): Promise<void>;
  stop(): void;
}

/**
 * Asks, a few at a time and what is urgent first, and hands on what was seen. The same question is not asked twice at
 * once; many streams of one domain are one question. What a hint asks is asked until it is answered. When too many wait,
 * those that only look again are left out first; of a stream that is left out then, `overflow` tells the account: all
 * that is on air there is to be compared instead.
 */
export function createChecks(options: {
  readonly conditions: Conditions;
  readonly live: (account: string) => Live;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: (outcome: 'ok' | 'failed' | 'dropped') => void;
  readonly tell: (seen: CheckAnswer) => Promise<unknown>;
  readonly overflow?: (account: string) => void;
}): Checks {
  const { conditions, live, clock, log, count, tell } = options;
  const waiting = new Map<string, Question>();
  const running = new Set<Promise<void>>();
  let retrying = 0;
  let order = 0;
  let stopped = false;
  let cancelTimer = (): void => undefined;

  function next(): void {
    cancelTimer();
    while (!stopped && running.size < AT_ONCE) {
      const first = nextQuestion();
      if (!first) break;
      start(first);
    }
    setTimer();
  }

  function nextQuestion(): Question | undefined {
    const now = clock.passed();
    let best: Question | undefined;
    for (const question of waiting.values()) {
      if (question.notBefore > now || (question.tries > 0 && retrying >= RETRIES_AT_ONCE)) continue;
      if (!best || isBefore(conditions, question, best)) best = question;
    }
    return best;
  }

  function start(first: Question): void {
    const questions = withSiblings(conditions, first, waiting.values());
    for (const { key } of questions) waiting.delete(key);
    const isRetry = first.tries > 0;
    if (isRetry) retrying += 1;
    const work: Promise<void> = look(questions).finally(() => {
      if (isRetry) retrying -= 1;
      running.delete(work);
      next();
    });
    running.add(work);
  }

  async function look(questions: readonly Question[]): Promise<void> {
    const checks = questions.map(({ check }) => check);
    const [first] = checks;
    if (!first) return;
    try {
      const client = live(first.account);
      const seen =
        checks.length === 1
          ? [await answerCheck(conditions, client, first, clock.now())]
          : await answerStreams(client, checks, clock.now());
      for (const { tries } of questions) {
        count('ok');
        if (tries > 0) hurry(first.account);
      }
      await tellAll(questions, seen);
    } catch (error) {
      for (const { subject, why } of checks) {
        count('failed');
        log.warn({ err: error, subject, why }, 'the cloud could not be asked');
      }
      for (const question of questions) askAgain(question);
    }
  }

  /** An answer that the disk does not take is no answer: whoever hinted at it is not heard again. */
  async function tellAll(
    questions: readonly Question[],
    seen: readonly (CheckAnswer | undefined)[],
  ): Promise<void> {
    await Promise.all(
      questions.map(async (question, at) => {
        const one = seen[at];
        if (!one || stopped) return;
        try {
          await tell(one);
        } catch (error) {
          log.warn({ err: error, subject: question.check.subject }, 'what was seen could not be stored');
          askAgain(question);
        }
      }),
    );
  }

  /** The cloud answers again: what waits for that need not wait on. */
  function hurry(account: string): void {
    const now = clock.passed();
    for (const [key, question] of waiting)
      if (question.check.account === account && question.notBefore > now)
        waiting.set(key, { ...question, notBefore: now });
  }

  function askAgain({ key, check, tries, order: came }: Question): void {
    const pause = pauseAfter(check, tries + 1);
    if (stopped || pause === undefined || waiting.has(key)) return;
    add({ key, check, tries: tries + 1, notBefore: clock.passed() + pause, order: came });
  }

  function add(question: Question): void {
    const isFull = waiting.size >= MOST_WAITING && !waiting.has(question.key);
    if (isFull && question.check.why === 'schedule') {
      count('dropped');
      return;
    }
    if (isFull) dropOne();
    waiting.set(question.key, question);
  }

  /** What only looks again, or else a stream: of those a list of all tells. */
  function dropOne(): void {
    const all = [...waiting.values()];
    const dropped =
      all.find(({ check }) => check.why === 'schedule') ??
      all.find(({ check }) => check.subject.type === 'stream') ??
      all[0];
    if (!dropped) return;
    waiting.delete(dropped.key);
    count('dropped');
    if (dropped.check.why !== 'schedule') options.overflow?.(dropped.check.account);
  }

  function setTimer(): void {
    if (stopped || waiting.size === 0) return;
    const now = clock.passed();
    const times = [...waiting.values()].map(({ notBefore }) => notBefore).filter((at) => at > now);
    if (times.length > 0) cancelTimer = clock.after(Math.min(...times) - now, next);
  }

  return {
    ask(checks) {
      for (const check of checks) {
        const key = keyOf(check);
        const before = waiting.get(key);
        // A look for its own sake does not take the place of what is asked until it is answered.
        if (before && pauseAfter(before.check, 1) !== undefined && pauseAfter(check, 1) === undefined) {
          waiting.set(key, { ...before, notBefore: Math.min(before.notBefore, clock.passed()) });
          continue;
        }
        add({ key, check, tries: 0, notBefore: clock.passed(), order: (order += 1) });
      }
      next();
    },
    waiting: () => waiting.size,
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      stopped = true;
      cancelTimer();
      waiting.clear();
    },
  };
}

function isBefore(conditions: Conditions, one: Question, other: Question): boolean {
  const byRank = rankOf(conditions, one.check) - rankOf(conditions, other.check);
  return byRank !== 0 ? byRank < 0 : one.order < other.order;
}
