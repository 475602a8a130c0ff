import type { AlertPath } from '../alert/alert-path.ts';
import type { Drawer } from '../chart/drawer.ts';
import type { RefusedNotes } from '../chat/refused-notes.ts';
import type { Clock } from '../clock.ts';
import type { Http } from '../http/server.ts';
import type { Panels } from '../panel/panels.ts';
import type { Adapter } from '../platform/adapter.ts';
import { drain } from './drain.ts';

/** How long requests that run may take to end once all else has ended, ms. */
const REQUESTS_MS = 2000;

/** What is stopped, in the order in which it is. */
interface Running {
  /** What begins something by itself, at its time or when it sees a change. */
  readonly selfStarting: readonly { stop(): void | Promise<void> }[];
  /** Commands that run, and what is recovered of those before. */
  readonly commands: () => readonly Promise<unknown>[];
  readonly alertPath: Pick<AlertPath, 'stop'>;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly panels: Pick<Panels, 'stop'>;
  readonly drawer: Pick<Drawer, 'close'>;
  readonly pictures: { close(): Promise<void> };
  readonly webhooks: ReadonlyMap<string, Adapter>;
  readonly http: Pick<Http, 'close'>;
  readonly refused: Pick<RefusedNotes, 'flush'>;
  readonly exports: { stop(): Promise<void> };
  readonly accounts: { close(): Promise<void> };
  readonly sandbox: { close(): Promise<void> } | undefined;
  readonly files: { close(): Promise<void> };
}

/** Takes nothing new, ends what runs, closes everything; the files last, since all else writes into them until it has ended. */
export async function stopAirdesk(clock: Clock, running: Running): Promise<void> {
  const { alertPath, adapters, panels } = running;
  for (const each of running.selfStarting) await each.stop();
  await drain(clock, { running: running.commands(), alertPath, adapters, panels });
  running.drawer.close();
  await running.pictures.close();
  for (const webhook of running.webhooks.values()) await webhook.stop();
  await running.http.close(REQUESTS_MS);
  await running.refused.flush();
  await running.exports.stop();
  await running.accounts.close();
  await running.sandbox?.close();
  await running.files.close();
}
