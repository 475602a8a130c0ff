/**
 * Attacks every door of the built product for long: `npm run hostile -- --minutes 5 --seed 7`. `--from N --requests 1` sends
 * one request of a seed again. `npm run hostile -- --floods` sends floods instead, and prints what they came to. Ends with 1 where
 * something was not refused as it should have been, or somebody was who should not.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { floods, FULL } from '../test/hostile/floods/floods.ts';
import { startFloodTarget } from '../test/hostile/floods/target.ts';
import { attack } from '../test/hostile/fuzz/attack.ts';
import { startTarget } from '../test/hostile/fuzz/target.ts';

const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    requests: { type: 'string' },
    floods: { type: 'boolean', default: false },
  },
});
process.exitCode = values.floods ? await flood() : await fuzz();

async function fuzz(): Promise<number> {
  const target = await startTarget();
  try {
    const { requests, statuses, violations } = await attack(target, {
      seed: Number(values.seed),
      from: Number(values.from),
      until: systemClock.now() + Number(values.minutes) * MINUTE_MS,
      ...(values.requests !== undefined && { requests: Number(values.requests) }),
    });
    for (const violation of violations) process.stdout.write(`VIOLATION ${violation}\n\n`);
    const counts = Object.entries(statuses).sort(([one], [other]) => one.localeCompare(other));
    for (const [what, count] of counts) process.stdout.write(`${what}: ${count}\n`);
    process.stdout.write(`${requests} requests of seed ${values.seed}, ${violations.length} violations\n`);
    return violations.length > 0 ? 1 : 0;
  } finally {
    await target.stop();
  }
}

async function flood(): Promise<number> {
  const target = await startFloodTarget();
  try {
    const reports = await floods(target, FULL);
    for (const { name, figures, wrong } of reports) {
      const told = Object.entries(figures).map(([what, value]) => `${what} ${Math.round(value)}`);
      process.stdout.write(`${name}: ${told.join(', ')}\n`);
      for (const what of wrong) process.stdout.write(`VIOLATION ${what}\n`);
    }
    return reports.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
  } finally {
    await target.stop();
  }
}
