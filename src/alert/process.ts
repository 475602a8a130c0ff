import { sleep } from '../clock.ts';
import type { Entry } from '../store/inbox.ts';
import type { Write } from '../store/store.ts';
import { commitBook, type AlertCore } from './alert-core.ts';
import { REMEMBERED_KEYS } from './book.ts';
import { decide } from './decide/decide.ts';
import { decideDue } from './decide/due.ts';
import type { LiveEvent } from './event.ts';
import { normalise } from './normalise/normalise.ts';
import type { Check, Decision } from './situation.ts';

/** Events that share one commit: few enough that nobody waits long for their turn. */
const BATCH = 200;
/** How long after a refusal by the disk it is tried again, ms. */
const AGAIN_MS = 1000;
/** The longest that a timer waits, ms. */
const LONGEST_MS = 60_000;

const CURSORS = 'cursors';
const CURSOR = 'inbox';

/** The loop between inbox and alerts. */
export interface Processing {
  /** Recognises repetitions of what was decided on before, and goes on after it. */
  start(): Promise<void>;
  /** Something is due earlier than it was. */
  wake(): void;
  /** Events that wait for a decision. */
  backlog(): number;
  stop(): Promise<void>;
}

/**
 * Decides on what the inbox holds, in order. Alerts, what streams are known to do, and how far the inbox was read are
 * one commit: after a kill every event has been decided on once.
 */
export function createProcessing(core: AlertCore): Processing {
  const { inbox, store, clock, log } = core;
  let cursor = 0;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let cancelTimer = (): void => undefined;

  const wake = (): void => {
    if (stopped) return;
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again) wake();
      else setTimer();
    });
  };

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        await decideDueOnes();
        while (await decideNext()) {
          // Others get their turn between batches: what arrives, what people do.
          await new Promise((resolve) => setImmediate(resolve));
          await decideDueOnes();
        }
      } catch (error) {
        log.error({ err: error }, 'alerts could not be written; trying again');
        await sleep(clock, AGAIN_MS);
        again = true;
      }
    }
  }

  /** Whether there was something to decide on. */
  async function decideNext(): Promise<boolean> {
    if (stopped) return false;
    const entries = await inbox.read(cursor, BATCH);
    const last = entries.at(-1);
    if (!last) return false;
    await core.turn(async () => {
      const checks: Check[] = [];
      for (const entry of entries) checks.push(...decideOne(entry));
      await commitBook(core, [cursorWrite(last.seq)]);
      cursor = last.seq;
      core.check(checks);
    });
    await inbox.done(cursor);
    return true;
  }

  function decideOne(entry: Entry): readonly Check[] {
    let event: LiveEvent | undefined;
    try {
      event = normalise(entry);
      const decision = decide(core.situation, event, clock.now());
      take(decision);
      if (decision.reason !== 'duplicate') core.book.remember(event.dedupeKey);
      log.debug(
        {
          seq: entry.seq,
          type: event.type,
          condition: event.condition,
          subject: event.subject,
          reason: decision.reason,
        },
        'decided',
      );
      return decision.checks;
    } catch (error) {
      // One event that nobody thought of must not hold up all that come after it; it stays in the inbox.
      log.error(
        { err: error, seq: entry.seq, condition: event?.condition },
        'an event could not be decided on',
      );
      return [];
    }
  }

  async function decideDueOnes(): Promise<void> {
    const now = clock.now();
    if (core.book.dueFrom() > now) return;
    await core.turn(async () => {
      const checks: Check[] = [];
      for (const alert of core.book.due(now)) {
        const decision = decideDue(core.situation, alert, now);
        take(decision);
        checks.push(...decision.checks);
      }
      await commitBook(core);
      core.check(checks);
    });
  }

  function take(decision: Decision): void {
    for (const state of decision.streams) core.book.putStream(state);
    for (const alert of decision.alerts) core.book.putAlert(alert);
    core.counts.decision(decision.reason);
  }

  function setTimer(): void {
    cancelTimer();
    if (stopped) return;
    const wait = core.book.dueFrom() - clock.now();
    cancelTimer = clock.after(Math.min(Math.max(wait, 0), LONGEST_MS), wake);
  }

  return {
    async start() {
      const doc = await store.get(CURSORS, CURSOR);
      const kept = doc?.value as { readonly seq?: unknown } | undefined;
      cursor = typeof kept?.seq === 'number' ? kept.seq : 0;
      if (cursor > inbox.last) {
        log.error({ cursor, last: inbox.last }, 'the inbox is shorter than it was: it begins anew');
        cursor = inbox.last;
      }
      await rememberBefore();
      inbox.onAppend(wake);
      wake();
    },
    wake,
    backlog: () => inbox.last - cursor,
    async stop() {
      stopped = true;
      cancelTimer();
      while (running) await running;
    },
  };

  async function rememberBefore(): Promise<void> {
    for (let after = Math.max(0, cursor - REMEMBERED_KEYS); after < cursor;) {
      const entries = await inbox.read(after, Math.min(1000, cursor - after));
      const last = entries.at(-1);
      if (!last) break;
      for (const entry of entries) core.book.remember(normalise(entry).dedupeKey);
      after = last.seq;
    }
    core.book.settle();
  }
}

function cursorWrite(seq: number): Write {
  return { collection: CURSORS, id: CURSOR, value: { seq }, expect: 'any' };
}
