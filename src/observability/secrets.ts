import { textsIn } from './texts-in.ts';
import { DEEPEST_HIDDEN, isHiding, unhidden, type Unhidden } from './unhidden.ts';

/** Stands where a secret stood. */
const GONE = '[redacted]';
/** Shorter ones would punch holes into ordinary words. */
const SHORTEST = 8;
/** Of values in values: deeper is nothing that leaves. */
const DEEPEST = 32;

/**
 * The secret values that are known, and what takes them out of all that leaves: cards, audit, log, metrics, what is kept.
 * As they are, and as they stand in an address, in JSON and in base64, also in full width or with signs in between that nobody sees.
 */
export interface Secrets {
  /** From now on these too, as keys that came by a rotation. */
  add(values: Iterable<string | undefined>): void;
  without(text: string): string;
  /** The same for every text in a value, names of members too. What holds none is returned as it is. */
  withoutIn<T>(value: T): T;
}

/** The secrets that are known so far. */
export function createSecrets(values: Iterable<string | undefined> = []): Secrets {
  const known = new Set<string>();
  /** The longest first, so that no part of one stays. */
  let forms: readonly string[] = [];
  /** Whether any of them is in a text, at once: most texts have none, and they are many. */
  let anyForm = /(?!)/;

  function add(more: Iterable<string | undefined>): void {
    const before = known.size;
    for (const value of more) if (value !== undefined && value.length >= SHORTEST) known.add(value);
    if (known.size === before) return;
    forms = [...new Set([...known].flatMap(formsOf))].sort((a, b) => b.length - a.length);
    anyForm = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'));
  }

  const without = (text: string): string => {
    const clean = anyForm.test(text)
      ? forms.reduce((left, form) => (left.includes(form) ? left.replaceAll(form, GONE) : left), text)
      : text;
    return withoutHidden(clean, forms, anyForm);
  };

  /** Whether no text in it has any: then nothing has to be taken apart. All of them at once are one long text. */
  function isClean(value: unknown): boolean {
    const all = textsIn(value, DEEPEST).join('\n');
    return !anyForm.test(all) && !isHiding(all);
  }

  function inside(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return without(value);
    if (typeof value !== 'object' || value === null || depth > DEEPEST || ArrayBuffer.isView(value))
      return value;
    if (Array.isArray(value)) {
      const clean = value.map((item) => inside(item, depth + 1));
      return clean.some((item, index) => item !== value[index]) ? clean : value;
    }
    const entries = Object.entries(value).map(
      ([name, item]) => [name, without(name), item, inside(item, depth + 1)] as const,
    );
    if (entries.every(([name, cleanName, item, clean]) => name === cleanName && item === clean)) return value;
    return Object.fromEntries(entries.map(([, name, , clean]) => [name, clean]));
  }

  add(values);
  return {
    add,
    without,
    // Texts become texts, everything else stays: it has the type that it had.
    withoutIn: <T>(value: T) => (isClean(value) ? value : (inside(value, 0) as T)),
  };
}

/** Without those that are written so that they look otherwise, or as if they were. */
function withoutHidden(text: string, forms: readonly string[], anyForm: RegExp): string {
  const cuts: { from: number; to: number }[] = [];
  for (const { plain, startOf, endOf } of readingsOf(text)) {
    if (!anyForm.test(plain)) continue;
    for (const form of forms)
      for (let at = plain.indexOf(form); at >= 0; at = plain.indexOf(form, at + form.length))
        cuts.push({ from: startOf(at), to: endOf(at + form.length - 1) });
  }
  if (cuts.length === 0) return text;
  let clean = '';
  let kept = 0;
  for (const { from, to } of cuts.sort((a, b) => a.from - b.from)) {
    // Inside one that is gone already.
    if (to <= kept) continue;
    if (from >= kept) clean += text.slice(kept, from) + GONE;
    kept = to;
  }
  return clean + text.slice(kept);
}

/** A text as it is read by somebody who undoes once, twice and more what was done to it. */
function readingsOf(text: string): Unhidden[] {
  const readings: Unhidden[] = [];
  let outer = unhidden(text);
  while (outer && readings.length < DEEPEST_HIDDEN) {
    readings.push(outer);
    const { plain, startOf, endOf } = outer;
    const inner = unhidden(plain);
    outer = inner && {
      plain: inner.plain,
      startOf: (index) => startOf(inner.startOf(index)),
      endOf: (index) => endOf(inner.endOf(index) - 1),
    };
  }
  return readings;
}

/** A secret as it can stand in what others send back. */
function formsOf(secret: string): string[] {
  const inAddress = encodeURIComponent(secret);
  const bytes = Buffer.from(secret);
  // In base64 it looks different by where it begins; what its neighbours have a part in is left out.
  const inBase64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=/g, '');
    const own = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [own, own.replace(/\+/g, '-').replace(/\//g, '_')];
  });
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
    inAddress,
    inAddress.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase()),
    encodeURIComponent(inAddress),
    ...inBase64,
  ];
}
