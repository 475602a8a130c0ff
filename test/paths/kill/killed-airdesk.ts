/**
 * Airdesk as it is, that ends itself with SIGKILL at the write boundary number KILL_AT, and tells how many it passed. Its clock is
 * AHEAD_MS ahead, and is put on when it is told to.
 */
import { startAirdesk } from '../../../src/start/start-airdesk.ts';
import { createPutOnClock } from '../../fakes/put-on-clock.ts';

const killAt = Number(process.env['KILL_AT'] ?? 0);
const clock = createPutOnClock(Number(process.env['AHEAD_MS'] ?? 0));
const passed: string[] = [];

process.on('message', (told) => {
  if (typeof told === 'number') clock.putOn(told);
  else process.send?.(passed);
});
await startAirdesk({
  env: process.env,
  clock,
  boundary(step) {
    passed.push(step);
    if (passed.length === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
