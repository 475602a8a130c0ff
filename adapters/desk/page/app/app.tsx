import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { AlertsPane } from '../alerts/alerts.tsx';
import { RingBar } from '../alerts/ring-bar.tsx';
import { AskedForStrip } from '../conversation/asked-for.tsx';
import { Composer } from '../conversation/composer.tsx';
import { Log } from '../conversation/log.tsx';
import { Pinned } from '../conversation/pinned.tsx';
import { FormDialog } from '../form/form.tsx';
import { OnAirPane } from '../onair/on-air.tsx';
import { Palette } from '../palette/palette.tsx';
import { RecordsPane } from '../records/records.tsx';
import { isInside, pane, setup } from '../state/store.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { Bar } from './bar.tsx';
import { Login } from './login.tsx';

/** The whole page: what is on air, alerts and the conversation, side by side where there is room. */
export function App(): JSX.Element {
  useEffect(() => {
    document.documentElement.lang = language.value;
  }, [language.value]);
  const told = setup.value;
  return (
    <>
      <Bar />
      {isInside.value ? (
        <>
          <RingBar />
          <main class="desk" data-pane={pane.value}>
            <OnAirPane />
            <AlertsPane />
            <section class="pane pane-conversation" id="pane-conversation" aria-label={words().conversation}>
              <Pinned />
              <AskedForStrip />
              <Log />
              <Composer />
            </section>
            <RecordsPane />
          </main>
          <FormDialog />
          <Palette />
        </>
      ) : (
        told &&
        told.login !== 'open' && (
          <main class="desk">
            <Login setup={told} />
          </main>
        )
      )}
    </>
  );
}
