/** `npm run desk:password`: the same as `airdesk password`. */
import { password } from '../cli/password.ts';

process.exitCode = await password(process.argv.slice(2));
