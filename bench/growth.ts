/**
 * `npm run bench -- growth [--count 1000000] [--kind one-off] [--heap 128] [--app dist/main.js]`: a great many callbacks,
 * and what they leave behind: memory, folder, CPU, calls to the cloud, the start after a kill and the stop. It prints its
 * table. `open` is of 100,000 alerts that stay open, with Node's usual heap. Bounded: each kind takes about six minutes for a million callbacks, and stops by itself.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KINDS, type Kind } from './far-end/evenings.ts';
import { growthTable, measureGrowth, type Growth } from './parts/growth.ts';

const COUNT = 1_000_000;
/** MiB of the old space: what Node takes by itself in a container of 256 MB. */
const HEAP = 128;
/** A begin and an end each of as many alerts as are open at most. */
const OPEN_COUNT = 200_000;

/** Measures as the command line asks. */
export async function benchGrowth(args: string[]): Promise<void> {
  const { values: given } = parseArgs({
    args,
    options: {
      count: { type: 'string' },
      kind: { type: 'string', multiple: true },
      heap: { type: 'string' },
      app: { type: 'string' },
    },
  });
  const heap = Number(given.heap ?? HEAP);
  const all: Growth[] = [];
  for (const kind of Object.keys(KINDS) as Kind[]) {
    if (given.kind && !given.kind.includes(kind)) continue;
    const isOpen = kind === 'open';
    const count = Number(given.count ?? (isOpen ? OPEN_COUNT : COUNT));
    all.push(
      await measureGrowth(kind, count, {
        nodeOptions: isOpen ? [] : [`--max-old-space-size=${heap}`],
        ...(given.app !== undefined && { application: resolve(given.app) }),
      }),
    );
    process.stdout.write(`\n${growthTable(all)}\n`);
  }
}
