// Says in one line what `npm test` leaves out on this machine, and why; what a chat platform does not have is no test of it.
import { existsSync } from 'node:fs';

/** What is skipped, and what would have it run; undefined where it runs. */
const ROWS = [
  {
    what: "test/peers (the vendor's own client, an independent Slack)",
    why: existsSync('test/peers/node_modules/tencentcloud-sdk-nodejs/package.json')
      ? undefined
      : 'not installed: npm ci --prefix test/peers',
  },
  {
    what: 'the rights of files (test/config/loose-rights.test.ts)',
    why: process.platform === 'win32' ? 'Windows has none' : undefined,
  },
];

const skipped = ROWS.filter(({ why }) => why !== undefined).map(({ what, why }) => `${what}: ${why}`);
console.log(skipped.length === 0 ? 'Skipped here: nothing.' : `Skipped here: ${skipped.join('; ')}.`);
