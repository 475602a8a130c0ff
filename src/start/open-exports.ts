import { hostname } from 'node:os';
import type { ExportCounts } from '../audit/export/create-export.ts';
import { createExports, type AuditExports } from '../audit/export/exports.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { SecretFiles } from '../config/secret-files.ts';
import type { Log } from '../observability/log.ts';
import type { Store } from '../store/store.ts';
import { random } from './chance.ts';
import type { openFiles } from './open-files.ts';

/** The exports of the audit that airdesk.yaml names, over the files that were opened. */
export function openExports(options: {
  readonly config: Config;
  readonly secretFiles: Pick<SecretFiles, 'variables' | 'former'>;
  readonly files: Pick<Awaited<ReturnType<typeof openFiles>>, 'audits'> & { readonly store: Store };
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: ExportCounts;
}): AuditExports {
  const { config, secretFiles, files, clock, log, counts } = options;
  return createExports({
    audit: config.audit,
    ...files.audits,
    store: files.store,
    hostname: hostname(),
    processId: process.pid,
    secrets: (name) =>
      [secretFiles.variables[name], ...secretFiles.former(name)].filter((each) => each !== undefined),
    ...{ clock, random, log, counts },
  });
}
