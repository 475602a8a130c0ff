import type { JSX } from 'preact';
import { Icon } from '../card/icon.tsx';
import { useEffect } from 'preact/hooks';
import { connection, me, pane } from '../state/store.ts';
import { words } from '../words/words.ts';
import { ActRows } from './act-rows.tsx';
import { AlertLines } from './alert-lines.tsx';
import { Filters } from './filters.tsx';
import {
  acts,
  isLooking,
  isSeeking,
  kind,
  lookUp,
  lookUpMore,
  olderAlerts,
  problem,
  seekAnything,
} from './lookup.ts';
import { momentOf } from './moment.tsx';
import { closeRecords, showRecords } from './show-records.ts';

/** What was done, and what was wrong: looked up page by page, while it is shown. */
export function RecordsPane(): JSX.Element | null {
  return pane.value === 'records' ? <OpenRecords /> : null;
}

function OpenRecords(): JSX.Element {
  const isConnected = connection.value === 'connected';
  useEffect(() => {
    if (isConnected && (kind.value === 'audit' ? acts : olderAlerts).value === undefined) void lookUp();
  }, [kind.value, me.value, isConnected]);
  const isAudit = kind.value === 'audit';
  const title = isAudit ? words().audit : words().history;
  return (
    <section class="pane pane-records" id="pane-records" aria-labelledby="head-records">
      <header class="pane-head">
        <h2 id="head-records" class="visually-hidden">
          {title}
        </h2>
        <div class="kinds" role="group" aria-label={words().records}>
          {(['audit', 'history'] as const).map((each) => (
            <button
              key={each}
              type="button"
              class="quiet"
              aria-pressed={kind.value === each}
              onClick={() => showRecords(each)}
            >
              {each === 'audit' ? words().audit : words().history}
            </button>
          ))}
        </div>
        <button type="button" class="quiet square" aria-label={words().close} onClick={closeRecords}>
          <Icon name="close" />
        </button>
      </header>
      <div class="pane-body" tabIndex={0} role="region" aria-labelledby="head-records">
        <Filters />
        <p class="problem" role="alert">
          {problem.value}
        </p>
        {isAudit ? <ActRows /> : <AlertLines />}
        <End />
      </div>
    </section>
  );
}

/** Under the rows: whether there are more, how far they go back, and of when they are. */
function End(): JSX.Element | null {
  const isAudit = kind.value === 'audit';
  const found = isAudit ? acts.value : olderAlerts.value;
  if (!found) return isLooking.value ? <p class="empty">{words().looking}</p> : null;
  const rows = found.rows.length;
  const more = isAudit ? acts.value?.more === true : rows < (olderAlerts.value?.total ?? 0);
  const back = isAudit ? acts.value?.lookedBackTo : undefined;
  return (
    <div class="records-end">
      {rows === 0 && <p class="empty">{isSeeking() ? words().noneFits : words().noRecords}</p>}
      <div class="buttons">
        {more && (
          <button type="button" class="action" aria-busy={isLooking.value} onClick={() => void lookUpMore()}>
            {words().more}
          </button>
        )}
        <button type="button" class="action" aria-busy={isLooking.value} onClick={() => void lookUp()}>
          {words().refresh}
        </button>
        {isSeeking() && (
          <button type="button" class="action" onClick={seekAnything}>
            {words().clearFilters}
          </button>
        )}
      </div>
      <p class="small" role="status">
        {!isAudit && olderAlerts.value && `${words().shownOf(rows, olderAlerts.value.total)} `}
        {words().asOf(momentOf(found.asOf))}
        {back !== undefined && ` ${words().lookedBackTo(momentOf(back))}`}
      </p>
    </div>
  );
}
