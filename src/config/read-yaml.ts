import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from './problem.ts';

/** The largest airdesk.yaml that is read, in UTF-16 units. */
const MAX_SIZE = 512 * 1024;
/** How deep maps and lists may be nested; the schema needs four. */
const MAX_DEPTH = 32;
/** How often anchors may be used, so that a small file cannot grow without bound. */
const MAX_ALIASES = 50;

/** A YAML file as data, and where in the file each part stands. */
export interface YamlFile {
  readonly value: unknown;
  /** Line (from 1) of the deepest part of the path that the file has. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML: one document, no key twice, bounded in size, depth and aliases. */
export function readYaml(source: string, text: string): YamlFile | readonly Problem[] {
  const whole = (what: string): Problem[] => [{ source, path: '', text: what }];
  if (text.length > MAX_SIZE) return whole(`is larger than ${MAX_SIZE / 1024} KiB`);
  if (tooDeep(text)) return whole(`is nested deeper than ${MAX_DEPTH} levels`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return document.errors.slice(0, 20).map((error) => ({
      source,
      line: lines.linePos(error.pos[0]).line,
      path: '',
      text: explained(error.code, error.message),
    }));
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    // An empty file, or one of nothing but comments, takes every default.
    return { value: value ?? {}, lineOf: (path) => lines.linePos(offsetOf(document, path)).line };
  } catch {
    return whole(`uses its anchors (&, *) more than ${MAX_ALIASES} times, or before they are defined`);
  }
}

/** Before parsing, since the parser itself recurses: brackets that are open at once, and columns of indent. */
function tooDeep(text: string): boolean {
  let open = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open < 0) open = 0;
    if (open > MAX_DEPTH) return true;
  }
  return /^ *(?:[-?:] +){32}|^ {200}/m.test(text);
}

function explained(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this name is there twice; remove one of the two';
    case 'TAB_AS_INDENT':
      return 'is indented with a tab; use spaces';
    case 'MULTIPLE_DOCS':
      return 'holds more than one document; remove the --- line';
    default:
      return `is not YAML: ${message.split('\n')[0] ?? ''}`;
  }
}

/** Where the deepest part of the path begins: the key of a map entry, the item of a list. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!node) break;
      if (isScalar(node) || isMap(node) || isSeq(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
