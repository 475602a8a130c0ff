import type { ComponentChildren, JSX } from 'preact';
import type { DrawnCard } from '../../render.ts';
import { me, setup } from '../state/store.ts';
import { words } from '../words/words.ts';
import { Lasting } from './lasting.tsx';
import { Table } from './table.tsx';

/** What a card says under its title, without controls and footer. */
export function CardBody({ card }: { readonly card: DrawnCard }): JSX.Element {
  return (
    <>
      {card.lines.map((line, at) => (
        <p key={`line-${at}`} dir="auto">
          {line}
        </p>
      ))}
      <Left count={card.left.lines} />
      {card.facts.length > 0 && (
        <dl class="facts">
          {card.facts.map(({ label, value, ago }, at) => (
            <div key={at}>
              <dt>
                <bdi>{label}</bdi>
              </dt>
              <dd>
                {signed(value)}
                {ago && (
                  <>
                    {' · '}
                    <Lasting since={ago.at} title={ago.text} />
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Left count={card.left.facts} />
      {card.picture && (
        // Opens in full where it is touched.
        <a class="picture" href={fileAddress(card.picture.id)} target="_blank" rel="noopener">
          <img src={fileAddress(card.picture.id)} alt={card.picture.alt} loading="lazy" />
        </a>
      )}
      {card.table && <Table table={card.table} title={card.title} />}
      <Left count={card.left.rows} />
      {card.file && (
        <p>
          <a href={fileAddress(card.file.id)} download={card.file.name}>
            {card.file.name}
          </a>
        </p>
      )}
      {card.code !== undefined && (
        <pre tabIndex={0} dir="auto">
          <code>{card.code}</code>
        </pre>
      )}
    </>
  );
}

function Left({ count }: { readonly count: number }): JSX.Element | null {
  return count > 0 ? <p class="small">{words().left(count)}</p> : null;
}

/** A state's sign in its colour, where a value begins with one. */
function signed(value: string): ComponentChildren {
  const [, sign, rest] = /^([●○⊘]) (.*)$/su.exec(value) ?? [];
  if (sign === undefined || rest === undefined) return <bdi>{value}</bdi>;
  return (
    <>
      <span class="sign" data-sign={sign}>
        {sign}
      </span>{' '}
      <bdi>{rest}</bdi>
    </>
  );
}

/** Where a picture or a file is. */
function fileAddress(id: string): string {
  const as = setup.value?.login === 'open' ? me.value : undefined;
  return `/desk/files/${id}${as === undefined ? '' : `?${new URLSearchParams({ as }).toString()}`}`;
}
