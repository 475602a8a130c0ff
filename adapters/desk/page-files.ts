import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One static file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Beside this file in the sources, and seen from the bundle in dist/. */
const FOLDERS = ['./page/', '../adapters/desk/page/'];

/** Reads the page's files, once. @throws Error where the folder is missing */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const folder = FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) =>
    existsSync(`${path}page.html`),
  );
  if (folder === undefined)
    throw new Error('The desk page is missing: adapters/desk/page/ must be beside dist/.');
  const files = readdirSync(folder).flatMap((name): [string, PageFile][] => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [[name, { type, text: readFileSync(folder + name, 'utf8') }]];
  });
  return new Map(files);
}
