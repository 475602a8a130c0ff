import { parseExact } from '../../src/live/json.ts';
import { WrongInput } from './wrong-input.ts';

/** The body of one callback. */
export type Body = Readonly<Record<string, unknown>>;

const LARGEST = 64 * 1024 * 1024;

/** Callback bodies of a file: one, a list of them, or one a line. @throws WrongInput where there is none */
export function readEvents(name: string, text: string): readonly Body[] {
  if (text.length > LARGEST) throw new WrongInput(`${name} is larger than 64 MiB`);
  const found = whole(text) ?? lines(name, text);
  const strange = found.findIndex((body) => !isBody(body));
  if (strange !== -1) throw new WrongInput(`${name}: event ${strange + 1} is not a JSON object`);
  const bodies = found.filter(isBody);
  if (bodies.length === 0)
    throw new WrongInput(
      `${name} holds no event; it needs the body of a callback, a list of them, or one a line`,
    );
  return bodies;
}

function whole(text: string): readonly unknown[] | undefined {
  try {
    const value = parseExact(text);
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
  } catch {
    return undefined;
  }
}

function lines(name: string, text: string): readonly unknown[] {
  return text.split(/\r?\n/).flatMap((line, index): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [parseExact(line)];
    } catch {
      throw new WrongInput(`${name}: neither JSON as a whole, nor in line ${index + 1}`);
    }
  });
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
