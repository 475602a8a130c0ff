import { defineConfig } from 'rolldown';

/**
 * Packages that stay in node_modules: a native one, those that others load if they are there, and what the worker that
 * draws charts loads by itself.
 */
const APART = [/^@resvg\//, /^echarts/, /^(zlib-sync|bufferutil|utf-8-validate)$/];

/**
 * Our own code and the packages in few files: looking for two thousand files takes longer than reading them. Names stay,
 * so that a stack can be read; line ends do not, which is a fifth of the time to compile.
 */
export default defineConfig({
  input: { airdesk: 'cli/main.ts', main: 'src/main.ts', sandbox: 'sandbox/main.ts' },
  platform: 'node',
  external: APART,
  // discord.js has an `eval` that is never called.
  checks: { eval: false },
  transform: { target: 'node20' },
  output: {
    dir: 'dist',
    format: 'esm',
    sourcemap: true,
    cleanDir: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
