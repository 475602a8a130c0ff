import { sleep } from '../clock.ts';
import type { Entry } from '../store/inbox.ts';
import type { Write } from '../store/store.ts';
import { commitAlerts, type AlertCore } from './alert-core.ts';
import { REMEMBERED_KEYS } from './alert-state.ts';
import type { Alert } from './model/alert.ts';
import { createRoomMaker } from './retention/make-room.ts';
import { decideAfterStart } from './decide/after-start.ts';
import { decide } from './decide/decide.ts';
import { decideDue } from './decide/due.ts';
import type { LiveEvent } from '../callback/event.ts';
import { createUnanswered } from './check/unanswered.ts';
import { normalise } from '../callback/normalise/normalise.ts';
import type { Check, Decision } from './model/decision.ts';

/** Events that share one commit: few enough that nobody waits long for their turn. */
const BATCH = 200;
/** After how long one that is still due after it was decided on is decided on again, ms. */
const STILL_DUE_MS = 1000;
/**
 * Turns of the event loop between two batches, as long as no more than so many events wait. A turn takes as long as there
 * is to do: in a storm accepting goes first, and what arrives meanwhile shares a commit.
 */
const TURNS = 48;
const MOST_BEHIND = 1000;
/** How long after a refusal by the disk it is tried again, ms. */
const AGAIN_MS = 1000;
/** The longest that a timer waits, ms. */
const LONGEST_MS = 60_000;

/** The clock was set back where it is that far behind what it was, ms. */
const SET_BACK_MS = 1000;
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
  const makeRoom = createRoomMaker(core, take);
  /** What the inbox held before anything could arrive: with it a cursor is compared. */
  const lastBefore = inbox.last;
  let cursor = 0;
  let started = false;
  /** When it was looked at the clock last. */
  let newest = -Infinity;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let cancelTimer = (): void => undefined;

  const wake = (): void => {
    // Before the start it is not known how far the inbox was read: all of it would be decided on again.
    if (stopped || !started) return;
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
      // What has arrived comes first: it may say that what is due is over. Neither waits for the other to succeed.
      const next = await attempt(decideNext);
      const due = await attempt(decideDueOnes);
      const failed = next === 'failed' || due === 'failed';
      if (failed || next || due) again = true;
      if (failed) await sleep(clock, AGAIN_MS);
      else if (next || due) await othersTurn();
    }
  }

  /** Others get their turn between batches: what arrives, what people do. What arrives meanwhile shares a commit. */
  async function othersTurn(): Promise<void> {
    for (let turn = 0; turn < TURNS && (turn === 0 || inbox.last - cursor < MOST_BEHIND); turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T | 'failed'> {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, 'alerts could not be read or written; trying again');
      return 'failed';
    }
  }

  /** Whether there was something to decide on. */
  async function decideNext(): Promise<boolean> {
    if (stopped) return false;
    const entries = await inbox.read(cursor, BATCH);
    const last = entries.at(-1);
    if (!last) return false;
    await core.exclusive(async () => {
      const checks: Check[] = [];
      for (const entry of entries) checks.push(...decideOne(entry));
      makeRoom();
      await commitAlerts(core, [cursorWrite(last.seq)]);
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
      const decision = decide(core.input, event, clock.now());
      take(decision);
      if (decision.reason !== 'duplicate') core.alertState.remember(event.dedupeKey);
      log.debug(
        {
          seq: entry.seq,
          type: event.type,
          condition: event.condition,
          subject: event.subject,
          reason: decision.reason,
          row: decision.path.at(-1)?.row,
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

  /** Whether there may be more that is due. */
  async function decideDueOnes(): Promise<boolean> {
    const now = clock.now();
    // What was to be due soon would otherwise be due when the clock gets there again.
    if (now < newest - SET_BACK_MS) await lookAgain();
    newest = now;
    const isCrowded = (): boolean => core.alertState.openCount > core.mostOpen;
    if (core.alertState.dueFrom() > now && !isCrowded()) return false;
    return core.exclusive(async () => {
      const checks: Check[] = [];
      const due = core.alertState.due(now, BATCH);
      for (const alert of due) checks.push(...decideOneDue(alert, now));
      makeRoom();
      await commitAlerts(core);
      core.check(checks);
      return due.length === BATCH || isCrowded();
    });
  }

  function decideOneDue(alert: Alert, now: number): readonly Check[] {
    try {
      const decision = decideDue(core.input, alert, now);
      take(decision);
      const left = core.alertState.byId(alert.id);
      const isStillDue = left === alert || (left?.dueAt ?? Infinity) <= now;
      if (left && left.status !== 'closed' && isStillDue)
        core.alertState.putAlert({ ...left, dueAt: now + STILL_DUE_MS });
      return decision.checks;
    } catch (error) {
      // It must not hold up all others; it is due again a little later.
      log.error({ err: error, alert: alert.id }, 'an alert could not be decided on when it was due');
      core.alertState.putAlert({ ...alert, dueAt: now + LONGEST_MS });
      return [];
    }
  }

  function take(decision: Decision): void {
    for (const state of decision.streams) core.alertState.putStream(state);
    for (const alert of decision.alerts) core.alertState.putAlert(alert);
    core.counts.decision(decision.reason);
  }

  function setTimer(): void {
    cancelTimer();
    if (stopped) return;
    const wait = core.alertState.dueFrom() - clock.now();
    cancelTimer = clock.after(Math.min(Math.max(wait, 0), LONGEST_MS), wake);
  }

  return {
    async start() {
      const doc = await store.get(CURSORS, CURSOR);
      const kept = doc?.value as { readonly seq?: unknown } | undefined;
      cursor = typeof kept?.seq === 'number' ? kept.seq : 0;
      if (cursor > lastBefore) {
        log.error({ cursor, last: lastBefore }, 'the inbox is shorter than it was: it goes on from its end');
        cursor = lastBefore;
      }
      const unanswered = await rememberBefore();
      await attempt(lookAgain);
      started = true;
      inbox.onAppend(wake);
      wake();
      core.check(unanswered);
    },
    wake,
    backlog: () => inbox.last - cursor,
    async stop() {
      stopped = true;
      cancelTimer();
      while (running) await running;
    },
  };

  /** What nobody could tell us while we were away, and what airdesk.yaml says now, is looked at before anything is due. */
  async function lookAgain(): Promise<void> {
    await core.exclusive(async () => {
      core.alertState.changesWritten();
      for (const alert of core.alertState.all()) {
        const { alerts } = decideAfterStart(core.input, alert, clock.now());
        for (const next of alerts) core.alertState.putAlert(next);
      }
      // Nothing is written: it is the same after every start, and of very many it would be much.
      core.alertState.changesWritten();
    });
  }

  /** Recognises what comes again. Gives back what the cloud is to be asked. */
  async function rememberBefore(): Promise<readonly Check[]> {
    const unanswered = createUnanswered(clock.now());
    try {
      // In one go: each read begins to look for its place anew.
      const before = await inbox.read(Math.max(0, cursor - REMEMBERED_KEYS), REMEMBERED_KEYS);
      for (const entry of before) {
        if (entry.seq > cursor) break;
        const event = normalise(entry);
        core.alertState.remember(event.dedupeKey);
        unanswered.note(event);
      }
    } catch (error) {
      log.error({ err: error }, 'what came before could not be read: a repetition may be taken for news');
    }
    return unanswered.checks();
  }
}

function cursorWrite(seq: number): Write {
  return { collection: CURSORS, id: CURSOR, value: { seq }, expect: 'any' };
}
