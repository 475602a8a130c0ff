import type { Chance } from './chance.ts';

/** A request before it is bytes. Header names as they are sent. */
export interface Draft {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A way in: what honest requests look like, and how they are signed. */
export interface Door {
  readonly name: string;
  readonly port: () => number;
  /** An honest request, without its signature. */
  readonly honest: (chance: Chance) => Draft;
  /** Signs what goes out. Doors without one take nothing signed. */
  readonly sign?: (draft: Draft) => Draft;
  /** Whether an answer of 5xx, or a text in it, is right here. */
  readonly mayFail?: (status: number, text: string) => boolean;
  /** What no answer of this door has. */
  readonly never?: RegExp;
}

/** A draft with other headers of these names. */
export function withHeaders(draft: Draft, headers: Readonly<Record<string, string>>): Draft {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = draft.headers.filter(([name]) => !names.has(name.toLowerCase()));
  return { ...draft, headers: [...kept, ...Object.entries(headers)] };
}

/** A POST of JSON. */
export function postJson(
  target: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Draft {
  return {
    method: 'POST',
    target,
    headers: Object.entries({ 'Content-Type': 'application/json', ...headers }),
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** A GET. */
export function get(target: string, headers: Readonly<Record<string, string>> = {}): Draft {
  return { method: 'GET', target, headers: Object.entries(headers), body: Buffer.alloc(0) };
}
