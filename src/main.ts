/** The process: everything is put together in start/start-airdesk.ts. */
import './start/without-debugger.ts';
import { runProcess } from './start/run-process.ts';
import { startAirdesk } from './start/start-airdesk.ts';

await runProcess(() => startAirdesk({ env: process.env }));
