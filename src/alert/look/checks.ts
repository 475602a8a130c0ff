import { subjectKey } from '../event.ts';
import type { Clock } from '../../clock.ts';
import type { Live } from '../../live/live.ts';
import type { Log } from '../../log.ts';
import type { Check } from '../situation.ts';
import { answerCheck, type Seen } from './answer-check.ts';

/** Questions that are asked at once, and that wait. */
const AT_ONCE = 4;
const MOST_WAITING = 1000;
/** After how long it is asked again where the cloud did not answer, ms: nothing else would tell of a hint. */
const AGAIN_MS = [5000, 30_000, 120_000];

interface Question {
  readonly check: Check;
  /** How often it was asked in vain. */
  readonly tries: number;
}

/** Looks at the cloud where a decision needs it. */
export interface Checks {
  ask(checks: readonly Check[]): void;
  /** Resolves when nothing is asked any more. */
  settled(): Promise<void>;
  stop(): void;
}

/**
 * Asks, a few at a time, and hands on what was seen. The same question is not asked twice at once; when too many wait,
 * those that only look again are left out first.
 */
export function createChecks(options: {
  readonly live: (account: string) => Live;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: (outcome: 'ok' | 'failed' | 'dropped') => void;
  readonly tell: (seen: Seen) => Promise<unknown>;
}): Checks {
  const { live, clock, log, count, tell } = options;
  const waiting = new Map<string, Question>();
  let toRetry = 0;
  const running = new Set<Promise<void>>();
  let stopped = false;

  function next(): void {
    while (!stopped && running.size < AT_ONCE) {
      const [first] = waiting;
      if (!first) return;
      waiting.delete(first[0]);
      const work: Promise<void> = look(...first).finally(() => {
        running.delete(work);
        next();
      });
      running.add(work);
    }
  }

  async function look(key: string, { check, tries }: Question): Promise<void> {
    try {
      const seen = await answerCheck(live(check.account), check, clock.now());
      count('ok');
      if (seen && !stopped) await tell(seen);
    } catch (error) {
      count('failed');
      log.warn({ err: error, subject: check.subject, why: check.why }, 'the cloud could not be asked');
      askAgain(key, { check, tries: tries + 1 });
    }
  }

  function askAgain(key: string, question: Question): void {
    const { check, tries } = question;
    const after = check.why === 'hint' || check.why === 'late' ? AGAIN_MS[tries - 1] : undefined;
    if (stopped || after === undefined || toRetry >= MOST_WAITING) return;
    toRetry += 1;
    clock.after(after, () => {
      toRetry -= 1;
      if (stopped || waiting.has(key) || waiting.size >= MOST_WAITING) return;
      waiting.set(key, question);
      next();
    });
  }

  return {
    ask(checks) {
      for (const check of checks) {
        const key = `${check.account}|${subjectKey(check.subject)}|${check.condition}`;
        const isFull = waiting.size >= MOST_WAITING && !waiting.has(key);
        if (isFull && check.why === 'schedule') {
          count('dropped');
          continue;
        }
        if (isFull) dropOne();
        waiting.set(key, { check, tries: 0 });
      }
      next();
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };

  function dropOne(): void {
    const entries = [...waiting];
    const [key] = entries.find(([, { check }]) => check.why === 'schedule') ?? entries[0] ?? [];
    if (key !== undefined) waiting.delete(key);
    count('dropped');
  }
}
