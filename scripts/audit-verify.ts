/**
 * Looks whether the audit is as it was written: `npm run audit:verify [folder]`, by default AIRDESK_DATA or ./data. Names the
 * first line that does not fit and ends with 1; with 2 where there is nothing to read. Airdesk may be running.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAnchor } from '../src/audit/read-anchor.ts';
import { verifyAudit } from '../src/audit/verify.ts';
import { DEFAULT_LIMITS } from '../src/store/file/open-journal.ts';

const folder = process.argv[2] ?? process.env['AIRDESK_DATA'] ?? './data';

try {
  process.exitCode = await verify();
} catch (error) {
  process.stderr.write(`${folder} cannot be read: ${error instanceof Error ? error.message : ''}\n`);
  process.exitCode = 2;
}

async function verify(): Promise<number> {
  if (!existsSync(folder)) {
    process.stderr.write(`There is no folder ${folder}. Usage: npm run audit:verify [folder]\n`);
    return 2;
  }
  // Before the lines: what it names is on disk by then.
  const anchor = await readAnchor(join(folder, 'airdesk.json'));
  const found = await verifyAudit(join(folder, 'audit.jsonl'), anchor, DEFAULT_LIMITS.oldFiles);
  const { misfit, lines, unchained, torn, first, last } = found;
  if (unchained > 0)
    process.stdout.write(
      `${unchained} lines at the beginning were written before there was a chain: they cannot be checked.\n`,
    );
  if (first && first.n > 1)
    process.stdout.write(`Numbers 1 to ${first.n - 1} were put aside and are gone; it begins after them.\n`);
  if (torn > 0) process.stdout.write(`${torn} half lines, left by a kill in the middle of a write.\n`);
  if (misfit) {
    const where = misfit.line === 0 ? misfit.file : `${misfit.file}, line ${misfit.line}`;
    process.stdout.write(`${where}: ${misfit.why}\n`);
    return 1;
  }
  if (!anchor && lines > 0)
    process.stdout.write(
      'No hash of it is in the store yet: whether its end was cut off cannot be seen. Compare with the log: "the audit is this far".\n',
    );
  process.stdout.write(`${lines} lines fit; the last is number ${last.n}, ${last.hash}\n`);
  return 0;
}
