import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One static file of the page. */
export interface PageFile {
  readonly type: string;
  /** Empty of what is no text. */
  readonly text: string;
  /** As it is sent. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** As it was built: beside the bundle in dist/, seen from the sources, and from the benchmarks' bundle. */
const FOLDERS = ['./page/', '../../dist/page/', '../../../dist/page/'];

/** Reads the page's files, once. @throws Error where it was not built */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const folder = FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) =>
    existsSync(`${path}main.js`),
  );
  if (folder === undefined) throw new Error('The desk page is missing. Build it: npm run build');
  const files = readdirSync(folder).flatMap((name): [string, PageFile][] => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const bytes = new Uint8Array(readFileSync(folder + name));
    const text = type === 'image/png' ? '' : new TextDecoder().decode(bytes);
    return [[name, { type, text, bytes }]];
  });
  return new Map(files);
}
