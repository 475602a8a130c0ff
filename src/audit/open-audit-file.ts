import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { WriteBoundary } from '../store/file/disk.ts';
import { openJournal, type ChainedJournal } from '../store/file/open-journal.ts';
import type { Store } from '../store/store.ts';
import { ANCHOR, anchorOf, createAnchors, type Anchors } from './anchor.ts';

/** Its name in the data folder; older parts have a number behind it. */
export const AUDIT_FILE = 'audit.jsonl';

/** Opens the chained file of the audit in `folder`. What was there by the anchor and is not any more is told in the log. */
export async function openAuditFile(options: {
  readonly folder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly boundary: WriteBoundary;
}): Promise<{ readonly journal: ChainedJournal; readonly anchors: Anchors }> {
  const { folder, store, clock, log, boundary } = options;
  const anchor = anchorOf((await store.get(ANCHOR.collection, ANCHOR.id))?.value);
  const file = join(folder, AUDIT_FILE);
  const journal = await openJournal(file, undefined, boundary, { atLeast: anchor?.n ?? 0 });
  const { n, hash } = journal.end();
  // Where lines are gone it goes on with the number after the last one that was written.
  if (anchor && n === anchor.n && hash !== anchor.hash)
    log.error(
      { written: anchor.n },
      'the end of the audit is gone or was changed while Airdesk was not running; npm run audit:verify says where',
    );
  return { journal, anchors: createAnchors({ store, clock, log, end: () => journal.end() }) };
}
