import { UNDELIVERED } from '../callback/conditions.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { AuditEntry } from '../observability/audit.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Live } from '../live/live.ts';
import type { Log } from '../observability/log.ts';
import type { Announcer } from '../platform/announcer.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import { joinContents } from '../outbox/join-contents.ts';
import type { Contents, Outbox } from '../outbox/outbox.ts';
import { redactTyped } from '../observability/redact.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Store } from '../store/store.ts';
import type { Text } from '../text/language.ts';
import { commitBook, type AlertCore, type AlertCounts } from './alert-core.ts';
import type { Alerts } from './model/alerts.ts';
import { openBook } from './alert-state.ts';
import { createClosedLately } from './retention/closed-lately.ts';
import { createContents } from './contents.ts';
import { createAlerts } from './create-alerts.ts';
import { acted } from './decide/people/people.ts';
import { startHousekeeping } from './retention/housekeeping.ts';
import { createChecks } from './check/checks.ts';
import { createFinding } from './check/context.ts';
import { startTopology, type Topology } from './check/topology.ts';
import type { MostKept } from './retention/most-kept.ts';
import { observation } from '../callback/normalise/observation.ts';
import { createOwnActs } from './own-changes.ts';
import { createOwnBans, OWN_BANS, readOwnBan, type OwnBan } from './own-bans.ts';
import { renamePeople } from './people-now.ts';
import { createProcessing, type Processing } from './process-inbox.ts';
import type { Senses } from './self/senses.ts';
import { startWatching } from './self/watch.ts';
import { createTurn } from '../mutex.ts';

/** Commands whose end is worth noting on alerts about what they acted on. */
const ENDS: ReadonlySet<AuditEntry['phase']> = new Set(['done', 'accepted', 'failed', 'unknown']);
/** How much of the audit is read at the start to know what we did lately. */
const AUDIT_READ = 500;

export interface AlertPathOptions {
  readonly config: Config;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly counts: AlertCounts & { delivery(platform: string, outcome: 'ok' | 'failed'): void };
  readonly live: (account: string) => Live;
  readonly newId: () => string;
  /** Alerts that are open at most. */
  readonly mostOpen: number;
  /** What is kept at most of what is over. */
  readonly mostKept: MostKept;
  readonly announcers: ReadonlyMap<string, Adapter & Announcer>;
  /** What the outbox shows besides alerts. */
  readonly cards: Contents;
  readonly senses: Senses;
  /** Accounts whose callbacks arrive. */
  readonly listening: readonly string[];
  readonly notice?: Text | undefined;
  /** What helps where a message was not taken with this code of an error. */
  readonly remedy?: (code: string) => Text | undefined;
}

/** From the inbox to cards that people work with. */
export interface AlertPath {
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  readonly processing: Processing;
  /** Alerts that are not closed. */
  openCount(): number;
  /** Questions to the cloud that wait for an answer. */
  checksWaiting(): number;
  /** Takes in what the audit says of our own commands. */
  note(entry: AuditEntry): void;
  /** Goes on where the process before stopped. `recent`: the newest audit entries, newest first. */
  start(recent: (count: number) => Promise<readonly AuditEntry[]>): Promise<void>;
  stop(): Promise<void>;
}

/** Creates the alert path over what the store holds. */
export async function openAlertPath(options: AlertPathOptions): Promise<AlertPath> {
  const { config, store, inbox, clock, log, counts, live, listening } = options;
  const book = await openBook(
    store,
    (collection, id) =>
      log.error({ collection, id }, 'a document cannot be read: what it told is not known any more'),
    options.mostKept,
    config.alerts.conditions,
  );
  renamePeople(book, config);
  const ownActs = createOwnActs();
  const ownBans = createOwnBans(await keptBans(store));
  const closedLately = createClosedLately(config.alerts.conditions, book.all(), clock.now());
  const newId = (): string => alertId(options.newId());
  const contents = createContents({
    book,
    config,
    now: () => clock.now(),
    platforms: () => [...options.announcers.keys()],
    notice: options.notice,
    ...(options.remedy && { remedy: options.remedy }),
  });
  const outbox = createOutbox({
    contents: joinContents(contents, options.cards),
    announcers: options.announcers,
    store,
    clock,
    random: options.random,
    log,
    counts,
    onUndeliverable: (channel, why, code) => void tellUndeliverable(channel, why, code),
  });
  const checks = createChecks({
    conditions: config.alerts.conditions,
    live,
    clock,
    log,
    count: (outcome) => counts.check(outcome),
    tell: (seen) => inbox.append(observation({ ...seen, receivedAt: clock.now() })),
    overflow: (account) => options.senses.doubt(account),
  });
  const core: AlertCore = {
    ...{ config, store, inbox, book, ownActs, clock, log, counts, live, newId },
    mostOpen: options.mostOpen,
    turn: createTurn(),
    situation: {
      ...book,
      config: config.alerts,
      timeZone: config.timeZone,
      dependsOn: (account, stream) => topology?.groupsOf(account, stream) ?? [],
      sizeOf: (account, group) => topology?.sizeOf(account, group) ?? 0,
      fedBy: (account, stream) => topology?.fedBy(account, stream) ?? [],
      feeds: (account, feed) => topology?.feeds(account, feed) ?? [],
      ownAct: (account, subject, at) => ownActs.find(account, subject, at),
      closedLately: (print, now) => book.byId(closedLately.find(print, now) ?? ''),
      ownBan: (account, subject, at) => ownBans.find(account, subject, at),
      newId,
    },
    changed(alerts) {
      for (const alert of alerts) closedLately.note(alert);
      outbox.changed(alerts.map(({ id }) => id));
      finding.look(alerts);
      processing.wake();
    },
    check: (asked) => checks.ask(asked),
    isOwed: (id) => outbox.owes(id),
    forgotten: (ids) => void outbox.forget(ids),
  };
  const finding = createFinding(core);
  const processing = createProcessing(core);
  const alerts = createAlerts(core, (id) => outbox.hurry(id));
  let stopHousekeeping = (): void => undefined;
  let stopWatching = async (): Promise<void> => undefined;
  let topology: Topology | undefined;

  async function tellUndeliverable(
    channel: string,
    why: string | undefined,
    code: string | undefined,
  ): Promise<void> {
    const subject = { type: 'channel', id: channel } as const;
    const condition = UNDELIVERED;
    const now = clock.now();
    const effect = why === undefined ? 'clears' : 'fires';
    const values: Record<string, string> = why === undefined ? {} : { why: why.slice(0, 200) };
    const account = config.defaultAccount;
    try {
      await inbox.append(
        observation({
          ...{ account, at: now, receivedAt: now, condition, effect, subject, values, groups: [] },
          ...(code !== undefined && { code }),
        }),
      );
    } catch (error) {
      log.error({ err: error, channel, why }, 'a channel that cannot be reached could not be noted');
    }
  }

  /** It is in the audit as well, which is read at the start; it has to outlive what is read of that. */
  function noteBan(entry: AuditEntry): void {
    const writes = ownBans.note(entry);
    if (writes.length === 0) return;
    store
      .commit(writes)
      .catch((error: unknown) => log.error({ err: error }, 'a ban of ours could not be written down'));
  }

  /** Our own command has ended: open alerts on its target say so, and the cloud is asked whether it helped. */
  async function noteEnd(entry: AuditEntry): Promise<void> {
    await core.turn(async () => {
      const touched = [...book.all()].filter((alert) => isAbout(alert, entry));
      for (const alert of touched)
        book.putAlert(
          acted(alert, whoOf(entry), `${redactTyped(entry.command)} · ${entry.phase}`, clock.now()),
        );
      await commitBook(core);
      core.check(
        touched.map(({ account, subject, condition }) => ({ account, subject, condition, why: 'acted' })),
      );
    });
  }

  return {
    alerts,
    outbox,
    processing,
    checksWaiting: () => checks.waiting(),
    openCount: () => book.openCount,
    note(entry) {
      ownActs.note(entry);
      noteBan(entry);
      if (!ENDS.has(entry.phase) || entry.target === undefined) return;
      noteEnd(entry).catch((error: unknown) =>
        log.error({ err: error }, 'a command could not be noted on its alert'),
      );
    },
    async start(recent) {
      // Also those from before bans were written down.
      for (const entry of (await recent(AUDIT_READ)).toReversed()) {
        ownActs.note(entry);
        noteBan(entry);
      }
      await processing.start();
      await outbox.start();
      topology = startTopology({ accounts: listening, live, clock, log });
      stopWatching = startWatching({
        core,
        senses: options.senses,
        announcers: options.announcers,
        listening,
      });
      stopHousekeeping = startHousekeeping(core);
    },
    async stop() {
      // First of all: what is sent while the platforms are let go would have to be looked for after the start.
      const outboxStopped = outbox.stop();
      stopHousekeeping();
      topology?.stop();
      checks.stop();
      finding.stop();
      await stopWatching();
      await Promise.all([outboxStopped, processing.stop(), checks.settled(), finding.settled()]);
    },
  };
}

function isAbout(
  alert: { readonly account: string; readonly status: string; readonly subject: { readonly id: string } },
  entry: AuditEntry,
): boolean {
  return (
    alert.account === entry.account &&
    alert.status !== 'closed' &&
    (alert.subject.id === entry.target || entry.target?.split(/\s/u).includes(alert.subject.id) === true)
  );
}

function whoOf({ platform, userId, person }: AuditEntry) {
  return { platform, userId, name: person ?? userId, person: person ?? userId };
}

async function keptBans(store: Store): Promise<readonly OwnBan[]> {
  return (await store.list(OWN_BANS)).flatMap(({ value }) => readOwnBan(value) ?? []);
}

/** Small letters and digits that nobody mixes up: without 0, 1, l and o. */
const LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';

/** Eight characters from random hexadecimal ones. */
function alertId(random: string): string {
  return Array.from(
    { length: 8 },
    (_, at) => LETTERS[parseInt(random.slice(at * 2, at * 2 + 2), 16) % 32] ?? '2',
  ).join('');
}
