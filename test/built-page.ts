import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const SOURCES = fileURLToPath(new URL('../adapters/desk/page/', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/page/main.js', import.meta.url));

/** Builds the page of the desk once before the tests, where it is not there or older than what it is made of. */
export default async function buildPage(): Promise<void> {
  const newest = Math.max(
    ...readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).map(
      (path) => statSync(SOURCES + path).mtimeMs,
    ),
  );
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest) return;
  await build({ configFile: `${SOURCES}vite.config.ts` });
}
