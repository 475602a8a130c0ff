import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AUDIT_FILE } from '../src/audit/open-audit-file.ts';
import { readAnchor } from '../src/audit/read-anchor.ts';
import { verifyExported } from '../src/audit/verify-exported.ts';
import { verifyAudit, type Misfit } from '../src/audit/verify.ts';
import { DEFAULT_LIMITS } from '../src/store/file/open-journal.ts';

const USAGE = 'Usage: airdesk audit verify [FOLDER], or airdesk audit verify --exported FILE';

interface Place {
  readonly path: string;
  readonly isExported: boolean;
}

/**
 * `airdesk audit verify [FOLDER]`: looks whether the audit is as it was written, by default that in AIRDESK_DATA or ./data;
 * with `--exported FILE` at the lines that a receiver of the export kept instead. Airdesk may be running. Resolves with the
 * exit code: 1 where a line does not fit, which it names; 2 where there is nothing to read.
 */
export async function auditVerify(args: readonly string[]): Promise<number> {
  const place = placeIn(args);
  if (place === undefined) return usage();
  try {
    return place.isExported ? await exported(place.path) : await verify(place.path);
  } catch (error) {
    say(`${place.path} cannot be read: ${error instanceof Error ? error.message : ''}`, process.stderr);
    return 2;
  }
}

function placeIn(args: readonly string[]): Place | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { exported: { type: 'string' } },
      allowPositionals: true,
    });
    if (values.exported !== undefined) return { path: values.exported, isExported: true };
    return { path: positionals[0] ?? (process.env['AIRDESK_DATA'] || './data'), isExported: false };
  } catch {
    return undefined;
  }
}

function usage(): number {
  say(USAGE, process.stderr);
  return 2;
}

async function verify(folder: string): Promise<number> {
  if (!existsSync(folder)) {
    say(`There is no folder ${folder}. ${USAGE}`, process.stderr);
    return 2;
  }
  // Before the lines: what it names is on disk by then.
  const anchor = await readAnchor(join(folder, 'airdesk.json'));
  const found = await verifyAudit(join(folder, AUDIT_FILE), anchor, DEFAULT_LIMITS.oldFiles);
  const { misfit, lines, unchained, torn, first, last } = found;
  if (unchained > 0)
    say(`${unchained} lines at the beginning were written before there was a chain: they cannot be checked.`);
  if (first && first.n > 1)
    say(`Numbers 1 to ${first.n - 1} were put aside and are gone; it begins after them.`);
  if (torn > 0) say(`${torn} half lines, left by a kill in the middle of a write.`);
  if (misfit) return tell(misfit);
  if (!anchor && lines > 0)
    say(
      'No hash of it is in the store yet: whether its end was cut off cannot be seen. Compare with the log: "the audit is this far".',
    );
  say(`${lines} lines fit; the last is number ${last.n}, ${last.hash}`);
  return 0;
}

async function exported(file: string): Promise<number> {
  if (!existsSync(file)) {
    say(`There is no file ${file}. ${USAGE}`, process.stderr);
    return 2;
  }
  const { misfit, lines, repeats, others, first, last } = await verifyExported(file);
  if (others > 0) say(`${others} lines are none of the audit.`);
  if (repeats > 0) say(`${repeats} lines came again, as they may.`);
  if (first && first.n > 1) say(`It begins with number ${first.n}: changes in that one line cannot be seen.`);
  if (misfit) return tell(misfit);
  if (lines === 0) {
    say(`${file} holds no line of an audit.`, process.stderr);
    return 2;
  }
  say(`${lines} lines fit; the last is number ${last.n}, ${last.hash}`);
  return 0;
}

function tell({ file, line, why }: Misfit): number {
  say(`${line === 0 ? file : `${file}, line ${line}`}: ${why}`);
  return 1;
}

function say(text: string, to: NodeJS.WritableStream = process.stdout): void {
  to.write(`${text}\n`);
}
