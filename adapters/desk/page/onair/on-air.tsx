import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { alertsKnown, onAir } from '../state/store.ts';
import { FreshBar } from '../steady/fresh-bar.tsx';
import { useSteady } from '../steady/steady-order.ts';
import { useWithin } from '../steady/within.ts';
import { recall, remember } from '../wire/memory.ts';
import { language } from '../words/language.ts';
import { PaneTools } from '../app/pane-tools.tsx';
import { words } from '../words/words.ts';
import { Breaks } from '../breaks/breaks.tsx';
import { CasterRow } from './caster-row.tsx';
import { casterKey, keyCaster, touchedCaster } from './key-caster.ts';
import { listed, SORTS, type Sort } from './listed.ts';
import { StreamRow } from './stream-row.tsx';

const sought = signal('');
const sort = signal<Sort>(SORTS.find((each) => each === recall('sort')) ?? 'name');

/** What is on air: streams, then casters. */
export function OnAirPane(): JSX.Element {
  const all = [...onAir.value.values()];
  const { handlers, isWithin } = useWithin();
  const { shown, fresh, letGo } = useSteady(
    listed(all, sort.value, sought.value),
    ({ account, stream }) => `${account} ${stream.name}`,
    isWithin,
    `${sort.value} ${sought.value}`,
  );
  const casters = all.flatMap((each) => each.casters.map((caster) => ({ caster, account: each.account })));
  const withKeys = keyCaster(
    casters.map(({ caster, account }) => casterKey(account, caster.id)),
    touchedCaster.value,
  );
  return (
    <section class="pane pane-onair" id="pane-onair" aria-labelledby="head-onair">
      <header class="pane-head">
        <h2 id="head-onair">{words().onAir}</h2>
        <ListTools />
      </header>
      <div class="held" {...handlers}>
        <div class="pane-body" tabIndex={0} role="region" aria-labelledby="head-onair">
          {all.map(
            ({ account, trouble }) =>
              trouble && (
                <p key={account} class="trouble" role="status">
                  {words().notToldSince(timeOf(trouble.since), trouble.code)}
                </p>
              ),
          )}
          <ul class="streams">
            {shown.map((each) => (
              <StreamRow
                key={`${each.account} ${each.stream.name}`}
                listed={each}
                isOneOfSeveral={all.length > 1}
              />
            ))}
          </ul>
          {shown.length === 0 && <p class="empty">{emptyWords(all.length)}</p>}
          {all.map(
            ({ account, streams, total }) =>
              total > streams.length && (
                <p key={account} class="small">
                  {words().moreOf(streams.length, total)}
                </p>
              ),
          )}
          {casters.length > 0 && (
            <>
              <h3 class="pane-part">{words().casters}</h3>
              {casters.length > 1 && <p class="small keys-hint">{words().touchForKeys}</p>}
              <ul class="casters">
                {casters.map(({ caster, account }) => (
                  <CasterRow
                    key={casterKey(account, caster.id)}
                    caster={caster}
                    keysAre={withKeys === casterKey(account, caster.id) ? 'here' : 'elsewhere'}
                    onTouch={() => {
                      touchedCaster.value = casterKey(account, caster.id);
                    }}
                  />
                ))}
              </ul>
            </>
          )}
          <Breaks />
        </div>
        <FreshBar count={fresh} letGo={letGo} />
      </div>
    </section>
  );
}

function ListTools(): JSX.Element {
  const names: Readonly<Record<Sort, string>> = {
    name: words().byName,
    state: words().byState,
    since: words().bySince,
    viewers: words().byViewers,
    rate: words().byRate,
  };
  return (
    <PaneTools
      title={words().onAir}
      sought={sought}
      chooses={words().sortBy}
      chosen={sort.value}
      choices={SORTS.map((value) => ({ value, label: names[value] }))}
      onChoose={(value) => {
        sort.value = value;
        remember('sort', value);
      }}
    />
  );
}

function emptyWords(accounts: number): string {
  if (sought.value.trim() !== '') return words().noneFits;
  if (accounts > 0) return words().noneOnAir;
  return alertsKnown.value ? words().looking : words().connecting;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, { hour12: false });
}
