import type { JSX } from 'preact';
import { Icon } from '../card/icon.tsx';
import { openPalette } from '../palette/palette.tsx';
import { choose, logOut, switchLanguage } from '../state/begin.ts';
import { alerts, connection, isInside, me, onAir, pane, ringing, setup, type Pane } from '../state/store.ts';
import { unseen } from '../conversation/place.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Who one is, how one stands to the desk, and where there is little room the tabs. */
export function Bar(): JSX.Element {
  const told = setup.value;
  return (
    <header class="bar">
      <span class="brand">
        <span class="tally" aria-hidden="true" />
        <span class="brand-text">
          <strong>Airdesk</strong>
          <span class="state" data-state={connection.value} role="status">
            {words()[connection.value]}
          </span>
        </span>
      </span>
      {isInside.value && <Tabs />}
      <span class="bar-tools">
        {isInside.value && (
          <button
            type="button"
            class="quiet find"
            aria-label={`Ctrl K: ${words().palette}`}
            onClick={openPalette}
          >
            <Icon name="search" />
            <kbd aria-hidden="true">Ctrl K</kbd>
          </button>
        )}
        {told?.login === 'open' && (
          <select
            class="quiet person"
            aria-label={words().youAre}
            value={me.value ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {told.people.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </select>
        )}
        {told && told.login !== 'open' && told.me && (
          <button type="button" class="quiet" onClick={() => void logOut()}>
            {`${told.me.name} · ${words().logOut}`}
          </button>
        )}
        <button
          type="button"
          class="quiet language"
          lang={language.value === 'en' ? 'zh-CN' : 'en'}
          onClick={() => void switchLanguage()}
        >
          {words().other}
        </button>
      </span>
    </header>
  );
}

/** The parts of the desk, with how much there is in each. */
function Tabs(): JSX.Element {
  const live = [...onAir.value.values()].flatMap(({ streams }) =>
    streams.filter(({ state }) => state === 'on'),
  );
  const open = [...alerts.value.values()].filter(({ state }) => state !== 'closed' && state !== 'recovered');
  const tabs: readonly (readonly [Pane, string, number])[] = [
    ['onair', words().onAir, live.length],
    ['alerts', words().alerts, open.length],
    ['conversation', words().conversation, unseen.value],
  ];
  return (
    <nav class="tabs" aria-label={words().panes}>
      {tabs.map(([name, label, count]) => (
        <button
          key={name}
          type="button"
          class="tab"
          data-pane={name}
          data-rings={name === 'alerts' && ringing.value.length > 0 ? '' : undefined}
          aria-current={pane.value === name ? 'true' : undefined}
          onClick={() => {
            pane.value = name;
          }}
        >
          {label} <span class="count">{count}</span>
        </button>
      ))}
    </nav>
  );
}
