/** Airdesk as it is, that ends itself with SIGKILL at the write boundary number KILL_AT, and tells how many it passed. */
import { startAirdesk } from '../../../src/main.ts';

const killAt = Number(process.env['KILL_AT'] ?? 0);
const passed: string[] = [];

process.on('message', () => process.send?.(passed));
await startAirdesk({
  env: process.env,
  boundary(step) {
    passed.push(step);
    if (passed.length === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
