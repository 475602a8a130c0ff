/** JSON without loss: 64-bit integers go out from bigint and come in as bigint where a number would not be exact. */

/** `value` as JSON text. A bigint becomes a bare integer. */
export function stringifyExact(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // JSON.stringify refuses bigint (and cycles, which parameters cannot have once they fit the catalogue).
    if (error instanceof TypeError) return write(value) ?? 'null';
    throw error;
  }
}

function write(value: unknown): string | undefined {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
  const members = Object.entries(value).flatMap(([key, child]) => {
    const text = write(child);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

/** Where a number could begin that does not fit a double: 16 digits or more, not inside a word. May match in a string. */
const LONG_INTEGER = /(?:^|[[:,\s])-?\d{16}/;

/**
 * JSON.parse, save that integers beyond 2^53 - 1 come as bigint. Texts without long integers take JSON.parse itself.
 * @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  return LONG_INTEGER.test(text) ? parseSlowly(text) : (JSON.parse(text) as unknown);
}

const MAX_DEPTH = 256;
const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SCALAR = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseSlowly(text: string): unknown {
  let at = 0;

  function match(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`Unexpected JSON at position ${at}`);
    at += found.length;
    return found;
  }

  function token(): string | undefined {
    match(SPACE);
    return text[at];
  }

  function value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new SyntaxError('JSON is nested too deeply');
    const first = token();
    if (first === '{') return object(depth);
    if (first === '[') return array(depth);
    if (first === '"') return JSON.parse(match(STRING));
    const literal = match(SCALAR);
    const parsed: unknown = JSON.parse(literal); // also refuses 01 and the like
    const exact = typeof parsed !== 'number' || Number.isSafeInteger(parsed) || !/^-?\d+$/.test(literal);
    return exact ? parsed : BigInt(literal);
  }

  function array(depth: number): unknown[] {
    const items: unknown[] = [];
    at += 1;
    if (token() === ']') {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(value(depth + 1));
      if (separator(']')) return items;
    }
  }

  function object(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    at += 1;
    if (token() === '}') {
      at += 1;
      return members;
    }
    for (;;) {
      token();
      const key = JSON.parse(match(STRING)) as string;
      if (token() !== ':') throw new SyntaxError(`Expected ':' at position ${at}`);
      at += 1;
      // As JSON.parse does: `__proto__` is a member like any other.
      Object.defineProperty(members, key, {
        value: value(depth + 1),
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (separator('}')) return members;
    }
  }

  /** Takes a comma (false) or the closing bracket (true). */
  function separator(close: string): boolean {
    const sign = token();
    if (sign !== ',' && sign !== close) throw new SyntaxError(`Expected ',' at position ${at}`);
    at += 1;
    return sign === close;
  }

  const result = value(0);
  if (token() !== undefined) throw new SyntaxError(`Unexpected JSON at position ${at}`);
  return result;
}
