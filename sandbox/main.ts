/** `npm run sandbox -- --port 9000`: the same as `airdesk sandbox`. */
import { runSandbox } from './run-sandbox.ts';

const code = await runSandbox(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
