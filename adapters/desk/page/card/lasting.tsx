import type { JSX } from 'preact';
import { now } from '../state/store.ts';
import { lasting } from '../words/elapsed.ts';
import { language } from '../words/language.ts';

/** For how long something lasts, counted on while the page is open. Not read out each time. */
export function Lasting({ since, title }: { readonly since: number; readonly title?: string }): JSX.Element {
  return (
    <span data-since={since} title={title} aria-live="off">
      {lasting(now.value - since, language.value)}
    </span>
  );
}

/** Local time; UTC in the title. `at`: ms UTC. */
export function Time({ at }: { readonly at: number }): JSX.Element {
  const date = new Date(at);
  const utc = date.toISOString();
  return (
    <time dateTime={utc} title={`${utc.slice(0, 19).replace('T', ' ')} UTC`}>
      {date.toLocaleTimeString(language.value, { hour12: false })}
    </time>
  );
}
