import type { Clock } from '../../clock.ts';
import type { Log } from '../../observability/log.ts';
import type { ChainEnd } from '../../store/file/chain/link.ts';
import type { Store } from '../../store/store.ts';
import { whyOf, type Outcome, type Sender } from './outcome.ts';
import { pauseAfter } from './pause.ts';
import { BEGINNING, POSITIONS, readKept, type Position } from './position.ts';
import { readBatch, type Batch, type BatchBounds } from './read-batch.ts';

/** So much goes out together at most. */
const MOST: BatchBounds = { lines: 500, bytes: 256 * 1024 };
/** What is written within this time goes out together, ms. */
const GATHER_MS = 1_000;
/** How long a stop waits for the last lines to go out, ms. */
const STOP_MS = 2_000;

/** How the export to one receiver stands. */
export interface ExportState {
  /** `syslog` or `webhook`. */
  readonly name: string;
  /** Lines on disk that were not delivered. */
  readonly waiting: number;
  /** How long the oldest of them has waited, ms; 0 where none does. */
  readonly behindMs: number;
  /** Why the newest try failed; undefined where it did not. */
  readonly failure: { readonly kind: Outcome['kind']; readonly why: string } | undefined;
}

/** What is counted of an export. */
export interface ExportCounts {
  attempt(name: string, outcome: Outcome['kind']): void;
  /** So many lines were delivered. */
  delivered(name: string, lines: number): void;
  /** So many were let go with the oldest files before they could be. */
  missing(name: string, lines: number): void;
}

/** Delivers the audit to one receiver: in order, each line once or more, and never a line that could still be lost here. */
export interface AuditExport {
  /** A line was written. Takes no time. */
  note(): void;
  /** Goes on where it was delivered up to. */
  start(): Promise<void>;
  state(): ExportState;
  /** Tries once more to deliver what waits, for two seconds at most. What is left then goes out after the next start. */
  stop(): Promise<void>;
}

export interface ExportOptions {
  readonly name: string;
  readonly sender: Sender;
  /** The audit that is written to now; older parts stand beside it. */
  readonly file: string;
  /** The last line that is on disk. */
  readonly end: () => ChainEnd;
  readonly store: Pick<Store, 'get' | 'commit'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly counts: ExportCounts;
}

/** Creates it. Nothing is read before it is started, and nothing of the audit is kept in memory but the batch on its way. */
export function createExport(options: ExportOptions): AuditExport {
  const { name, sender, file, end, store, clock, random, log, counts } = options;
  let position: Position = BEGINNING;
  let begunAt = 0;
  /** By the clock that is never set: since when the oldest line that was not delivered waits. */
  let since: number | undefined;
  /** The line of which `since` is known. */
  let sinceOf = 0;
  let failure: ExportState['failure'];
  let failures = 0;
  let lines = MOST.lines;
  let isStarted = false;
  let isStopping = false;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  function later(ms: number): void {
    if (isStopping) return;
    cancel?.();
    cancel = clock.after(ms, () => {
      cancel = undefined;
      running ??= run().finally(() => {
        running = undefined;
        // What was written while the last look was under way.
        if (!cancel && end().n > position.n) later(GATHER_MS);
      });
    });
  }

  async function run(): Promise<void> {
    for (let isMore = true; isMore && !isStopped;) isMore = await deliverNext();
  }

  /** Whether more is there to be delivered at once; what is written meanwhile is gathered first. */
  async function deliverNext(): Promise<boolean> {
    const upTo = end().n;
    let batch: Batch | undefined;
    try {
      batch = await readBatch(file, position, upTo, { ...MOST, lines });
    } catch (error) {
      failed({ kind: 'later', why: whyOf(error) });
      return false;
    }
    if (!batch) {
      if (upTo > position.n) failed({ kind: 'later', why: 'the lines are not in the data folder' });
      else since = undefined;
      return false;
    }
    waits(batch);
    const outcome = await sender.send(batch.lines, { first: batch.first, last: batch.end.n });
    counts.attempt(name, outcome.kind);
    if (outcome.kind !== 'delivered') {
      if (outcome.kind === 'too-large') lines = Math.max(1, Math.floor(batch.lines.length / 2));
      failed(outcome);
      return false;
    }
    await delivered(batch);
    return batch.end.n < upTo;
  }

  async function delivered(batch: Batch): Promise<void> {
    if (batch.missing > 0 && position.n > 0) {
      counts.missing(name, batch.missing);
      log.error(
        { receiver: name, from: position.n + 1, to: batch.first - 1 },
        'lines of the audit are gone and were not exported: its oldest files were let go before the receiver took them',
      );
    }
    if (failure) log.info({ receiver: name }, 'the audit is exported again');
    counts.delivered(name, batch.lines.length);
    position = batch.end;
    failure = undefined;
    failures = 0;
    lines = Math.min(MOST.lines, lines * 2);
    since = undefined;
    await keep();
  }

  function failed(outcome: Exclude<Outcome, { kind: 'delivered' }>): void {
    failures += 1;
    const pauseMs = pauseAfter(outcome, failures, random);
    const { kind, why } = outcome;
    // Once, and again when it is something else.
    if (failure?.why !== why)
      log.warn({ receiver: name, kind, why, pauseMs }, 'the audit could not be exported; it is tried again');
    failure = { kind, why };
    later(pauseMs);
  }

  /** Since when the first line of a batch waits: since it was written, also where that was before the start. */
  function waits({ lines: [first = ''], first: number }: Batch): void {
    if (since !== undefined && sinceOf === number) return;
    const { at } = JSON.parse(first) as { readonly at?: unknown };
    const written = typeof at === 'number' ? Math.max(at, begunAt) : clock.now();
    since = clock.passed() - Math.max(0, clock.now() - written);
    sinceOf = number;
  }

  async function keep(): Promise<void> {
    const value = { position, begunAt };
    try {
      await store.commit([{ collection: POSITIONS, id: name, value, expect: 'any' }]);
    } catch (error) {
      // It goes on; after a restart the receiver gets some lines again.
      log.warn({ err: error, receiver: name }, 'how far the audit was exported could not be stored');
    }
  }

  return {
    note() {
      since ??= clock.passed();
      if (isStarted && !running && !cancel) later(GATHER_MS);
    },
    async start() {
      const kept = readKept((await store.get(POSITIONS, name))?.value);
      position = kept?.position ?? BEGINNING;
      begunAt = kept?.begunAt ?? clock.now();
      if (position.n > end().n) {
        log.error(
          { receiver: name, delivered: position.n, there: end().n },
          'the audit is shorter than what was exported of it: it is another one, and is exported from its beginning',
        );
        position = BEGINNING;
      }
      if (!kept) await keep();
      isStarted = true;
      if (end().n > position.n) later(0);
    },
    state: () => ({
      name,
      waiting: isStarted ? Math.max(0, end().n - position.n) : 0,
      behindMs: since === undefined || end().n <= position.n ? 0 : clock.passed() - since,
      failure,
    }),
    async stop() {
      const isPausing = failures > 0;
      isStopping = true;
      cancel?.();
      const last = isPausing || !isStarted ? running : (running ?? Promise.resolve()).then(run);
      const bound = new Promise<void>((resolve) => clock.after(STOP_MS, resolve));
      await Promise.race([last, bound]);
      isStopped = true;
      await Promise.race([sender.close(), bound]);
    },
  };
}
