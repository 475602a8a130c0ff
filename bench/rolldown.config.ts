import { fileURLToPath } from 'node:url';
import { defineConfig, type RolldownOptions } from 'rolldown';
import application from '../rolldown.config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const [output] = [application.output].flat();

/** The application exactly as `npm run build` builds it, out of the way of other builds; and the benchmarks themselves. */
const measured: RolldownOptions = {
  ...application,
  cwd: here('..'),
  output: { ...output, dir: here('dist/app') },
};

const benchmarks: RolldownOptions = {
  input: {
    run: here('run.ts'),
    'trivial-server': here('far-end/trivial-server.ts'),
    work: here('subjects/work.ts'),
    'airdesk-client': here('subjects/airdesk-client.ts'),
    'airdesk-bot': here('subjects/airdesk-bot.ts'),
    drawer: here('subjects/drawer.ts'),
  },
  platform: 'node',
  external: /^[^./]/,
  transform: { target: 'node20' },
  output: { dir: here('dist/bench'), format: 'esm', sourcemap: true, cleanDir: true },
};

export default defineConfig([measured, benchmarks]);
