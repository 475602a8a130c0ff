import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { Lasting } from '../card/lasting.tsx';
import { ask } from '../state/ask.ts';
import { target } from '../state/target.ts';
import { alerts, now } from '../state/store.ts';
import { lengthOf } from '../words/elapsed.ts';
import { Breakable } from '../words/breakable.tsx';
import { freeHeight } from '../steady/heights.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { CurveOf } from './curve.tsx';
import { curveOf } from './figures.ts';
import type { Listed } from './listed.ts';

/** A stream: how it stands, its figures and how old they are, and the two actions that fit. */
export function StreamRow({
  listed: { account, stream },
  isOneOfSeveral,
}: {
  readonly listed: Listed;
  readonly isOneOfSeveral: boolean;
}): JSX.Element {
  const { name, label, state, since, backups, kbps, viewers, lines } = stream;
  const link = `stream/${name}`;
  const isOpen = target.value === link;
  const row = useRef<HTMLLIElement>(null);
  const open = [...alerts.value.values()].filter(
    (alert) =>
      alert.stream === name &&
      alert.account === account &&
      alert.state !== 'closed' &&
      alert.state !== 'recovered',
  );
  useEffect(() => {
    freeHeight(row.current);
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const second = lines.resume ?? lines.switch ?? lines.health;
  const isHelp = lines.resume !== undefined || (lines.switch !== undefined && open.length > 0);
  return (
    <li class="stream" data-state={state} ref={row} data-stream={name}>
      <div class="stream-head">
        <span class="lamp" data-state={state} aria-hidden="true" />
        <a
          class="stream-name"
          dir="auto"
          href={isOpen ? '#' : `#${link}`}
          aria-expanded={isOpen}
          title={name}
        >
          <Breakable text={label} />
        </a>
        {open.length > 0 && (
          <a class="stream-alerts" data-severity={open[0]?.severity} href={`#alert/${open[0]?.id ?? ''}`}>
            <Icon name="bell" />
            {words().alertsHere(open.length)}
          </a>
        )}
      </div>
      <p class="stream-state">
        <strong>{words()[state]}</strong>
        {since !== undefined && (
          <>
            {' '}
            <Lasting since={since} />
          </>
        )}
        {backups > 0 && ` · ${words().backups(backups)}`}
        {isOneOfSeveral && ` · ${account}`}
      </p>
      <dl class="figures">
        <FigureOf value={kbps && rateText(kbps.value)} at={kbps?.at} />
        <FigureOf value={viewers && words().viewers(viewers.value.toLocaleString('en'))} at={viewers?.at} />
      </dl>
      <div class="buttons stream-buttons">
        <button type="button" class="action" onClick={() => ask(lines.show)}>
          {words().show}
        </button>
        {second !== undefined && (
          <button type="button" class={`action ${isHelp ? 'primary' : ''}`} onClick={() => ask(second)}>
            {lines.resume ? words().resume : lines.switch ? words().switchTo : words().quality}
          </button>
        )}
      </div>
      {isOpen && (
        <div class="stream-more">
          <p class="small" dir="auto">
            <Breakable text={name} />
          </p>
          <CurveOf curve={curveOf(account, name)} at={kbps?.at ?? 0} />
        </div>
      )}
    </li>
  );
}

/** `850 kbit/s`, `4.2 Mbit/s`. */
function rateText(kbps: number): string {
  return kbps < 1_000 ? `${kbps} kbit/s` : `${(kbps / 1_000).toFixed(1)} Mbit/s`;
}

/** A figure, and how old it is. Its place is there before it is known. */
function FigureOf({
  value,
  at,
}: {
  readonly value: string | undefined;
  readonly at: number | undefined;
}): JSX.Element {
  return (
    <div>
      <dt>{value ?? '—'}</dt>
      <dd class="small">
        {at === undefined ? '\u00a0' : words().ago(lengthOf(now.value - at, language.value))}
      </dd>
    </div>
  );
}
