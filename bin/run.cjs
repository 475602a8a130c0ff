// Apart from airdesk.cjs: an old Node cannot even read `import()`.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const built = join(__dirname, '..', 'dist', 'airdesk.js');
if (existsSync(built)) {
  void import(pathToFileURL(built).href);
} else {
  console.error(`${built} is missing: build it with "npm ci && npm run build".`);
  process.exitCode = 1;
}
