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
import type { Card, MessageRef } from '../reply.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Store } from '../store/store.ts';
import type { Language, Text } from '../text/language.ts';
import { createEmitter } from '../emitter.ts';
import type { AlertCore, AlertCounts } from './alert-core.ts';
import { alertId } from './alert-id.ts';
import type { Alert } from './model/alert.ts';
import type { Alerts } from './model/alerts.ts';
import type { AlertState } from './alert-state.ts';
import { openAlertState } from './open-alert-state.ts';
import { createClosedLately } from './retention/closed-lately.ts';
import { callIds, callsLeftOut, createCallContents } from './calling/call-contents.ts';
import { closeUnlooked } from './close-unlooked.ts';
import { alertViewIn, createContents } from './contents.ts';
import { alertCard } from './card/alert-card.ts';
import { whatText } from './card/title.ts';
import { createAlerts } from './create-alerts.ts';
import { startHousekeeping } from './retention/housekeeping.ts';
import { createChecks } from './check/checks.ts';
import { createFinding } from './check/context.ts';
import { createTopology } from './check/topology.ts';
import type { MostKept } from './retention/most-kept.ts';
import { observation } from '../callback/normalise/observation.ts';
import { createOwnActs } from './own-changes.ts';
import { createOwnCommands } from './own-commands.ts';
import { createOwnBans, OWN_BANS, readOwnBan, type OwnBan } from './own-bans.ts';
import { renamePeople } from './people-now.ts';
import { createProcessing, type Processing } from './process-inbox.ts';
import type { Senses } from './self/senses.ts';
import { createUndeliveredTelling } from './tell-undelivered.ts';
import { startWatching } from './self/watch.ts';
import { createMutex } from '../mutex.ts';
import { createBudget, type PollCounts } from '../poll/budget.ts';
import { createKeptLooks } from '../poll/kept.ts';
import { POLLERS } from '../poll/pollers.ts';
import { createPolling, type Polling } from '../poll/polling.ts';
import { aroundOf } from './around.ts';
import { createShows, type Shows } from './shows/shows.ts';

/** What the alert path is given: the store and the inbox to read, whom to ask, and when it is. */
export interface AlertPathOptions {
  readonly config: Config;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly counts: AlertCounts & PollCounts & { delivery(platform: string, outcome: 'ok' | 'failed'): void };
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
  /** Who has the duty of a rotation at a moment (ms UTC): names under `people`. */
  readonly onCall?: (rotation: string, at: number) => readonly string[];
}

/** From the inbox to cards that people work with. */
export interface AlertPath {
  readonly alerts: Alerts;
  readonly shows: Shows;
  readonly outbox: Outbox;
  readonly processing: Processing;
  /** Looks at the cloud that fail again and again. */
  readonly failing: Polling['failing'];
  /** Alerts that are not closed. */
  openCount(): number;
  /** Questions to the cloud that wait for an answer. */
  checksWaiting(): number;
  /** Tells alerts that changed, once they are on disk. */
  onChange(hear: (changed: readonly Alert[]) => void): void;
  /** What an alert is about, and its card, in every language. */
  told(alert: Alert): { readonly what: Record<Language, string>; readonly cards: Record<Language, Card> };
  /** Takes in what the audit says of our own commands. */
  note(entry: AuditEntry): void;
  /** Goes on where the process before stopped. `recent`: the newest audit entries, newest first. */
  start(recent: (count: number) => Promise<readonly AuditEntry[]>): Promise<void>;
  stop(): Promise<void>;
}

/** Creates the alert path over what the store holds. */
export async function openAlertPath(options: AlertPathOptions): Promise<AlertPath> {
  const { config, store, inbox, clock, log, counts, live, listening } = options;
  const { conditions } = config.alerts;
  const alertState = await openAlertState(
    store,
    (collection, id) =>
      log.error({ collection, id }, 'a document cannot be read: what it told is not known any more'),
    options.mostKept,
    conditions,
  );
  renamePeople(alertState, config);
  const ownActs = createOwnActs();
  const ownBans = createOwnBans(await keptBans(store));
  const budget = createBudget({ live, clock, share: config.alerts.polling.sharePercent / 100, counts });
  const kept = createKeptLooks(store);
  await kept.load();
  const shows = createShows({ config, alertState, kept });
  const topology = createTopology({
    ...{ accounts: listening, clock, log },
    live: (account) => budget.live(account, 'relations'),
  });
  const closedLately = createClosedLately(conditions, alertState.all(), clock.now());
  const newId = (): string => alertId(options.newId());
  const tellUndelivered = createUndeliveredTelling({ config, inbox, clock, log });
  const shownOn = (alert: string, platform: string): MessageRef | undefined =>
    outbox.shownOn(alert, platform);
  const outbox: Outbox = createOutbox({
    contents: joinContents(
      contentsOf(alertState, options),
      callsOf(alertState, options, shownOn),
      options.cards,
    ),
    announcers: options.announcers,
    store,
    clock,
    random: options.random,
    log,
    counts,
    onUndeliverable: (channel, why, code) => void tellUndelivered(channel, why, code),
  });
  const checks = createChecks({
    conditions,
    live,
    clock,
    log,
    count: (outcome) => counts.check(outcome),
    tell: (seen) => inbox.append(observation({ ...seen, receivedAt: clock.now() })),
    overflow: (account) => options.senses.doubt(account),
  });
  const changes = createEmitter<readonly Alert[]>();
  const core: AlertCore = {
    ...{ config, store, inbox, alertState, ownActs, clock, log, counts, live, newId },
    mostOpen: options.mostOpen,
    exclusive: createMutex(),
    input: {
      ...alertState,
      config: config.alerts,
      timeZone: config.timeZone,
      dependsOn: (account, stream) => topology.groupsOf(account, stream),
      sizeOf: (account, group) => topology.sizeOf(account, group),
      fedBy: (account, stream) => topology.fedBy(account, stream),
      feeds: (account, feed) => topology.feeds(account, feed),
      ownAct: (account, subject, at) => ownActs.find(account, subject, at),
      ...(options.onCall && { onCall: options.onCall }),
      closedLately: (print, now) => alertState.byId(closedLately.find(print, now) ?? ''),
      ownBan: (account, subject, at) => ownBans.find(account, subject, at),
      isShowLive: (account, at) => shows.isLive(account, at),
      newId,
    },
    changed: (alerts) => changes.tell(alerts),
    check: (asked) => checks.ask(asked),
    isOwed: (id) => {
      const alert = alertState.byId(id);
      return [id, ...(alert ? callIds(alert) : [])].some((one) => outbox.owes(one));
    },
    forgotten: (alerts) => void outbox.forget(alerts.flatMap((alert) => [alert.id, ...callIds(alert)])),
  };
  const polling = createPolling({
    ...{ pollers: POLLERS, accounts: listening, config, kept, inbox, clock, log, counts },
    random: options.random,
    live: (account, poller) => budget.live(account, poller),
    around: (account) => aroundOf(core, account),
  });
  const finding = createFinding(core);
  const processing = createProcessing(core);
  const ownCommands = createOwnCommands(core, ownBans);
  const alerts = createAlerts(core, (id) => outbox.hurry(id));
  changes.on((changed) => {
    for (const alert of changed) closedLately.note(alert);
    outbox.changed(changed.flatMap((alert) => [alert.id, ...callIds(alert)]));
    const old = changed.flatMap(callsLeftOut);
    if (old.length > 0) void outbox.forget(old);
    finding.look(changed);
    processing.wake();
  });
  /** What the start began, and what ends it. */
  const running: (() => void | Promise<void>)[] = [];

  return {
    alerts,
    shows,
    failing: () => polling.failing(),
    outbox,
    processing,
    checksWaiting: () => checks.waiting(),
    openCount: () => alertState.openCount,
    onChange: (hear) => changes.on(hear),
    told: (alert) => toldIn(alertState, options, alert),
    note: (entry) => ownCommands.note(entry),
    async start(recent) {
      await ownCommands.recall(recent);
      await processing.start();
      await outbox.start();
      topology.start();
      const { senses, announcers } = options;
      const compared = (account: string): Live => budget.live(account, 'on-air');
      running.push(
        startWatching({ core, senses, announcers, listening, live: compared }),
        startHousekeeping(core),
      );
      await closeUnlooked({
        ...{ config, pollers: POLLERS, accounts: listening, kept, alerts, log },
        open: (fingerprint) => alertState.open(fingerprint),
      });
      polling.start();
    },
    async stop() {
      // First of all: what is sent while the platforms are let go would have to be looked for after the start.
      const outboxStopped = outbox.stop();
      budget.stop();
      topology.stop();
      checks.stop();
      finding.stop();
      await polling.stop();
      for (const end of running) await end();
      await Promise.all([outboxStopped, processing.stop(), checks.settled(), finding.settled()]);
    },
  };
}

/** What the outbox shows of calls. */
function callsOf(
  alertState: AlertState,
  { config, clock, announcers, notice }: AlertPathOptions,
  shownOn: (alert: string, platform: string) => MessageRef | undefined,
): Contents {
  return createCallContents({
    ...{ alertState, config, shownOn, now: () => clock.now() },
    platforms: () => [...announcers.keys()],
    view: notice ? { notice } : {},
  });
}

function toldIn(
  alertState: AlertState,
  options: AlertPathOptions,
  alert: Alert,
): ReturnType<AlertPath['told']> {
  const { config, clock, notice, remedy } = options;
  const drawn = { alertState, config, now: () => clock.now(), notice, ...(remedy && { remedy }) };
  const view = (language: Language) => alertViewIn(drawn, alert, language);
  return {
    what: { en: whatText(alert, view('en')), 'zh-CN': whatText(alert, view('zh-CN')) },
    cards: { en: alertCard(alert, view('en')), 'zh-CN': alertCard(alert, view('zh-CN')) },
  };
}

/** What the outbox shows of alerts. */
function contentsOf(
  alertState: AlertState,
  { config, clock, announcers, notice, remedy }: AlertPathOptions,
): Contents {
  return createContents({
    alertState,
    config,
    now: () => clock.now(),
    platforms: () => [...announcers.keys()],
    notice,
    ...(remedy && { remedy }),
  });
}

async function keptBans(store: Store): Promise<readonly OwnBan[]> {
  return (await store.list(OWN_BANS)).flatMap(({ value }) => readOwnBan(value) ?? []);
}
