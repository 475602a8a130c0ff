import { conditionOf, type Conditions } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import { commitAlerts, type AlertCore } from '../alert-core.ts';
import type { Check } from '../model/decision.ts';
import { createRounds } from './rounds.ts';

/** How often open conditions are looked at again, ms: a callback can be lost. */
const LOOK_AGAIN_MS = 30_000;
/** Conditions that are looked at each time, one after the other all of them. */
const MOST_CHECKS = 20;
/** How often what ended long ago is forgotten where nothing happens, ms. */
const SWEEP_MS = 3_600_000;

/** Looks again at what is open, and forgets what ended long ago, now and then. Returns what stops it. */
export function startHousekeeping(core: AlertCore): () => void {
  const { alertState, clock, log } = core;
  const { conditions } = core.config.alerts;
  const rounds = createRounds(checkable);
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

  function checkable(): string[] {
    const ids: string[] = [];
    for (const alert of alertState.all()) if (isCheckable(conditions, alert)) ids.push(alert.id);
    return ids;
  }

  function again(): Check[] {
    const checks: Check[] = [];
    for (const id of rounds.next()) {
      const alert = alertState.byId(id);
      if (!alert || !isCheckable(conditions, alert)) continue;
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
