import { parseExact } from '../../live/json.ts';
import { redactTyped } from '../../observability/redact.ts';
import { isHiding } from '../../observability/unhidden.ts';

const REDACTED = '[redacted]';
const DROPPED = '[dropped]';
const LONGEST_TEXT = 2000;
/** How much after the cut is looked at, so that no half of a secret stands before it. */
const MARGIN = 500;
const LONGEST_KEY = 64;
const LONGEST_JSON = 16_384;
const MOST_BYTES = 16_384;
const MOST_MEMBERS = 400;
const DEEPEST = 16;

/** Members of which nothing may be kept. `stream_param` is the query of the push address: whoever has it can push. */
const SECRET =
  /^(?:stream|push)_?(?:param|args)s?$|^query(?:_?string)?$|^(?:stream|auth|push|play)_?key$|secret|token|passw|authorization|cookie|credential|signature|ticket|(?:api|push|auth|access|private)_?key/i;
const SIGN = /^sign$/i;
/** Every pattern of redaction needs one of these signs or words; most texts have none, and need not be looked at. */
const SIGNS = /[=:\u0000-\u0008\u000b-\u001f\u007f]/;
const WORDS = /akid|xox|xapp|eyj|slack|discord|bearer|basic|bot|-----/i;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What is left to be kept. */
interface Room {
  bytes: number;
  members: number;
  readonly withoutKnown: (text: string) => string;
}

/**
 * A message as it may be stored: without secrets, about 16 KiB at most. What is too much is dropped, beginning with the
 * nested parts; strings are cut; integers that fit no number are kept as digits. `withoutKnown` takes out the secrets that are
 * known by their values, before anything is cut: half of one could not be found any more.
 */
export function redactMessage(
  message: Readonly<Record<string, unknown>>,
  withoutKnown: (text: string) => string = (text) => text,
): Record<string, unknown> {
  return object(message, { bytes: MOST_BYTES, members: MOST_MEMBERS, withoutKnown }, 0);
}

function object(from: Readonly<Record<string, unknown>>, room: Room, depth: number): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  const nested: [string, object][] = [];
  for (const key in from) {
    if (room.members <= 0) break;
    const { name, isSecret, isDropped } = known(key, room);
    if (isDropped) continue;
    room.members -= 1;
    room.bytes -= name.length + 4;
    const value = from[key];
    if (isSecret) clean[name] = value === '' || value === null ? value : REDACTED;
    else if (typeof value === 'object' && value !== null) nested.push([name, value]);
    else clean[name] = scalar(value, room, depth);
  }
  for (const [name, value] of nested) clean[name] = any(value, room, depth + 1);
  return clean;
}

interface Key {
  readonly name: string;
  readonly isSecret: boolean;
  readonly isDropped: boolean;
}

/** Messages of a type have the same members: each name is looked at once. */
const KEYS = new Map<string, Key>();
const MOST_KEYS = 2000;

function known(key: string, room: Room): Key {
  const before = KEYS.get(key);
  if (before) return before;
  const name = text(key, LONGEST_KEY, room);
  const found = { name, isSecret: SECRET.test(key), isDropped: name === '__proto__' || SIGN.test(key) };
  if (KEYS.size < MOST_KEYS && name === key) KEYS.set(key, found);
  return found;
}

function any(value: unknown, room: Room, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return scalar(value, room, depth);
  if (depth > DEEPEST || room.bytes <= 0) return DROPPED;
  if (!Array.isArray(value)) return object(value as Record<string, unknown>, room, depth);
  const clean: unknown[] = [];
  for (const item of value) {
    if (room.members <= 0 || room.bytes <= 0) {
      clean.push(DROPPED);
      break;
    }
    room.members -= 1;
    clean.push(any(item, room, depth + 1));
  }
  return clean;
}

function scalar(value: unknown, room: Room, depth: number): unknown {
  if (typeof value === 'string') return string(value, room, depth);
  room.bytes -= 8;
  return typeof value === 'bigint' ? text(value.toString(), LONGEST_KEY, room) : value;
}

function string(value: string, room: Room, depth: number): string {
  if (room.bytes <= 0) return DROPPED;
  const first = value.charCodeAt(0);
  // Some members are JSON in a string: by its parts, or an escaped sign could hide what is to be found.
  if ((first === 0x7b || first === 0x5b) && value.length <= LONGEST_JSON && depth < DEEPEST) {
    const parsed = parsedJson(value);
    if (parsed !== undefined) return cut(JSON.stringify(any(parsed, room, depth + 1)), LONGEST_TEXT);
  }
  // Before it is looked at: what looking costs is bounded too.
  room.bytes -= Buffer.byteLength(value.slice(0, LONGEST_TEXT));
  return text(value, LONGEST_TEXT, room);
}

function parsedJson(value: string): object | undefined {
  try {
    const parsed = parseExact(value.trim());
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function text(value: string, most: number, { withoutKnown }: Room): string {
  const seen = withoutKnown(value.length > most + MARGIN ? value.slice(0, most + MARGIN) : value);
  const isPlain = !SIGNS.test(seen) && !WORDS.test(seen) && !isHiding(seen);
  return cut(isPlain ? seen : redactTyped(seen).replace(CONTROLS, '�'), most);
}

function cut(value: string, most: number): string {
  if (value.length <= most) return value;
  const last = value.charCodeAt(most - 2);
  // Not through the middle of a character.
  return `${value.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 2 : most - 1)}…`;
}
