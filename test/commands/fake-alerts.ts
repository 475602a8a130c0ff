import type { Alert, Step, Who } from '../../src/alert/model/alert.ts';
import type { Alerts } from '../../src/alert/model/alerts.ts';
import type { Mute } from '../../src/alert/model/mute.ts';
import { NOW } from './asking.ts';

/** Alerts in memory that note what was asked of them. */
export interface FakeAlerts extends Alerts {
  readonly asked: unknown[][];
}

/** Creates FakeAlerts over these. */
export function createFakeAlerts(given: readonly Alert[], mutes: readonly Mute[] = []): FakeAlerts {
  const alerts = new Map(given.map((alert) => [alert.id, alert]));
  const asked: unknown[][] = [];
  async function change(id: string, who: Who, what: Step['what'], more: Partial<Alert>): Promise<Alert> {
    const alert = alerts.get(id);
    if (!alert) throw new Error(`no alert ${id}`);
    const changed = {
      ...alert,
      ...more,
      history: [...alert.history, { at: NOW, what, by: who }],
      steps: alert.steps + 1,
    };
    alerts.set(id, changed);
    return changed;
  }
  return {
    asked,
    known: (id) => alerts.get(id),
    list: (account) => [...alerts.values()].filter((alert) => alert.account === account),
    find: (account, id) => [...alerts.values()].find((alert) => alert.account === account && alert.id === id),
    childrenOf: ({ id }) => [...alerts.values()].filter(({ parent }) => parent === id),
    acknowledge(account, id, who) {
      asked.push(['acknowledge', account, id, who.person]);
      const until = NOW + 30 * 60_000;
      return change(id, who, 'acknowledged', { acknowledged: { by: who, at: NOW, until } });
    },
    mute(account, id, who, until) {
      asked.push(['mute', account, id, until]);
      return change(id, who, 'muted', {
        muted: { by: who, at: NOW, ...(until !== 'recovered' && { until }) },
      });
    },
    unmute(account, id, who) {
      asked.push(['unmute', account, id]);
      return change(id, who, 'unmuted', { muted: undefined });
    },
    assign(account, id, who, person) {
      asked.push(['assign', account, id, person]);
      return change(id, who, 'assigned', { assigned: { person, by: who, at: NOW } });
    },
    close(account, id, who, why) {
      asked.push(['close', account, id, why]);
      return change(id, who, 'closed', { status: 'closed', closedAt: NOW });
    },
    note(account, id, who, text) {
      asked.push(['note', account, id, text]);
      return change(id, who, 'noted', {});
    },
    mutes: (account) => mutes.filter((mute) => mute.account === account),
    async addMute(mute, who) {
      asked.push(['addMute', mute]);
      return { ...mute, id: 'm2n3p4', by: who, at: NOW };
    },
    async endMute(account, id) {
      asked.push(['endMute', account, id]);
      const ended = mutes.find((mute) => mute.id === id);
      if (!ended) throw new Error(`no mute ${id}`);
      return ended;
    },
  };
}
