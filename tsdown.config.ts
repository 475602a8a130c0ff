import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts', sandbox: 'src/sandbox/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js' }),
  dts: false,
  sourcemap: true,
  logLevel: 'warn',
});
