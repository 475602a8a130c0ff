import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { alerts, alertsKnown } from '../state/store.ts';
import { target } from '../state/target.ts';
import { showRecords } from '../records/show-records.ts';
import { FreshBar } from '../steady/fresh-bar.tsx';
import { useSteady } from '../steady/steady-order.ts';
import { useWithin } from '../steady/within.ts';
import { PaneTools } from '../app/pane-tools.tsx';
import { words } from '../words/words.ts';
import { AlertRow } from './alert-row.tsx';
import { byUrgency, SHOWN, type Shown } from './order.ts';
import { askForNotices, mayAskForNotices, sound, turnSound } from './ring.ts';

const sought = signal('');
const state = signal<Shown>('all');

/** Alerts by urgency, those that ended lately at the end. */
export function AlertsPane(): JSX.Element {
  const { handlers, isWithin } = useWithin();
  const { shown, fresh, gone, letGo } = useSteady(
    byUrgency(alerts.value.values(), { shown: state.value, sought: sought.value }),
    ({ id }) => id,
    isWithin,
    `${state.value} ${sought.value}`,
  );
  // The address leads to one that is not in the list any more.
  const [to, alertId = ''] = target.value.split('/');
  const isOld = to === 'alert' && alertsKnown.value && !alerts.value.has(alertId);
  useEffect(() => {
    if (isOld) showRecords('history', { sought: alertId });
  }, [isOld, alertId]);
  return (
    <section class="pane pane-alerts" id="pane-alerts" aria-labelledby="head-alerts">
      <header class="pane-head">
        <h2 id="head-alerts">{words().alerts}</h2>
        <PaneTools
          title={words().alerts}
          sought={sought}
          chooses={words().byState}
          chosen={state.value}
          choices={SHOWN.map((value) => ({ value, label: stateWords(value) }))}
          onChoose={(value) => {
            state.value = value;
          }}
        />
      </header>
      <div class="held" {...handlers}>
        <div class="pane-body" tabIndex={0} role="region" aria-labelledby="head-alerts">
          <ul class="alerts">
            {shown.map((alert) => (
              <AlertRow key={alert.id} alert={alert} isGone={gone.has(alert.id)} />
            ))}
          </ul>
          {shown.length === 0 && <p class="empty">{emptyWords()}</p>}
          <div class="buttons ring-tools">
            <button type="button" class="quiet" onClick={() => showRecords('history')}>
              {words().older}
            </button>
            <button type="button" class="quiet" aria-pressed={sound.value} onClick={turnSound}>
              {sound.value ? words().soundOn : words().soundOff}
            </button>
            {mayAskForNotices.value && (
              <button type="button" class="quiet" onClick={() => void askForNotices()}>
                {words().allowNotices}
              </button>
            )}
          </div>
        </div>
        <FreshBar count={fresh} letGo={letGo} />
      </div>
    </section>
  );
}

function stateWords(shown: Shown): string {
  if (shown === 'all') return words().allAlerts;
  return shown === 'waiting' ? words().waiting : words().alertState[shown];
}

function emptyWords(): string {
  if (!alertsKnown.value) return words().looking;
  return state.value === 'all' && sought.value.trim() === '' ? words().noAlerts : words().noneFits;
}
