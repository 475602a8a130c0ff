/** `npm run audit:verify`: the same as `airdesk audit verify`. */
import { auditVerify } from '../cli/audit-verify.ts';

process.exitCode = await auditVerify(process.argv.slice(2));
