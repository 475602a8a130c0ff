import type { Alert } from '../alert/model/alert.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { byWeight } from '../alert/retention/weight.ts';
import { mayAsk, mayRead } from '../guard/visible.ts';
import type { NamedCommand } from '../guard/command-grants.ts';
import type { LiveEvent, LiveFeed } from '../platform/live-feed.ts';
import { alertRow, isListed, type AlertRow } from './open-alerts.ts';
import type { OnAirWatch } from './watch-on-air.ts';

/** A page that has just opened is shown so many; all others are in `alert list`. */
const MOST_ALERTS = 60;
/** And of what ended within a night so many, newest first, ms. */
const ENDED_MS = 12 * 60 * 60_000;
const MOST_ENDED = 40;

/** So long changes of alerts are gathered behind one that was told, ms. */
const TOGETHER_MS = 250;
/** Cards take long to draw: of more than so many the weightiest go first, and the others this much later, ms. */
const MOST_AT_ONCE = 25;
const NEXT_MS = 50;

/** Joins what is on air and what is wrong. `lookedBy`: the command that shows what is on air; who may not use it does not see it here either. */
export function createLiveFeed(options: {
  readonly config: Config;
  readonly clock: Clock;
  readonly watch: OnAirWatch;
  readonly lookedBy: NamedCommand;
  readonly alerts: {
    readonly list: (account: string) => readonly Alert[];
    readonly on: (hear: (changed: readonly Alert[]) => void) => void;
    readonly told: (alert: Alert) => Pick<AlertRow, 'what' | 'cards'>;
  };
}): LiveFeed {
  const { config, clock, watch, lookedBy, alerts } = options;
  const hearers = new Set<(event: LiveEvent) => void>();
  const row = (alert: Alert): AlertRow => alertRow(alert, alerts.told(alert), clock.now());

  function openOf(account: string): LiveEvent {
    const listed = alerts.list(account).filter((alert) => alert.status !== 'pending' && isListed(alert));
    const open = listed.filter(({ status }) => status !== 'closed');
    const from = clock.now() - ENDED_MS;
    const ended = listed.filter(({ status, closedAt = 0 }) => status === 'closed' && closedAt > from);
    const shown = [...byWeight(open, config.alerts).slice(0, MOST_ALERTS), ...ended.slice(0, MOST_ENDED)];
    return { kind: 'alerts', account, all: true, alerts: shown.map(row) };
  }

  /** Those that changed and are not told yet, the newest state of each. */
  const untold = new Map<string, Alert>();
  let isWaiting = false;

  /** Each is drawn once, however often it changed; those of an account are told together. */
  function tellChanged(): void {
    if (hearers.size === 0) untold.clear();
    const all = [...untold.values()];
    const changed = all.length > MOST_AT_ONCE ? byWeight(all, config.alerts).slice(0, MOST_AT_ONCE) : all;
    for (const { id } of changed) untold.delete(id);
    for (const account of new Set(changed.map((alert) => alert.account))) {
      const own = changed.filter((alert) => alert.account === account);
      const event: LiveEvent = {
        ...{ kind: 'alerts', account, all: false, alerts: own.filter(isListed).map(row) },
        gone: own.filter((alert) => !isListed(alert)).map(({ id }) => id),
      };
      for (const hear of [...hearers]) hear(event);
    }
  }

  alerts.on((changed) => {
    watch.soon();
    if (hearers.size === 0) return;
    for (const alert of changed) {
      // In its grace time nobody is told of it, unless it was there before.
      if (alert.status === 'pending' && alert.recoveredAt === undefined) continue;
      untold.set(alert.id, alert);
    }
    if (isWaiting || untold.size === 0) return;
    // The first one at once; what follows in a storm waits for what comes with it.
    tellChanged();
    wait();
  });

  function wait(): void {
    isWaiting = true;
    clock.after(untold.size > 0 ? NEXT_MS : TOGETHER_MS, () => {
      isWaiting = false;
      tellChanged();
      if (untold.size > 0) wait();
    });
  }

  return {
    now: () => [
      ...watch.now().map((onAir): LiveEvent => ({ kind: 'onair', account: onAir.account, onAir })),
      ...Object.keys(config.accounts).map(openOf),
    ],
    watch(hear) {
      hearers.add(hear);
      const stop = watch.watch((onAir) => hear({ kind: 'onair', account: onAir.account, onAir }));
      return () => {
        hearers.delete(hear);
        stop();
      };
    },
    maySee: (reader, { kind, account }) =>
      mayRead(config, reader, [account]) && (kind !== 'onair' || mayAsk(config, reader, lookedBy, account)),
  };
}
