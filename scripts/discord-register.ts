/** `npm run discord:register`: the same as `airdesk register`. */
import { register } from '../cli/register.ts';

process.exitCode = await register(process.argv.slice(2));
