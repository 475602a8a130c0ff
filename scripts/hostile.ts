/**
 * Attacks every door of the built product for long: `npm run hostile -- --minutes 5 --seed 7`. `--from N --requests 1` sends
 * one request of a seed again. Ends with 1 where something was not refused as it should have been.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { attack } from '../test/hostile/fuzz/attack.ts';
import { startTarget } from '../test/hostile/fuzz/target.ts';

const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    requests: { type: 'string' },
  },
});
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
  process.exitCode = violations.length > 0 ? 1 : 0;
} finally {
  await target.stop();
}
