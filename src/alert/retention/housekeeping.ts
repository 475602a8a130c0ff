import { conditionOf, type Conditions } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import { commitAlerts, type AlertCore } from '../alert-core.ts';
import type { Check } from '../model/decision.ts';

/** How often open conditions are looked at again, ms: a callback can be lost. */
const LOOK_AGAIN_MS = 30_000;
/** Conditions that are looked at each time, one after the other all of them. */
const MOST_CHECKS = 20;
/** Alerts among which they are looked for each time: most may be of another kind. */
const MOST_PASSED = 5000;
/** How often what ended long ago is forgotten where nothing happens, ms. */
const SWEEP_MS = 3_600_000;

/** Looks again at what is open, and forgets what ended long ago, now and then. Returns what stops it. */
export function startHousekeeping(core: AlertCore): () => void {
  const { alertState, clock, log } = core;
  const rounds = roundsOf(() => alertState.all());
  let stopped = false;
  let nextSweep = clock.passed() + SWEEP_MS;
  let cancel = clock.after(LOOK_AGAIN_MS, tick);

  function tick(): void {
    core.check(again());
    const isSweeping = clock.passed() >= nextSweep;
    if (isSweeping) nextSweep = clock.passed() + SWEEP_MS;
    const work: Promise<unknown> = isSweeping ? core.exclusive(() => commitAlerts(core)) : Promise.resolve();
    work
      .catch((error: unknown) => log.error({ err: error }, 'ended alerts could not be forgotten'))
      .finally(() => {
        if (!stopped) cancel = clock.after(LOOK_AGAIN_MS, tick);
      });
  }

  function again(): Check[] {
    const checks: Check[] = [];
    for (const alert of rounds(MOST_PASSED)) {
      if (!isCheckable(core.config.alerts.conditions, alert)) continue;
      const { account, subject, condition } = alert;
      checks.push({ account, subject, condition, why: 'schedule' });
      if (checks.length === MOST_CHECKS) break;
    }
    return checks;
  }

  return () => {
    stopped = true;
    cancel();
  };
}

function isCheckable(conditions: Conditions, { status, condition, subject }: Alert): boolean {
  return (
    status === 'firing' &&
    conditionOf(conditions, condition)?.asksAgain === true &&
    subject.type !== 'stream-name'
  );
}

/** Goes on where it was left the last time, at most `most` at once, up to the end of a round. */
export function roundsOf<T>(all: () => Iterable<T>): (most: number) => Iterable<T> {
  let left = all()[Symbol.iterator]();
  return function* (most) {
    let isAtBeginning = false;
    for (let passed = 0; passed < most;) {
      const next = left.next();
      if (next.done !== true) {
        passed += 1;
        yield next.value;
        continue;
      }
      left = all()[Symbol.iterator]();
      if (isAtBeginning || passed > 0) return;
      isAtBeginning = true;
    }
  };
}
