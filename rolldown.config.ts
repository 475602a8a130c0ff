import { defineConfig } from 'rolldown';

/** Our own code in few files, so that it starts fast; packages stay in node_modules. */
export default defineConfig({
  input: { airdesk: 'cli/main.ts', main: 'src/main.ts', sandbox: 'sandbox/main.ts' },
  platform: 'node',
  external: /^[^./]/,
  transform: { target: 'node20' },
  output: { dir: 'dist', format: 'esm', sourcemap: true, cleanDir: true },
});
