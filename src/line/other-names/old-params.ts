import { parseLine, type ParsedLine } from '../parse-line.ts';

/** Parameters of an old interface by name, in lower case and without `Param.s.`. */
export type OldParams = Readonly<Record<string, string>>;

/** So many levels of pasted JSON are looked at. */
const LEVELS = 8;

/**
 * Reads what was typed or pasted behind an old name, or around it: `channel_id=x status=0`, an address with its query, or
 * JSON. What is none of these is left out; of a name that comes twice the first counts.
 */
export function readOldParams({ line }: ParsedLine): OldParams {
  const brace = line.indexOf('{');
  const pasted = brace === -1 ? undefined : asJson(line.slice(brace));
  const found: [string, string][] =
    pasted === undefined
      ? parseLine(line).words.flatMap(({ text }) => text.split(/[?&]/u).flatMap(pair))
      : leaves(pasted, LEVELS);
  return Object.fromEntries(found.reverse().map(([name, value]) => [plain(name), value]));
}

function pair(text: string): [string, string][] {
  const [, name, value] = /^([\p{L}_][\p{L}\p{N}_.]*)[=:](.+)$/su.exec(text) ?? [];
  return name === undefined || value === undefined ? [] : [[name, decoded(value)]];
}

function decoded(value: string): string {
  if (!/%[0-9a-f]{2}/iu.test(value)) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

function plain(name: string): string {
  return name.replace(/^param\.[sn]\./iu, '').toLowerCase();
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every plain value in it by its name. Lists of objects are named by what each of them is called. */
function leaves(value: unknown, levels: number): [string, string][] {
  if (typeof value !== 'object' || value === null || levels === 0) return [];
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    if (typeof inner === 'string' || typeof inner === 'number') return [[name, String(inner)]];
    if (!Array.isArray(inner)) return leaves(inner, levels - 1);
    const ids = inner.flatMap((each: unknown) =>
      leaves(each, levels - 1)
        .filter(([key]) => key.endsWith('_id'))
        .map(([, id]) => id),
    );
    return ids.length > 0 ? [[name, ids.join(',')]] : [];
  });
}
