import type { JSX } from 'preact';
import { now } from '../state/store.ts';
import { language } from '../words/language.ts';

/** Day and time where the reader is; the year only where it is another one. `at`: ms UTC. */
export function momentOf(at: number): string {
  const [date, today] = [new Date(at), new Date(now.value)];
  return date.toLocaleString(language.value, {
    ...{
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    },
    ...(date.getFullYear() !== today.getFullYear() && { year: 'numeric' }),
  });
}

/** The same, with UTC in the title. */
export function Moment({ at }: { readonly at: number }): JSX.Element {
  const utc = new Date(at).toISOString();
  return (
    <time dateTime={utc} title={`${utc.slice(0, 19).replace('T', ' ')} UTC`}>
      {momentOf(at)}
    </time>
  );
}
