/** Airdesk itself, configured by the environment as always, with the rate limit of one action out of reach. */
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { raiseLimit } from './raised-limits.ts';

raiseLimit('DescribeLiveStreamOnlineList');
const airdesk = await startAirdesk({ env: process.env });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.on('disconnect', () => void airdesk.close().finally(() => process.exit()));
process.send?.({ port: Number(new URL(airdesk.origin).port) });
