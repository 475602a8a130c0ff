/** The composition root. Read this first: config → store → cloud → chat path → adapters, and how it all stops again. */
import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { commands } from '../../commands/index.ts';
import { suggestionSources } from '../../commands/suggestions.ts';
import { panelDrawing } from '../../commands/panel/drawing.ts';
import { createDrawer } from '../chart/drawer.ts';
import { startHand } from '../chart/hand.ts';
import { alertFigures, outboxCheck } from '../alert/figures.ts';
import { sensesCheck } from '../alert/self/check.ts';
import { notedInbox, notedStore } from '../alert/self/noted-writes.ts';
import { createSenses } from '../alert/self/senses.ts';
import { openAlertPath } from '../alert/alert-path.ts';
import { mostKept } from '../alert/retention/most-kept.ts';
import { mostOpen } from '../alert/retention/most-open.ts';
import { callbackEndpoints } from '../config/callback-endpoints.ts';
import { CALLBACK_PREFIX } from '../callback/receive/endpoint.ts';
import { createFindAstray } from '../callback/receive/astray.ts';
import { createKeyBooks } from '../keys/key-book.ts';
import { createReceiver } from '../callback/receive/receiver.ts';
import { createAudit, overheard, type AuditEntry } from '../observability/audit.ts';
import { createEmitter } from '../emitter.ts';
import { sleep, systemClock } from '../clock.ts';
import { connectAll } from './connect.ts';
import { viewFor, type Core } from '../core.ts';
import { GUARDS } from '../guard/guards.ts';
import { createForgedNotes } from '../chat/forged-requests.ts';
import { openSecretFiles } from '../config/secret-files.ts';
import { secretVariables, wrongValue } from '../config/environment.ts';
import { variableNames } from '../config/account-variables.ts';
import { rememberAccounts } from '../config/former-accounts.ts';
import type { Check } from '../http/readiness.ts';
import { LOOPBACK_HOST } from '../http/loopback.ts';
import { createHttp } from '../http/server.ts';
import { mayRead } from '../guard/visible.ts';
import { completions, suggestions } from '../line/completions.ts';
import { createAccounts } from '../live/accounts.ts';
import type { Variables } from '../config/variables.ts';
import { loadConfig } from '../config/load.ts';
import { createSecrets } from '../observability/secrets.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics } from './metrics.ts';
import { cannotStart, problemLine } from '../config/problem.ts';
import { createCardContents } from '../proposal/card-contents.ts';
import { openCommandCards } from '../proposal/command-cards.ts';
import { createExpiries } from '../proposal/expiries.ts';
import { recover, takeStock } from '../proposal/recover.ts';
import { createRouter } from '../chat/router.ts';
import { startSandbox, SANDBOX, SANDBOX_NOTICE } from '../../sandbox/in-place-of-cloud.ts';
import { createSuggest } from '../chat/suggest/suggest.ts';
import { startSweeping } from './sweep.ts';
import { openSessions } from '../sessions/open-sessions.ts';
import { openInbox } from '../store/file/open-inbox.ts';
import { uninterrupted } from '../store/file/disk.ts';
import { openAuditFile } from '../audit/open-audit-file.ts';
import { openLowdbStore } from '../store/file/lowdb-store.ts';
import type { Airdesk, Surroundings } from './airdesk.ts';
import { connection, createStartTroubles } from './connected.ts';
import { PLATFORMS } from './platforms.ts';
import { joinPlatforms, remedyOf } from './join-platforms.ts';
import { createPanels } from '../panel/create-panels.ts';

/** How long running commands may take to end on SIGTERM, ms. */
const DRAIN_MS = 25_000;

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
  const loading = loadConfig({
    env,
    readFile: (path) => readFileSync(path, 'utf8'),
    platforms,
    commandNames: commands.map((command) => command.name),
  });
  if (!loading.ok) throw cannotStart(loading.problems);
  const { environment, demo, notes, secrets } = loading.loaded;
  const known = createSecrets([...secrets, ...passwordHashes(environment.files)]);
  const log = createLog(environment.logLevel, undefined, known);
  for (const note of notes) log.warn({}, problemLine(note));
  const metrics = createMetrics();

  const sandbox = demo ? await startSandbox(clock, loading.loaded) : undefined;
  const { config, variables } = sandbox ?? {
    config: loading.loaded.config,
    variables: environment.variables,
  };
  const secretFiles = openSecretFiles({
    initial: variables,
    names: [...secretVariables(platforms), ...variableNames(config)],
    readFile: (path) => readFileSync(path, 'utf8'),
    wrong: wrongValue(platforms),
    ...{ clock, log, secrets: known },
  });
  /** Where callbacks arrive, with the keys that are good now. */
  const endpointsNow = () =>
    sandbox?.endpoints ?? callbackEndpoints(config, secretFiles.variables, secretFiles.former);
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
    secrets: known,
    onCall(call, account) {
      metrics.liveCall(call);
      senses.call(account, call);
    },
    onTime: (aheadMs) => senses.time('cloud', aheadMs),
  });
  const store = notedStore(
    await openLowdbStore(join(environment.dataFolder, 'airdesk.json'), { boundary }),
    (what, refusal) => senses.wrote(what, refusal),
  );
  const { journal, anchors } = await openAuditFile({
    folder: environment.dataFolder,
    store,
    clock,
    log,
    boundary,
  });

  const sessions = await openSessions(store, clock, environment.sessions);

  const checks: Check[] = [
    { name: 'store', check: async () => ({ ok: (await store.get('ready', 'ready')) === undefined }) },
  ];
  const audited = createEmitter<AuditEntry>();
  const audit = overheard(createAudit(journal, known), audited.tell);
  const forged = createForgedNotes({ audit, clock, counts: metrics, log });
  const opened = await openInbox(join(environment.dataFolder, 'inbox'), {
    boundary,
    onDamage: (count) =>
      log.error({ count }, 'messages in the inbox are damaged and are left out; look at the disk'),
  });
  const inbox = notedInbox(opened, (what, refusal) => senses.wrote(what, refusal));
  const newReceiver = () =>
    createReceiver({ endpoints, inbox, clock, counts: metrics, log, senses, secrets: known });
  let receiver = newReceiver();
  secretFiles.onChange(() => {
    endpoints = endpointsNow();
    receiver = newReceiver();
    accounts.lookAgain();
  });
  const http = createHttp({ clock, log, metrics, checks, secrets: known });
  const findAstray = createFindAstray(endpoints);
  http.raw(
    CALLBACK_PREFIX,
    (request, response) => receiver(request, response),
    (url) => findAstray(url) !== undefined,
  );
  // So that a newcomer can break something; from this machine only.
  if (sandbox && LOOPBACK_HOST.test(environment.host)) http.app.route('/_sandbox', sandbox.steering);
  const reach = {
    config,
    commands,
    guards: GUARDS,
    clock,
    live: (account: string) => accounts.live(account),
  };
  const { adapters, pins, connected } = joinPlatforms(platforms, {
    settings: { ...environment, variables: secretFiles.variables, former: secretFiles.former },
    config,
    host: environment.host,
    http: http.app,
    clock,
    log,
    forged,
    secrets: known,
    sessions,
    suggest: createSuggest({ ...reach, log, sources: suggestionSources }),
    suggestions,
    completions: (language) => completions(commands, language),
    mayRead: (reader, accounts) => mayRead(config, reader, accounts),
    notice: sandbox ? SANDBOX_NOTICE : undefined,
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
  const alertPath = await openAlertPath({
    ...{ config, store, inbox, clock, random, log, newId, counts: metrics, live: reach.live },
    announcers: adapters,
    cards: createCardContents(cards, () => clock.now()),
    listening,
    senses,
    mostOpen: mostOpen(heapBytes),
    mostKept: mostKept(heapBytes),
    notice: sandbox ? SANDBOX : undefined,
    remedy,
  });
  audited.on((entry) => alertPath.note(entry));
  audited.on(() => anchors.note());
  checks.push(outboxCheck(alertPath.outbox, remedy), sensesCheck(senses, config.alerts.conditions));
  metrics.watch(() => alertFigures(alertPath, senses));

  const panels = createPanels({
    adapters,
    store,
    clock,
    config,
    log,
    counts: metrics,
    drawing: panelDrawing,
    context: (panel) => viewFor(reach, panel),
    pins,
  });
  const drawer = createDrawer({ clock, log, start: startHand });
  const core: Core = {
    ...reach,
    adapters,
    store,
    audit,
    newId,
    log,
    counts: metrics,
    panels,
    alerts: alertPath.alerts,
    keys: createKeyBooks({ store, clock, newId }),
    sessions,
    outbox: alertPath.outbox,
    cards,
    expiries: createExpiries(clock),
    get endpoints() {
      return endpoints;
    },
    draw: drawer.draw,
    ...(sandbox ? { notice: SANDBOX } : {}),
  };
  const router = createRouter(core);

  const left = await takeStock(core);
  const { port } = await http.listen(environment.port, environment.host);
  await alertPath.start((count) => audit.recent(count));
  const connecting = connectAll(adapters.values(), router.handle, {
    ...core,
    onTrouble: starting.note,
  });
  await connecting.waited;
  const recovered = recover(core, left).catch((error: unknown) =>
    log.error({ err: error }, 'recovery failed'),
  );
  await panels.start();
  const stopSweeping = startSweeping(core);
  const origin = `http://${environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`;
  sandbox?.tellCallbacks(origin);
  log.info({ origin, platforms: [...adapters.keys()], demo }, 'ready');

  return {
    origin,
    demo,
    lookAtSecrets: () => secretFiles.look(),
    async close() {
      secretFiles.stop();
      connecting.stop();
      stopSweeping();
      core.expiries.stop();
      // What runs is told before the outbox stops; what is owed beyond that is told after the next start.
      const ended = Promise.allSettled([router.finish(), recovered])
        .then(() => alertPath.stop())
        .then(() =>
          Promise.allSettled([...[...adapters.values()].map((adapter) => adapter.stop()), panels.stop()]),
        );
      // Whatever cannot be ended well: what is on disk has to be let go in order.
      await Promise.race([ended, sleep(clock, DRAIN_MS)]);
      drawer.close();
      await http.close(2000);
      await accounts.close();
      await sandbox?.close();
      await inbox.close();
      await journal.close();
      await anchors.close();
      await store.close();
      log.info({}, 'stopped');
    },
  };
}

/** Of a password file. */
function passwordHashes(files: Variables): string[] {
  return Object.values(files).flatMap((text) => text?.match(/scrypt\$\S+/g) ?? []);
}

function random(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}

function newId(): string {
  return randomBytes(16).toString('hex');
}
