import type { Conditions } from '../callback/condition.ts';
import { CONDITIONS } from '../callback/conditions.ts';
import type { Store } from '../store/store.ts';
import { createAlertState, type AlertState } from './alert-state.ts';
import { ALERTS, type Alert } from './model/alert.ts';
import { MUTES, readMute } from './model/mute.ts';
import { readAlert } from './model/read-alert.ts';
import { readStreamState, STREAM_STATES } from './model/stream-state.ts';
import { MOST_KEPT, type MostKept } from './retention/most-kept.ts';

/**
 * Reads the alert state from the store. What another version wrote in another form, or what is damaged, is left out, and
 * told to `onUnreadable`.
 */
export async function openAlertState(
  store: Store,
  onUnreadable: (collection: string, id: string) => void = () => undefined,
  kept: MostKept = MOST_KEPT,
  conditions: Conditions = CONDITIONS,
): Promise<AlertState> {
  const alertState = createAlertState(kept, conditions);
  const alerts: Alert[] = [];
  for (const { id, value } of await store.list(ALERTS, { constant: true })) {
    const alert = readAlert(value);
    if (alert) alerts.push(alert);
    else onUnreadable(ALERTS, id);
  }
  alertState.load(alerts);
  for (const alert of alerts) {
    const counted = recounted(alert, alertState);
    if (counted !== alert) alertState.putAlert(counted);
  }
  for (const { value } of await store.list(STREAM_STATES, { constant: true })) {
    const state = readStreamState(value);
    if (state) alertState.putStream(state);
  }
  for (const { value } of await store.list(MUTES)) {
    const mute = readMute(value);
    if (mute) alertState.putMute(mute.id, mute);
  }
  alertState.changesWritten();
  return alertState;
}

/** An incident with as many open parts as there are: one that cannot be read would keep it open for ever. */
function recounted(alert: Alert, { childrenOf }: Pick<AlertState, 'childrenOf'>): Alert {
  if (!alert.children || alert.status === 'closed') return alert;
  const open = childrenOf(alert.id).filter(({ status }) => status === 'firing').length;
  return open === alert.children.open ? alert : { ...alert, children: { ...alert.children, open } };
}
