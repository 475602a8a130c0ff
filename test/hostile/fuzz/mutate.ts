import type { Chance } from './chance.ts';
import {
  NASTY_BODIES,
  NASTY_HEADERS,
  NASTY_KEYS,
  NASTY_METHODS,
  NASTY_TARGETS,
  NASTY_VALUES,
} from './nasty.ts';
import { withHeaders, type Draft } from './request.ts';

/** Another request that looks like this one. */
export function mutate(draft: Draft, chance: Chance): Draft {
  let changed = draft;
  for (let left = chance.below(4); left > 0; left -= 1) changed = chance.pick(CHANGES)(changed, chance);
  return changed;
}

type Change = (draft: Draft, chance: Chance) => Draft;

/** What is said in the body comes most often: it gets furthest. */
const CHANGES: readonly Change[] = [
  ...Array.from({ length: 6 }, (): Change => (draft, chance) => ({
    ...draft,
    body: inside(draft.body, chance),
  })),
  (draft, chance) => ({ ...draft, body: bytes(draft.body, chance) }),
  (draft, chance) => ({ ...draft, body: chance.pick(NASTY_BODIES) }),
  (draft) => ({ ...draft, body: Buffer.concat([draft.body, draft.body]) }),
  (draft, chance) => withHeaders(draft, Object.fromEntries([chance.pick(NASTY_HEADERS)])),
  (draft, chance) => ({ ...draft, headers: [...draft.headers, chance.pick(NASTY_HEADERS)] }),
  (draft, chance) => ({ ...draft, method: chance.pick(NASTY_METHODS) }),
  (draft, chance) => ({ ...draft, target: target(draft.target, chance) }),
];

function target(was: string, chance: Chance): string {
  if (chance.once(4)) return chance.pick(NASTY_TARGETS);
  const addition = encodeURIComponent(chance.pick(NASTY_KEYS));
  if (chance.once(2))
    return `${was}${chance.pick(['/', '?', '&', '%', ';', '//', '/..', '%2e%2e'])}${addition}`;
  return was.slice(0, chance.below(was.length) + 1);
}

/** Some bytes of it are others, or missing. */
function bytes(body: Buffer, chance: Chance): Buffer {
  if (body.length === 0) return body;
  if (chance.once(3)) return body.subarray(0, chance.below(body.length));
  const copy = Buffer.from(body);
  for (let left = chance.below(8) + 1; left > 0; left -= 1)
    copy[chance.below(copy.length)] = chance.below(256);
  return copy;
}

/** A member of what it says is another: of JSON, of a form, of JSON in a form. */
function inside(body: Buffer, chance: Chance): Buffer {
  const text = body.toString();
  const json = parsed(text);
  if (json !== undefined) return Buffer.from(JSON.stringify(spoilt(json, chance)));
  const form = [...new URLSearchParams(text)];
  if (form.length === 0) return bytes(body, chance);
  const at = chance.below(form.length);
  const [name = '', value = ''] = form[at] ?? [];
  const inner = parsed(value);
  const other = inner === undefined ? chance.pick(NASTY_VALUES) : spoilt(inner, chance);
  if (chance.once(8)) form.splice(at, 1);
  else form[at] = [chance.once(8) ? chance.pick(NASTY_KEYS) : name, asText(other)];
  return Buffer.from(new URLSearchParams(form).toString());
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Goes down by chance and changes what it comes to. */
function spoilt(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.once(12)) return chance.pick(NASTY_VALUES);
  const entries = Object.entries(value);
  if (entries.length === 0 || chance.once(10))
    return rebuilt(value, [...entries, [chance.pick(NASTY_KEYS), chance.pick(NASTY_VALUES)]]);
  const at = chance.below(entries.length);
  const [name = '', member] = entries[at] ?? [];
  if (chance.once(8)) entries.splice(at, 1);
  else entries[at] = [name, spoilt(member, chance)];
  return rebuilt(value, entries);
}

/** By definition of each member: an assignment to `__proto__` would not be sent. */
function rebuilt(like: object, entries: readonly (readonly [string, unknown])[]): unknown {
  if (Array.isArray(like)) return entries.map(([, member]) => member);
  const made = {};
  for (const [name, member] of entries)
    Object.defineProperty(made, name, {
      value: member,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return made;
}
