import { notFound } from '../name-refusals.ts';
import { Refusal } from '../errors.ts';
import { isSameWho, type Alert } from './model/alert.ts';
import { commitAlerts, type AlertCore } from './alert-core.ts';
import type { Alerts } from './model/alerts.ts';
import { decideClose } from './decide/close.ts';
import { acknowledge, assign, mute, note, unmute } from './decide/people/people.ts';
import { accountsOf } from './people-now.ts';
import { LONGEST_MUTE_MS, type Mute } from './model/mute.ts';

/** Mutes that an account may have at once. */
const MOST_MUTES = 200;

/** What people do to alerts: decided, on disk, then their cards before all others. */
export function createAlerts(core: AlertCore, hurry: (id: string) => void): Alerts {
  const { alertState, clock, config } = core;

  function find(account: string, id: string): Alert | undefined {
    const alert = alertState.byId(id);
    return alert?.account === account ? alert : undefined;
  }

  function change(account: string, id: string, step: (alert: Alert) => Alert): Promise<Alert> {
    return core.exclusive(async () => {
      const alert = find(account, id);
      if (!alert) throw noSuchAlert(id);
      const changed = step(alert);
      alertState.putAlert(changed);
      await commitAlerts(core);
      hurry(id);
      return changed;
    });
  }

  const { ackMinutes, closeMinutes } = config.alerts;
  const ackMs = ackMinutes * 60_000;
  const closeMs = closeMinutes * 60_000;

  return {
    known: (id) => alertState.byId(id),
    list: (account) => [...alertState.all()].filter((alert) => alert.account === account).reverse(),
    find,
    childrenOf: (incident) => alertState.childrenOf(incident.id),
    acknowledge: (account, id, who) =>
      change(account, id, (alert) => acknowledge(alert, who, clock.now(), ackMs, closeMs)),
    mute: (account, id, who, until) => change(account, id, (alert) => mute(alert, who, clock.now(), until)),
    unmute: (account, id, who) => change(account, id, (alert) => unmute(alert, who, clock.now())),
    assign: (account, id, who, person) =>
      change(account, id, (alert) =>
        assign(alert, who, clock.now(), person, accountsOf(config, person, who)),
      ),
    close: (account, id, who, why) =>
      core.exclusive(async () => {
        const alert = find(account, id);
        if (!alert) throw noSuchAlert(id);
        for (const changed of decideClose(core.input, alert, who, clock.now(), why))
          alertState.putAlert(changed);
        await commitAlerts(core);
        hurry(id);
        return find(account, id) ?? alert;
      }),
    note: (account, id, who, text) => change(account, id, (alert) => note(alert, who, clock.now(), text)),
    mutes: (account) => ofAccount(account),
    addMute: (asked, who) =>
      core.exclusive(async () => {
        const now = clock.now();
        if (ofAccount(asked.account).length >= MOST_MUTES) throw tooManyMutes();
        const until = Math.min(asked.until, now + LONGEST_MUTE_MS);
        const added: Mute = { ...asked, id: core.newId().slice(0, 6), by: who, at: now, until };
        alertState.putMute(added.id, added);
        await commitAlerts(core);
        return added;
      }),
    endMute: (account, id, who) =>
      core.exclusive(async () => {
        const ended = ofAccount(account).find((one) => one.id === id);
        if (!ended) throw noSuchMute(id);
        alertState.putMute(id, undefined);
        for (const alert of mutedBy(alertState.all(), ended))
          alertState.putAlert(unmute(alert, who, clock.now()));
        await commitAlerts(core);
        return ended;
      }),
  };

  function ofAccount(account: string): Mute[] {
    const now = clock.now();
    return alertState.mutes().filter((one) => one.account === account && one.until > now);
  }
}

/** Alerts that were muted by a mute, as they remember it: by whom, and until when. */
function mutedBy(alerts: Iterable<Alert>, { account, by, until }: Mute): Alert[] {
  return [...alerts].filter(
    (alert) =>
      alert.account === account &&
      alert.status !== 'closed' &&
      alert.muted?.until === until &&
      isSameWho(alert.muted.by, by),
  );
}

function noSuchAlert(id: string): Refusal {
  return notFound(
    { en: `There is no alert ${id.slice(0, 20)}`, zh: `没有告警 ${id.slice(0, 20)}` },
    { en: 'Nothing was changed. See all with: alert list', zh: '未做任何更改。查看全部：告警 列表' },
    ['alert list'],
  );
}

function noSuchMute(id: string): Refusal {
  return notFound(
    { en: `There is no mute ${id.slice(0, 20)}`, zh: `没有屏蔽 ${id.slice(0, 20)}` },
    { en: 'It may have ended. See all with: mute list', zh: '它可能已经结束。查看全部：屏蔽 列表' },
    ['mute list'],
  );
}

function tooManyMutes(): Refusal {
  return new Refusal(
    'airdesk.too-many',
    { en: `There are ${MOST_MUTES} mutes already`, zh: `屏蔽规则已有 ${MOST_MUTES} 条` },
    { en: 'Nothing was muted. End some first: mute list', zh: '未设置屏蔽。请先结束一些：屏蔽 列表' },
    ['mute list'],
  );
}
