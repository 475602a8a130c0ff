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

  alerts.on((changed) => {
    watch.soon();
    if (hearers.size === 0) return;
    for (const alert of changed) {
      // In its grace time nobody is told of it, unless it was there before.
      if (alert.status === 'pending' && alert.recoveredAt === undefined) continue;
      const { account, id } = alert;
      const shown = isListed(alert) ? { alerts: [row(alert)] } : { alerts: [], gone: [id] };
      const event: LiveEvent = { kind: 'alerts', account, all: false, ...shown };
      for (const hear of [...hearers]) hear(event);
    }
  });

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
