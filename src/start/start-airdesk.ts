/** The composition root. Read this first: config → store → cloud → chat path → adapters, and how it all stops again. */
import { getHeapStatistics } from 'node:v8';
import { commands } from '../../commands/index.ts';
import { suggestionSources } from '../../commands/suggestions.ts';
import { panelDrawing } from '../../commands/panel/drawing.ts';
import { createDrawer } from '../chart/drawer.ts';
import { startHand } from '../chart/hand.ts';
import { alertFigures, outboxCheck } from '../alert/figures.ts';
import { VERSION } from '../observability/version.ts';
import { sensesCheck } from '../alert/self/check.ts';
import { exportCheck } from '../audit/export/export-check.ts';
import { createSenses } from '../alert/self/senses.ts';
import { openAlertPath, type AlertPath } from '../alert/alert-path.ts';
import { mostKept } from '../alert/retention/most-kept.ts';
import { mostOpen } from '../alert/retention/most-open.ts';
import { CALLBACK_PREFIX } from '../callback/receive/endpoint.ts';
import { createFindAstray } from '../callback/receive/astray.ts';
import { createKeyBooks } from '../keys/key-book.ts';
import { createMixBooks } from '../mix/mix-book.ts';
import { createKnocks } from '../callback/knock/knock.ts';
import { createMarks } from '../callback/knock/marks.ts';
import { createPost } from '../callback/knock/post.ts';
import { createReceiver } from '../callback/receive/receiver.ts';
import { systemClock } from '../clock.ts';
import { connectAll } from './connect.ts';
import { viewFor, type Core } from '../core.ts';
import { GUARDS } from '../guard/guards.ts';
import { openKeptPresses } from '../card/kept-presses.ts';
import { createDrafts } from '../chat/form/drafts.ts';
import { createRefusedNotes } from '../chat/refused-notes.ts';
import { createForgedNotes, createLoginNotes } from '../chat/forged-requests.ts';
import { rememberAccounts } from '../config/former-accounts.ts';
import { createReadiness, type Check } from '../http/readiness.ts';
import { LOOPBACK_HOST } from '../http/loopback.ts';
import { createHttp } from '../http/server.ts';
import { trustedProxies } from '../http/trusted-proxies.ts';
import { standingOf } from '../guard/standing.ts';
import { mayRead } from '../guard/visible.ts';
import { createOfferedLines } from '../chat/suggest/offered-lines.ts';
import { createAccounts } from '../live/accounts.ts';
import { asLooks } from '../live/as-looks.ts';
import { newId, random } from './chance.ts';
import { drain } from './drain.ts';
import { createMetrics } from './metrics.ts';
import { openExports } from './open-exports.ts';
import { openWebhooks } from './open-webhooks.ts';
import { openHeartbeat } from './open-heartbeat.ts';
import { openFiles } from './open-files.ts';
import { openRotations } from './open-rotations.ts';
import { readSettings } from './read-settings.ts';
import { createCardContents } from '../proposal/card-contents.ts';
import { openCommandCards } from '../proposal/command-cards.ts';
import { createExpiries } from '../proposal/expiries.ts';
import { recover, takeStock } from '../proposal/recover.ts';
import { createRouter } from '../chat/router.ts';
import { createSuggest } from '../chat/suggest/suggest.ts';
import { rightsCheck, tellLooseRights } from './rights.ts';
import { startSweeping } from './sweep.ts';
import { openSessions } from '../sessions/open-sessions.ts';
import { uninterrupted } from '../store/file/disk.ts';
import type { Airdesk, Surroundings } from './airdesk.ts';
import { connection, createStartTroubles } from './connected.ts';
import { PLATFORMS } from './platforms.ts';
import { joinPlatforms, remedyOf } from './join-platforms.ts';
import { areStandIns } from './stand-ins.ts';
import { createFetchPicture } from '../picture/fetch-picture.ts';
import { newestPicture } from '../picture/told-picture.ts';
import { createHandOverContents, handOverIds } from '../oncall/hand-over/hand-over-contents.ts';
import { situationOf } from '../oncall/hand-over/situation.ts';
import { joinContents } from '../outbox/join-contents.ts';
import { createEmitter } from '../emitter.ts';
import type { Alert } from '../alert/model/alert.ts';
import { createLiveFeed } from '../onair/create-live-feed.ts';
import { createRecords } from '../records/create-records.ts';
import { findProposal } from '../proposal/proposal.ts';
import { auditCommand } from '../../commands/audit/index.ts';
import { toldActs } from '../../commands/audit/told-acts.ts';
import { createOnAirWatch } from '../onair/watch-on-air.ts';
import { readCastersOnAir } from '../../commands/caster/casters-on-air.ts';
import { streamList } from '../../commands/stream/list.ts';
import { looksCheck } from '../poll/looks-check.ts';
import { createPanels } from '../panel/create-panels.ts';

/** Listening on every address is listening on the loopback one. */
const ANY_ADDRESS = /^http:\/\/(?:0\.0\.0\.0|\[::\])(?=:)/;
const LOOPBACK = 'http://127.0.0.1';

/**
 * Starts everything and resolves when it is listening.
 * @throws AirdeskError with one readable line per problem when it cannot run as configured.
 */
export async function startAirdesk({
  env,
  clock = systemClock,
  platforms = PLATFORMS,
  boundary = uninterrupted,
}: Surroundings): Promise<Airdesk> {
  const settings = await readSettings({ env, platforms }, clock);
  const { environment, demo, secrets, log, sandbox, config, secretFiles, endpointsNow, guarded } = settings;
  const metrics = createMetrics();

  let endpoints = endpointsNow();
  const listening = [...new Set(endpoints.map(({ account }) => account))];
  const senses = createSenses({
    clock,
    accounts: Object.keys(config.accounts),
    listening,
    floorMs: config.alerts.silentHours * 3_600_000,
  });
  const accounts = createAccounts({
    config,
    variables: secretFiles.variables,
    clock,
    random,
    log,
    secrets,
    onCall(call, account) {
      metrics.liveCall(call);
      senses.call(account, call);
    },
    onTime: (aheadMs) => senses.time('cloud', aheadMs),
  });
  const files = await openFiles({
    dataFolder: environment.dataFolder,
    boundary,
    clock,
    senses,
    secrets,
    log,
  });
  const { store, inbox, audit, audited } = files;
  tellLooseRights(guarded, log);
  const exports = openExports({ config, secretFiles, files, clock, log, counts: metrics.exports });
  senses.watchExports(exports.states);
  metrics.watchExports(exports.states);

  const sessions = await openSessions(store, clock, environment.sessions);

  const checks: Check[] = [
    { name: 'store', check: async () => ({ ok: (await store.get('ready', 'ready')) === undefined }) },
    rightsCheck(guarded),
    ...(exports.states().length > 0 ? [exportCheck(exports.states)] : []),
  ];
  const refused = createRefusedNotes({ audit, clock, log });
  const noting = { refused, clock, counts: metrics };
  const marks = createMarks(clock, newId);
  const newReceiver = () =>
    createReceiver({ endpoints, inbox, clock, counts: metrics, log, senses, secrets, marks });
  let receiver = newReceiver();
  secretFiles.onWrong(senses.secret);
  secretFiles.onChange(() => {
    endpoints = endpointsNow();
    receiver = newReceiver();
    accounts.lookAgain();
  });
  const http = createHttp({
    ...{ clock, log, metrics, checks, secrets },
    isTrusted: trustedProxies(secretFiles.variables),
  });
  const findAstray = createFindAstray(endpoints);
  http.raw(
    CALLBACK_PREFIX,
    (request, response) => receiver(request, response),
    (url) => findAstray(url) !== undefined,
  );
  const rotations = await openRotations({
    ...{ config, store, clock, random, newId, log, checks, boundary },
    variables: secretFiles.variables,
    dataFolder: environment.dataFolder,
    http: http.app,
  });
  const { oncall, handOvers } = rotations;
  // So that a newcomer can break something; from this machine only.
  if (sandbox && LOOPBACK_HOST.test(environment.host)) http.app.route('/_sandbox', sandbox.steering);
  const reach = {
    config,
    commands,
    guards: GUARDS,
    clock,
    live: (account: string) => accounts.live(account),
    oncall,
    handOvers,
  };
  const isStandIn = await areStandIns(config, clock, newId);
  const alertChanges = createEmitter<readonly Alert[]>();
  const onAir = createOnAirWatch({
    ...{ clock, log, accounts: Object.keys(config.accounts), readCasters: readCastersOnAir },
    readerOf: (account) => ({ account, config, live: accounts.live(account), now: () => clock.now() }),
  });
  const liveFeed = createLiveFeed({
    ...{ config, clock, watch: onAir, lookedBy: streamList },
    alerts: {
      list: (account) => alertPath.alerts.list(account),
      on: alertChanges.on,
      told: (alert) => alertPath.told(alert),
    },
  });
  const expiries = createExpiries(clock);
  const records = createRecords({
    ...{ config, commands, clock, audit, toldActs, guards: GUARDS, lookedBy: auditCommand },
    alerts: {
      list: (account) => alertPath.alerts.list(account),
      known: (id) => alertPath.alerts.known(id),
      told: (alert) => alertPath.told(alert),
    },
    proposals: {
      find: async (id) => (await findProposal(store, id))?.value,
      isOver: ({ id, expiresAt }) => expiries.isOver(id) ?? clock.now() >= expiresAt,
      shownOn: (cardId, platform) => alertPath.outbox.shownOn(cardId, platform)?.messageId,
    },
  });
  const { adapters, pins, groups, connected } = await joinPlatforms(platforms, {
    settings: {
      ...environment,
      variables: secretFiles.variables,
      files: secretFiles.texts,
      former: secretFiles.former,
      onExchanged: secretFiles.onChange,
    },
    onSecret: senses.secret,
    config,
    host: environment.host,
    isStandIn,
    http: http.app,
    clock,
    log,
    forged: createForgedNotes(noting),
    wrongLogin: createLoginNotes(noting),
    secrets,
    presses: await openKeptPresses(store, clock, log),
    sessions,
    suggest: createSuggest({ ...reach, log, sources: suggestionSources }),
    lines: createOfferedLines(reach),
    mayRead: (reader, accounts) => mayRead(config, reader, accounts),
    mayAct: (actor) => standingOf(config, actor) === 'engineer',
    live: liveFeed,
    records,
    notice: sandbox?.notice,
    breaks: sandbox?.breaks,
    newId,
  });
  const remedy = remedyOf(platforms);
  const starting = createStartTroubles();
  checks.push(...connected.map((platform) => connection(platform, starting)));

  await rememberAccounts(store, config).catch((error: unknown) =>
    log.warn({ err: error }, 'the names of the accounts could not be stored'),
  );
  const cards = await openCommandCards(store, clock);
  const { heap_size_limit: heapBytes } = getHeapStatistics();
  const webhooks = openWebhooks(config, secretFiles, clock);
  const handOverContents = createHandOverContents({
    config,
    duty: handOvers.duty,
    platforms: () => [...adapters.keys()],
    situation: (language, accounts) =>
      situationOf(alertPath, config, { language, accounts, now: clock.now() }),
  });
  const alertPath: AlertPath = await openAlertPath({
    ...{ config, store, inbox, clock, random, log, newId, counts: metrics, live: reach.live },
    announcers: new Map([...adapters, ...webhooks]),
    onCall: handOvers.called,
    cards: joinContents(
      createCardContents(cards, () => clock.now()),
      handOverContents,
    ),
    listening,
    senses,
    mostOpen: mostOpen(heapBytes),
    mostKept: mostKept(heapBytes),
    notice: sandbox?.mark,
    remedy,
  });
  audited.on((entry) => alertPath.note(entry));
  audited.on(() => files.anchors.note());
  audited.on(exports.note);
  audited.on(({ command }) => onAir.soon(command.startsWith('caster ') ? 'casters' : undefined));
  alertPath.onChange(alertChanges.tell);
  checks.push(
    outboxCheck(alertPath.outbox, remedy),
    sensesCheck(senses, config.alerts.conditions),
    looksCheck(alertPath),
  );
  metrics.watch(() => alertFigures(alertPath, senses));

  const panels = createPanels({
    adapters,
    store,
    clock,
    config,
    log,
    counts: metrics,
    drawing: panelDrawing,
    context: (panel) => viewFor({ ...reach, live: (account) => asLooks(reach.live(account)) }, panel),
    pins,
  });
  const drawer = createDrawer({ clock, log, start: startHand });
  const pictures = createFetchPicture(clock);
  /** Where it listens, once it does. */
  const own: { origin?: string } = {};
  // A stand-in is on this machine, and reaches it as everybody here does.
  const callbackOrigin = () => environment.callbackOrigin ?? (isStandIn ? own.origin : undefined);
  const core: Core = {
    ...reach,
    adapters,
    store,
    audit,
    refused,
    drafts: createDrafts(clock, newId()),
    newId,
    log,
    counts: metrics,
    panels,
    alerts: alertPath.alerts,
    keys: createKeyBooks({ store, clock, newId }),
    mixes: createMixBooks({ store }),
    sessions,
    pictures: (account) => ({
      newest: (stream) => newestPicture(inbox, account, stream),
      fetch: pictures.fetch,
    }),
    outbox: alertPath.outbox,
    cards,
    expiries,
    get endpoints() {
      return endpoints;
    },
    get callbackOrigin() {
      return callbackOrigin();
    },
    knocks: createKnocks({
      ...{ clock, marks, post: createPost(clock) },
      endpoints: () => endpoints,
      publicOrigin: callbackOrigin,
      localOrigin: () => own.origin,
    }),
    draw: drawer.draw,
    ...(sandbox ? { notice: sandbox.mark } : {}),
  };
  const router = createRouter(core);

  const left = await takeStock(core);
  const { port } = await http.listen(environment.port, environment.host);
  const origin = `http://${environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`;
  own.origin = origin.replace(ANY_ADDRESS, LOOPBACK);
  await alertPath.start((count) => audit.recent(count));
  const connecting = connectAll(adapters.values(), router, {
    ...core,
    onTrouble: starting.note,
  });
  await connecting.waited;
  const recovered = recover(core, left).catch((error: unknown) =>
    log.error({ err: error }, 'recovery failed'),
  );
  await exports.start();
  await panels.start();
  await rotations.keepHandOvers((rotation) =>
    alertPath.outbox.changed(handOverIds(rotation, handOvers.duty(rotation))),
  );
  rotations.keepGroups(groups);
  const stopHeartbeat = openHeartbeat({
    ...{ clock, random, log, metrics, senses, inbox, alertPath, connected },
    dataFolder: environment.dataFolder,
    variables: secretFiles.variables,
    isReady: async () => (await createReadiness(checks, clock)()).ready,
  });
  const stopSweeping = startSweeping(core);
  sandbox?.tellCallbacks(origin);
  log.info({ origin, version: VERSION, platforms: [...adapters.keys()], demo }, 'ready');

  return {
    origin,
    demo,
    lookAtSecrets: () => {
      secretFiles.look();
      void oncall.look();
    },
    lookAtConfig: settings.lookAgain,
    async close() {
      secretFiles.stop();
      connecting.stop();
      stopSweeping();
      await stopHeartbeat();
      await rotations.stop();
      core.expiries.stop();
      onAir.stop();
      await drain(clock, { running: [router.finish(), recovered], alertPath, adapters, panels });
      drawer.close();
      await pictures.close();
      for (const webhook of webhooks.values()) await webhook.stop();
      await http.close(2000);
      await refused.flush();
      await exports.stop();
      await accounts.close();
      await sandbox?.close();
      await files.close();
      log.info({}, 'stopped');
    },
  };
}
