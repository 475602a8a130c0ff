import { notFound } from '../name-refusals.ts';
import { Refusal } from '../errors.ts';
import { isSameWho, type Alert, type Who } from './model/alert.ts';
import { commitAlerts, type AlertCore } from './alert-core.ts';
import type { Alerts } from './model/alerts.ts';
import type { Act } from './decide/people/act.ts';
import { decideAct } from './decide/people/decide-act.ts';
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

  function act(account: string, id: string, who: Who, what: Act): Promise<Alert> {
    return core.exclusive(async () => {
      const alert = find(account, id);
      if (!alert) throw noSuchAlert(id);
      const decision = decideAct(core.input, alert, what, who, clock.now());
      for (const changed of decision.alerts) alertState.putAlert(changed);
      await commitAlerts(core);
      hurry(id);
      return find(account, id) ?? alert;
    });
  }

  return {
    known: (id) => alertState.byId(id),
    list: (account) => [...alertState.all()].filter((alert) => alert.account === account).reverse(),
    find,
    childrenOf: (incident) => alertState.childrenOf(incident.id),
    acknowledge: (account, id, who) => act(account, id, who, { what: 'acknowledge' }),
    mute: (account, id, who, until) => act(account, id, who, { what: 'mute', until }),
    unmute: (account, id, who) => act(account, id, who, { what: 'unmute' }),
    assign: (account, id, who, person) =>
      act(account, id, who, { what: 'assign', person, accounts: accountsOf(config, person, who) }),
    close: (account, id, who, why) => act(account, id, who, { what: 'close', why }),
    note: (account, id, who, text) => act(account, id, who, { what: 'note', text }),
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
          for (const changed of decideAct(core.input, alert, { what: 'unmute' }, who, clock.now()).alerts)
            alertState.putAlert(changed);
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
