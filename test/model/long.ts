/**
 * Runs the model for long: `npm run model -- --minutes 20`. `--seed N` begins with another seed, `--run N` does only that
 * run of it, `--shrink` looks for the shortest script that breaks the same invariant, `--without "shift,outage"` leaves out
 * what is called so. Ends with 1 where an invariant is broken.
 */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { systemClock } from '../../src/clock.ts';
import { scripts, type Script } from './actions.ts';
import { runScript, type Counts, type Violation } from './run.ts';
import { shorten } from './shorten.ts';

/** Happenings of a run, at most. */
const STEPS = 300;
const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    run: { type: 'string' },
    without: { type: 'string', default: '' },
    shrink: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const without = values.without.split(',');
const started = systemClock.now();
const until = started + Number(values.minutes) * MINUTE_MS;
const total = { runs: 0, steps: 0, crashes: 0, proposals: 0, writes: 0, violations: 0 };
let told = 0;

tell(`seed ${seed}`);
const only = values.run === undefined ? undefined : Number(values.run);
for (let run = only ?? 1; systemClock.now() < until && run <= (only ?? Infinity); run++) await oneRun(run);
tell(summary());
process.exitCode = total.violations > 0 ? 1 : 0;
process.exit();

async function oneRun(run: number): Promise<void> {
  // Each run by a seed of its own, so that one alone is repeated as it was.
  const [sampled] = fc.sample(scripts(STEPS), { seed: seed * 1_000_003 + run, numRuns: 1 });
  if (!sampled) return;
  const script = { ...sampled, happenings: sampled.happenings.filter((one) => !without.includes(one.do)) };
  const { violations, counts, kept } = await runScript(script, true);
  count(counts);
  for (const violation of violations) report(run, script, violation);
  if (kept) tell(`  data: ${kept}`);
  const [first] = violations;
  if (values.shrink && first) tell(await shorten(script, first.kind));
  const minute = Math.floor((systemClock.now() - started) / MINUTE_MS);
  if (minute > told) tell(`${(told = minute)} min: ${summary()}`);
}

function count(counts: Counts): void {
  total.runs += 1;
  for (const name of ['steps', 'crashes', 'proposals', 'writes'] as const) total[name] += counts[name];
}

function report(run: number, { setting }: Script, { kind, what }: Violation): void {
  total.violations += 1;
  tell(`VIOLATION ${kind}: ${what}`);
  tell(`  in ${JSON.stringify(setting)}; repeat: npm run model -- --seed ${seed} --run ${run}`);
}

function summary(): string {
  return Object.entries(total)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
