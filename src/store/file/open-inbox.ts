import { rm } from 'node:fs/promises';
import { uninterrupted, type WriteBoundary } from './disk.ts';
import { ensureFolder } from './durable-file.ts';
import { createGroup } from './group.ts';
import { inboxLine, segmentAt, visitLines } from './inbox-file.ts';
import { createInboxMarks } from './inbox-marks.ts';
import { createInboxTail } from './inbox-tail.ts';
import type { Entry, Inbox } from '../inbox.ts';
import { openLogFile, type LogFile } from './log-file.ts';
import { recoverInbox } from './recover-inbox.ts';
import { stepsOf } from './steps.ts';

/** How the inbox uses the disk. */
export interface InboxOptions {
  /** Called around every step that changes a file: `inbox.…`. */
  readonly boundary?: WriteBoundary;
  /** A file longer than this is followed by the next, bytes. */
  readonly segmentBytes?: number;
  /** History that is kept of what was dealt with, bytes. */
  readonly keepBytes?: number;
  /** Told how many promised entries could not be read, once for each place. */
  readonly onDamage?: (count: number) => void;
}

interface Waiting {
  readonly text: string;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: unknown) => void;
}

/** So many places of damage are remembered as told. */
const MOST_TOLD = 10_000;

/**
 * Opens or creates the inbox in a folder of its own, which no other process uses. Each line of its files is a position and
 * a value; a file is named after its first position.
 */
export async function openInbox(folder: string, options: InboxOptions = {}): Promise<Inbox> {
  const {
    boundary = uninterrupted,
    segmentBytes = 8 * 1024 * 1024,
    keepBytes = 128 * 1024 * 1024,
    onDamage = () => undefined,
  } = options;
  await ensureFolder(folder);
  const step = stepsOf(boundary, 'inbox');
  const tail = createInboxTail();
  const marks = createInboxMarks();
  /** Where damage was told. */
  const told = new Set<number>();
  const tellDamage = (from: number, to: number): void => {
    if (told.has(from)) return;
    if (told.size >= MOST_TOLD) told.clear();
    told.add(from);
    onDamage(to - from);
  };
  const found = await recoverInbox(folder, { tail, marks, step, onGap: tellDamage });
  const { full } = found;
  let { current, last } = found;
  let log: LogFile | undefined;
  let listener = (): void => undefined;
  let removing: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  /** The log to write to; a full one is followed by another. */
  const nextLog = async (): Promise<LogFile> => {
    if (!log) return (log = await openLogFile(current.file, 'inbox', boundary, found.length));
    // What could not be cut off would stand there as if it had been promised, once nothing is written to it any more.
    if (log.length < segmentBytes || log.torn) return log;
    const next = segmentAt(folder, last + 1);
    let fresh;
    try {
      fresh = await openLogFile(next.file, 'inbox', boundary);
    } catch {
      // A full file that cannot be followed by another goes on, and it is tried again: better long than lost.
      await rm(next.file, { force: true }).catch(() => undefined);
      return log;
    }
    const old = log;
    full.push({ ...current, bytes: old.length });
    current = next;
    log = fresh;
    await old.close().catch(() => undefined);
    return fresh;
  };

  const group = createGroup<Waiting>(async (batch) => {
    const first = last + 1;
    try {
      const target = await nextLog();
      const lines = batch.map(({ text }, n) => inboxLine(first + n, text));
      const offset = target.length;
      await target.write(Buffer.from(lines.join('')));
      marks.note(current.first, first, offset);
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    last += batch.length;
    for (const [n, { text, resolve }] of batch.entries()) {
      tail.push(first + n, text);
      resolve(first + n);
    }
    // A listener that throws is no refusal by the disk.
    queueMicrotask(listener);
  });

  const readFiles = async (after: number, most: number): Promise<readonly Entry[]> => {
    const entries: Entry[] = [];
    const newest = last;
    const segments = [...full, { ...current, bytes: log?.length ?? found.length }];
    let next = Math.max(after + 1, segments[0]?.first ?? 1);
    const begin = segments.findLastIndex((segment) => segment.first <= next);
    for (const { first, file, bytes } of segments.slice(begin)) {
      const range = { from: marks.find(first, next), end: bytes, after: next - 1 };
      try {
        await visitLines(file, range, ({ seq, value, start }) => {
          if (seq > newest) return false;
          marks.note(first, seq, start);
          if (seq < next) return true;
          if (seq > next) tellDamage(next, seq);
          next = seq + 1;
          entries.push({ seq, value });
          return entries.length < most;
        });
      } catch (error) {
        // Removed meanwhile, since it was dealt with; or taken away by somebody: what comes after it still counts.
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT' && first !== current.first;
        if (!isGone) throw error;
      }
      if (entries.length >= most) break;
    }
    return entries;
  };

  const remove = async (seq: number): Promise<void> => {
    for (let oldest; (oldest = full[0]); full.shift()) {
      const bytes = full.reduce((sum, segment) => sum + segment.bytes, log?.length ?? found.length);
      if ((full[1] ?? current).first - 1 > seq || bytes <= keepBytes) return;
      const { file, first } = oldest;
      await step('unlink', () => rm(file, { force: true }));
      marks.drop(first);
    }
  };

  return {
    get last() {
      return last;
    },
    async append(value) {
      if (closing) throw new Error('the inbox is closed');
      const text = JSON.stringify(value) as string | undefined;
      if (text === undefined) throw new TypeError('the value is not JSON');
      return new Promise<number>((resolve, reject) => group.add({ text, resolve, reject }, true));
    },
    async read(after, most) {
      if (after >= last || most < 1) return [];
      return tail.read(after, most) ?? readFiles(after, most);
    },
    onAppend(run) {
      listener = run;
    },
    async done(seq) {
      removing = removing.catch(() => undefined).then(() => remove(seq));
      await removing;
    },
    close: () =>
      (closing ??= (async () => {
        await group.idle();
        await removing.catch(() => undefined);
        await log?.close();
      })()),
  };
}
