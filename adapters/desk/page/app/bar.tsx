import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { showRecords } from '../records/show-records.ts';
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
      {/* Nothing before all is known that belongs there: it would move. */}
      {told && (
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
          {told.login === 'open' && (
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
          {isInside.value ? <Menu /> : <LanguageButton />}
        </span>
      )}
    </header>
  );
}

/** What is needed more rarely: beside each other where there is room, otherwise behind one button. */
function Menu(): JSX.Element {
  const [isOpen, open] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const told = setup.value;
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: Event): void => {
      const isOutside = event.target instanceof Node && box.current?.contains(event.target) !== true;
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : isOutside) open(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [isOpen]);
  return (
    <span class="menu" ref={box}>
      <button
        type="button"
        class="quiet square menu-button"
        aria-label={words().menu}
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => open(!isOpen)}
      >
        <Icon name="menu" />
      </button>
      <span class="menu-items" id="menu" data-open={isOpen ? '' : undefined} onClick={() => open(false)}>
        <button type="button" class="quiet" data-records="audit" onClick={() => showRecords('audit')}>
          {words().audit}
        </button>
        <button
          type="button"
          class="quiet only-narrow"
          data-records="history"
          onClick={() => showRecords('history')}
        >
          {words().history}
        </button>
        <LanguageButton />
        {told && told.login !== 'open' && told.me && (
          <button type="button" class="quiet" onClick={() => void logOut()}>
            {`${told.me.name} · ${words().logOut}`}
          </button>
        )}
      </span>
    </span>
  );
}

function LanguageButton(): JSX.Element {
  return (
    <button
      type="button"
      class="quiet language"
      lang={language.value === 'en' ? 'zh-CN' : 'en'}
      onClick={() => void switchLanguage()}
    >
      {words().other}
    </button>
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
