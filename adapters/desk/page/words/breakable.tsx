import type { JSX } from 'preact';

/** A text with names of hosts and streams in it: a line that is too short for it ends behind a slash or a full stop. */
export function Breakable({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split(/(?<=[/.])(?=[^\s/.])/u);
  return <>{parts.map((part, at) => (at === 0 ? part : [<wbr key={at} />, part]))}</>;
}
