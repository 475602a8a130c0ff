import type { Card, Form } from '../../src/reply.ts';
import type { Shown } from './harness.ts';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Spaces, line ends, and what takes no room: adapters may lay a text out anew. */
const LAYOUT = /[\s\u200b-\u200d\u2060\ufe0f]+/g;

/** What of a text must be readable: layout aside, and with a visible sign for what cannot be shown. */
export function readable(text: string): string {
  return text
    .replace(/\r/g, ' ')
    .replace(CONTROL, '\ufffd')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(LAYOUT, '');
}

/** Every text of a card that its readers are to see, controls aside. */
function textsOf(card: Card): string[] {
  return [
    card.title,
    ...(card.lines ?? []),
    ...(card.facts ?? []).flatMap(({ label, value }) => [label, value]),
    ...(card.table?.rows.flat() ?? []),
    ...(card.code === undefined ? [] : [card.code]),
    ...(card.footer === undefined ? [] : [card.footer]),
  ];
}

/** Every text of a form, choices aside. */
export function textsOfForm(form: Form): string[] {
  const texts = form.fields.flatMap(({ label, hint, problem }) => [label, hint ?? '', problem ?? '']);
  return [form.title, ...texts];
}

/** The texts that cannot be read in full. */
export function missing(shown: string, texts: readonly string[]): string[] {
  const whole = readable(shown);
  return texts.filter((text) => !whole.includes(readable(text)));
}

/** Whether it can be seen that a text goes on: its beginning with `…` after it, or a count of what is left out. */
function isCutVisibly(shown: string, text: string): boolean {
  const whole = readable(shown);
  const wanted = readable(text);
  if (/…\+\d/.test(whole)) return true;
  for (let at = whole.indexOf('…'); at >= 0; at = whole.indexOf('…', at + 1)) {
    const before = whole.slice(0, at);
    for (let length = 1; length < wanted.length; length += 1)
      if (before.endsWith(wanted.slice(0, length))) return true;
  }
  return false;
}

/** Whether something says that there is more: the given texts hold no `…` themselves. */
export function isMarked(text: string): boolean {
  return text.includes('…');
}

/** What is wrong with how a card is shown; nothing is the contract. `whole`: it is short enough to be shown in full. */
export function faults(card: Card, shown: Shown, whole: boolean): string[] {
  const wrong: string[] = shown.pings.map((ping) => `pings: ${ping}`);
  const gone = missing(shown.text, textsOf(card));
  const cut = isMarked(shown.text);
  const silent = gone.filter((text) => !isCutVisibly(shown.text, text));
  if (silent.length > 0) wrong.push(`lost without a mark: ${JSON.stringify(silent[0])}`);
  if (whole && gone.length > 0) wrong.push(`cut although short: ${JSON.stringify(gone[0])}`);
  if (whole && cut) wrong.push('marked as cut although nothing is missing');
  const buttons = card.buttons ?? [];
  const choices = (card.selects ?? []).flatMap((select) => select.choices);
  for (const [name, given, seen] of [
    ['button', buttons, shown.buttons],
    ['choice', choices, shown.choices],
  ] as const) {
    const labels = new Map(given.map(({ id, label }) => [id, label]));
    const order = given.map(({ id }) => id).filter((id) => seen.some((one) => one.id === id));
    if (seen.some(({ id }) => !labels.has(id))) wrong.push(`${name}: an id that the card has not`);
    if (order.join('\n') !== seen.map(({ id }) => id).join('\n')) wrong.push(`${name}s: in another order`);
    if (seen.length < given.length && (whole || !cut)) wrong.push(`${name}: lost without a mark`);
    for (const { id, label } of seen) {
      const wanted = labels.get(id) ?? '';
      if (missing(label, [wanted]).length > 0 && !isMarked(label))
        wrong.push(`${name}: label cut without a mark: ${JSON.stringify(wanted)}`);
    }
  }
  return wrong;
}
