/** `npm run rules:test`: the same as `airdesk rules`. */
import { rules } from '../cli/rules.ts';

process.exitCode = await rules(process.argv.slice(2));
