/**
 * `npm run bench -- growth` measures what a great many callbacks leave behind: see growth.ts.
 *
 * `npm run bench [-- --quick] [-- --date 2026-01-31]`: measures Airdesk beside its peers in one run. The full run writes
 * docs/benchmarks.md; the quick one only prints. Everything stays on loopback and stops by itself. Not a test: a missed
 * aim is shown, not an error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchGrowth } from './growth.ts';
import { measureCallbacks } from './parts/callbacks.ts';
import { measureCalls } from './parts/calls.ts';
import { measureCharts } from './parts/charts.ts';
import { measureCommands } from './parts/commands.ts';
import { measureDiscord } from './parts/discord.ts';
import { measureFirstRequest } from './parts/first-request.ts';
import { measureLines } from './parts/lines.ts';
import { measureProcess } from './parts/process.ts';
import { measureSigning } from './parts/signing.ts';
import { PROJECT } from './paths.ts';
import { installPeers } from './prepare.ts';
import { FULL, QUICK } from './plan.ts';
import { document, notMeasured, table, type Row } from './report.ts';

const [only, ...rest] = process.argv.slice(2);
if (only === 'growth') {
  await benchGrowth(rest);
  process.exit();
}

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean' }, date: { type: 'string' }, only: { type: 'string' } },
});
const plan = given.quick ? QUICK : FULL;
const parts = {
  signing: measureSigning,
  calls: measureCalls,
  'first-request': measureFirstRequest,
  lines: measureLines,
  commands: measureCommands,
  discord: measureDiscord,
  callbacks: measureCallbacks,
  charts: measureCharts,
  process: measureProcess,
};

installPeers();
const started = performance.now();
const rows: Row[] = [];
/** Parts that could not be measured. */
const missing: string[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (given.only !== undefined && given.only !== name) continue;
  process.stderr.write(`${name} …\n`);
  try {
    rows.push(...(await measure(plan)));
  } catch (error) {
    // What was measured before, and what can be measured after it, is kept.
    process.stderr.write(
      `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    missing.push(name);
  }
}
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`\n${table(rows)}\n${notMeasured(missing)}\n${seconds} s\n`);
if (missing.length > 0) process.exitCode = 1;
if (plan === FULL && given.only === undefined) {
  const page = join(PROJECT, 'docs', 'benchmarks.md');
  writeFileSync(
    page,
    document(rows, plan, { date: given.date, missing, before: readFileSync(page, 'utf8') }),
  );
}
