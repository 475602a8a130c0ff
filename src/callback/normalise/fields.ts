import { shorten } from '../../text/shorten.ts';
/** A message as it stands in the inbox. */
export type Message = Readonly<Record<string, unknown>>;

const LONGEST_NAME = 300;

/** Whether this is a JSON object: what every callback has to be. */
export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of these members that holds a text or a number, as text of at most 300 characters. */
export function textOf(message: Message, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = own(message, name);
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || value === '[dropped]' || value === '[redacted]') continue;
    const text = value.trim();
    if (text !== '') return shorten(text, LONGEST_NAME);
  }
  return undefined;
}

/** The first of these members that holds a number, or digits. */
export function numberOf(message: Message, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = own(message, name);
    const number =
      typeof value === 'string' && /^\s*-?\d{1,20}(\.\d{1,10})?\s*$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** A list, as it is or as JSON in a string; empty where there is none. */
export function listOf(message: Message, name: string): readonly unknown[] {
  const value = unpacked(own(message, name));
  return Array.isArray(value) ? value : [];
}

/** An object, as it is or as JSON in a string; empty where there is none. */
export function partOf(message: Message, name: string): Message {
  const value = unpacked(own(message, name));
  return isMessage(value) ? value : {};
}

function own(message: Message, name: string): unknown {
  return Object.hasOwn(message, name) ? message[name] : undefined;
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
