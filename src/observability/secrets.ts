/** Stands where a secret stood. */
const GONE = '[redacted]';
/** Shorter ones would punch holes into ordinary words. */
const SHORTEST = 8;
/** Of values in values: deeper is nothing that leaves. */
const DEEPEST = 32;

/**
 * The secret values that are known, and what takes them out of all that leaves: cards, audit, log, metrics, what is kept.
 * As they are, and as they stand in an address, in JSON and in base64.
 */
export interface Secrets {
  /** From now on these too, as keys that came by a rotation. */
  add(values: Iterable<string | undefined>): void;
  without(text: string): string;
  /** The same for every text in a value, names of members aside. What holds none is returned as it is. */
  withoutIn<T>(value: T): T;
}

/** The secrets that are known so far. */
export function createSecrets(values: Iterable<string | undefined> = []): Secrets {
  const known = new Set<string>();
  /** The longest first, so that no part of one stays. */
  let forms: readonly string[] = [];

  function add(more: Iterable<string | undefined>): void {
    const before = known.size;
    for (const value of more) if (value !== undefined && value.length >= SHORTEST) known.add(value);
    if (known.size === before) return;
    forms = [...new Set([...known].flatMap(formsOf))].sort((a, b) => b.length - a.length);
  }

  const without = (text: string): string =>
    forms.reduce((clean, form) => (clean.includes(form) ? clean.replaceAll(form, GONE) : clean), text);

  function inside(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return without(value);
    if (typeof value !== 'object' || value === null || depth > DEEPEST || ArrayBuffer.isView(value))
      return value;
    if (Array.isArray(value)) {
      const clean = value.map((item) => inside(item, depth + 1));
      return clean.some((item, index) => item !== value[index]) ? clean : value;
    }
    const entries = Object.entries(value).map(
      ([name, item]) => [name, item, inside(item, depth + 1)] as const,
    );
    if (entries.every(([, item, clean]) => item === clean)) return value;
    return Object.fromEntries(entries.map(([name, , clean]) => [name, clean]));
  }

  add(values);
  return {
    add,
    without,
    // Texts become texts, everything else stays: it has the type that it had.
    withoutIn: <T>(value: T) => inside(value, 0) as T,
  };
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
