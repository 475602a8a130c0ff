import { join } from 'node:path';
import type { Senses } from '../alert/self/senses.ts';
import { notedInbox, notedStore } from '../alert/self/noted-writes.ts';
import { AUDIT_FILE, openAuditFile } from '../audit/open-audit-file.ts';
import type { Clock } from '../clock.ts';
import { createEmitter } from '../emitter.ts';
import { createAudit, overheard, type AuditEntry } from '../observability/audit.ts';
import type { Log } from '../observability/log.ts';
import type { Secrets } from '../observability/secrets.ts';
import { openInbox } from '../store/file/open-inbox.ts';
import { openLowdbStore } from '../store/file/lowdb-store.ts';
import type { Surroundings } from './airdesk.ts';

/** What opening the data folder takes. `boundary`: where tests stop the program in the middle of a write. */
interface Opening extends Required<Pick<Surroundings, 'boundary'>> {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly senses: Senses;
  readonly secrets: Secrets;
  readonly log: Log;
}

/**
 * Opens what survives a crash: documents, the inbox of callbacks, the audit. `audited` tells of each entry of the audit.
 * @throws where the disk refuses
 */
export async function openFiles({ dataFolder, boundary, clock, senses, secrets, log }: Opening) {
  const documents = await openLowdbStore(join(dataFolder, 'airdesk.json'), { boundary });
  const store = notedStore(documents, (what, refusal) => senses.wrote(what, refusal));
  const { journal, anchors } = await openAuditFile({ folder: dataFolder, store, clock, log, boundary });
  const audited = createEmitter<AuditEntry>();
  const audit = overheard(createAudit(journal, secrets), audited.tell);
  const opened = await openInbox(join(dataFolder, 'inbox'), {
    boundary,
    onDamage: (count) =>
      log.error({ count }, 'messages in the inbox are damaged and are left out; look at the disk'),
  });
  const inbox = notedInbox(opened, (what, refusal) => senses.wrote(what, refusal));
  return {
    store,
    inbox,
    audit,
    audited,
    anchors,
    /** Where the audit stands, and its last line that is on disk. */
    audits: { file: join(dataFolder, AUDIT_FILE), end: () => journal.end() },
    async close() {
      await inbox.close();
      await journal.close();
      await anchors.close();
      await store.close();
    },
  };
}
