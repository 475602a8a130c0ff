import { INCIDENT } from '../../callback/conditions.ts';
import { isFiring, type Alert } from '../model/alert.ts';
import { commitAlerts, type AlertCore } from '../alert-core.ts';
import { byWeight } from '../retention/weight.ts';
import { pushesOf, type Push } from '../../live/read/pushes.ts';
import { readViewers } from '../../live/read/figures/viewers.ts';
import { streamParts } from '../../live/read/stream-name.ts';

/** Alerts that are looked into at once, and that wait; a storm is one card, and needs no more. */
const AT_ONCE = 2;
const MOST_WAITING = 50;
/** What was found out is not looked for again within this, ms. */
const FRESH_MS = 30_000;
/** Parts of an incident that its card can offer something for. */
const MOST_PARTS = 3;

/** Finds out what helps to act: how many watch, and which pushes there are. The card is out long before. */
export interface Finding {
  /** These changed. Looks into those that have a card of their own and need it, and into the first parts of others. */
  look(alerts: readonly Alert[]): void;
  settled(): Promise<void>;
  stop(): void;
}

/** Creates a Finding. What cannot be found out is left out: nothing depends on it. */
export function createFinding(core: AlertCore): Finding {
  const { alertState, clock, log } = core;
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  /** When it was last asked, so that what the cloud cannot tell is not asked with each change. */
  const asked = new Map<string, number>();
  let stopped = false;

  function needsIt(alert: Alert): boolean {
    const isStream = alert.subject.type === 'stream' && alert.condition !== INCIDENT;
    return isStream && isFiring(alert) && !wasAsked(keyOf(alert)) && (!alert.found || isNewer(alert));
  }

  function wasAsked(key: string): boolean {
    return clock.passed() - (asked.get(key) ?? -Infinity) < FRESH_MS;
  }

  /** The alert itself where it has a card, or those of its parts that come first on it. */
  function shownBy(alert: Alert): readonly Alert[] {
    const { announced, parent, children, status } = alert;
    // What waits whether it comes back is not shown to anybody yet.
    if (!announced || status !== 'firing') return [];
    const own = parent === undefined ? [alert] : [];
    const key = `parts of ${alert.id}`;
    if (!children || wasAsked(key)) return own;
    // Of thousands of parts not with each that joins.
    asked.set(key, clock.passed());
    const parts = byWeight(alertState.childrenOf(alert.id), core.config.alerts).slice(0, MOST_PARTS);
    return [...own, ...parts];
  }

  function next(): void {
    while (!stopped && running.size < AT_ONCE) {
      const [id] = waiting;
      if (id === undefined) return;
      waiting.delete(id);
      const work = lookInto(id)
        .catch((error: unknown) => log.warn({ err: error, alert: id }, 'nothing more could be found out'))
        .finally(() => {
          running.delete(id);
          next();
        });
      running.set(id, work);
    }
  }

  async function lookInto(id: string): Promise<void> {
    const alert = alertState.byId(id);
    if (!alert || !needsIt(alert)) return;
    asked.set(keyOf(alert), clock.passed());
    const live = core.live(alert.account);
    const { app = '', stream = '' } = streamParts(alert.subject.id) ?? {};
    const [pushes, viewers] = await Promise.allSettled([
      pushesOf(live, alert.subject.id),
      readViewers(live, { app, stream }, clock.now()),
    ]);
    const watched = viewers.status === 'fulfilled' ? viewers.value : undefined;
    const upstreams = pushes.status === 'fulfilled' ? pushes.value : undefined;
    if (!watched && !upstreams) return;
    await core.exclusive(async () => {
      const current = alertState.byId(id);
      if (!current || current.status === 'closed') return;
      const whole = current.parent === undefined ? undefined : alertState.byId(current.parent);
      if (whole && whole.status !== 'closed') alertState.putAlert({ ...whole, version: whole.version + 1 });
      alertState.putAlert({
        ...current,
        version: current.version + 1,
        found: {
          at: clock.now(),
          ...(watched && { viewers: watched.online, viewersAt: watched.at }),
          ...(upstreams && { upstreams: upstreams.some(isNamed) ? upstreams.slice(0, 8) : [] }),
        },
      });
      await commitAlerts(core);
    });
  }

  return {
    look(alerts) {
      for (const alert of alerts.flatMap(shownBy)) {
        if (waiting.size >= MOST_WAITING) break;
        if (needsIt(alert) && !running.has(alert.id)) waiting.add(alert.id);
      }
      if (asked.size > 10 * MOST_WAITING)
        for (const [id, at] of asked) if (clock.passed() - at > FRESH_MS) asked.delete(id);
      next();
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}

/** The list of streams on air names no pushes; that of backups does. */
function isNamed({ sequence }: Push): boolean {
  return sequence !== '';
}

/** Whether it broke again after what was found out, or one of our commands changed what there is. */
function isNewer(alert: Alert): boolean {
  return Math.max(alert.fires.at(-1) ?? 0, lastCommandAt(alert)) > (alert.found?.at ?? 0);
}

/** What a command of ours changed is looked for at once, however lately it was asked. */
function keyOf(alert: Alert): string {
  return `${alert.id} ${lastCommandAt(alert)}`;
}

function lastCommandAt({ history }: Alert): number {
  return history.findLast(({ what }) => what === 'acted')?.at ?? 0;
}
