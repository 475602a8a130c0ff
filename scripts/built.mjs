// Builds, then runs what was built, in this process: `node scripts/built.mjs dist/main.js`. Scripts named pre… do not run,
// as nothing does while packages are installed (.npmrc).
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import whyTooOld from '../bin/node-version.cjs';

const why = whyTooOld(process.versions.node);
if (why) {
  console.error(why);
  process.exit(1);
}

const STEPS = [
  ['node_modules/rolldown/bin/cli.mjs', '-c', '--log-level', 'silent'],
  ['node_modules/vite/bin/vite.js', 'build', '-c', 'adapters/desk/page/vite.config.ts'],
];
for (const step of STEPS) {
  // A list of a hundred files says nothing to whoever starts it; what fails says why.
  const { status, stdout } = spawnSync(process.execPath, step, { stdio: ['inherit', 'pipe', 'inherit'] });
  if (status !== 0) {
    process.stdout.write(stdout ?? '');
    process.exit(status ?? 1);
  }
}
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(process.argv[1])).href);
