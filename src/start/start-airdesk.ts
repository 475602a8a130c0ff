/**
 * The composition root. Read this first: what is made, in which order; what is connected with what; and in which order it
 * all stops. What everything stands on is in parts/foundation.ts, the rest of what takes more than a line beside it.
 */
import { commands } from '../../commands/index.ts';
import { suggestionSources } from '../../commands/suggestions.ts';
import { panelDrawing } from '../../commands/panel/drawing.ts';
import type { AlertPath } from '../alert/alert-path.ts';
import { createKnocks } from '../callback/knock/knock.ts';
import { createPost } from '../callback/knock/post.ts';
import { openKeptPresses } from '../card/kept-presses.ts';
import { createDrawer } from '../chart/drawer.ts';
import { startHand } from '../chart/hand.ts';
import { createForgedNotes, createLoginNotes } from '../chat/forged-requests.ts';
import { createDrafts } from '../chat/form/drafts.ts';
import { createRefusedNotes } from '../chat/refused-notes.ts';
import { createRouter } from '../chat/router.ts';
import { createOfferedLines } from '../chat/suggest/offered-lines.ts';
import { createSuggest } from '../chat/suggest/suggest.ts';
import { systemClock } from '../clock.ts';
import { rememberAccounts } from '../config/former-accounts.ts';
import { viewFor, type Core } from '../core.ts';
import { GUARDS } from '../guard/guards.ts';
import { standingOf } from '../guard/standing.ts';
import { mayRead } from '../guard/visible.ts';
import { LOOPBACK_HOST } from '../http/loopback.ts';
import { createReadiness } from '../http/readiness.ts';
import { createHttp } from '../http/server.ts';
import { trustedProxies } from '../http/trusted-proxies.ts';
import { createKeyBooks } from '../keys/key-book.ts';
import { asLooks } from '../live/as-looks.ts';
import { createMixBooks } from '../mix/mix-book.ts';
import { VERSION } from '../observability/version.ts';
import { handOverIds } from '../oncall/hand-over/hand-over-contents.ts';
import { createPanels } from '../panel/create-panels.ts';
import { createFetchPicture } from '../picture/fetch-picture.ts';
import { newestPicture } from '../picture/told-picture.ts';
import { openCommandCards } from '../proposal/command-cards.ts';
import { createExpiries } from '../proposal/expiries.ts';
import { recover, takeStock } from '../proposal/recover.ts';
import { uninterrupted } from '../store/file/disk.ts';
import type { Airdesk, Surroundings } from './airdesk.ts';
import { newId, random } from './chance.ts';
import { connectAll } from './connect.ts';
import { connection, createStartTroubles } from './connected.ts';
import { joinPlatforms, remedyOf } from './join-platforms.ts';
import { openHeartbeat } from './open-heartbeat.ts';
import { openRotations } from './open-rotations.ts';
import { openAlerting } from './parts/alerting.ts';
import { openCallbackEndpoints } from './parts/callback-endpoints.ts';
import { openFoundation } from './parts/foundation.ts';
import { createPageFeeds } from './parts/page-feeds.ts';
import { PLATFORMS } from './platforms.ts';
import { readSettings } from './read-settings.ts';
import { areStandIns } from './stand-ins.ts';
import { stopAirdesk } from './stop-airdesk.ts';
import { startSweeping } from './sweep.ts';

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
  const { environment, demo, secrets, log, sandbox, config, secretFiles } = settings;
  const foundation = await openFoundation(settings, clock, boundary);
  const { metrics, senses, accounts, files, exports, sessions, checks } = foundation;
  const { store, inbox, audit, audited } = files;
  secretFiles.onWrong(senses.secret);
  secretFiles.onChange(() => accounts.lookAgain());

  const refused = createRefusedNotes({ audit, clock, log });
  const noting = { refused, clock, counts: metrics };
  const http = createHttp({
    ...{ clock, log, metrics, checks, secrets },
    isTrusted: trustedProxies(secretFiles.variables),
  });
  const receiving = openCallbackEndpoints(settings, foundation, { clock, http });
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
  const expiries = createExpiries(clock);
  const feeds = createPageFeeds(settings, foundation, { clock, expiries, alertPath: () => alertPath });
  // Before the alert path, which tells them; they ask nothing of it before they are connected.
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
    live: feeds.live,
    records: feeds.records,
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
  const alerting = await openAlerting(settings, foundation, { clock, adapters, cards, handOvers, remedy });
  const alertPath: AlertPath = alerting.alertPath;
  audited.on((entry) => alertPath.note(entry));
  audited.on(() => files.anchors.note());
  audited.on(exports.note);
  audited.on(({ command }) => feeds.onAir.soon(command.startsWith('caster ') ? 'casters' : undefined));
  alertPath.onChange(feeds.alertsChanged);

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
      return receiving.endpoints();
    },
    get callbackOrigin() {
      return callbackOrigin();
    },
    knocks: createKnocks({
      ...{ clock, marks: receiving.marks, post: createPost(clock) },
      endpoints: () => receiving.endpoints(),
      publicOrigin: callbackOrigin,
      localOrigin: () => own.origin,
    }),
    draw: drawer.draw,
    ...(sandbox ? { notice: sandbox.mark } : {}),
  };
  const router = createRouter(core);

  // From here on asks and callbacks come in.
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
      await stopAirdesk(clock, {
        selfStarting: [
          secretFiles,
          connecting,
          { stop: stopSweeping },
          { stop: stopHeartbeat },
          rotations,
          expiries,
          feeds.onAir,
        ],
        commands: () => [router.finish(), recovered],
        ...{ alertPath, adapters, panels, drawer, pictures },
        ...{ http, refused, exports, accounts, sandbox, files },
        webhooks: alerting.webhooks,
      });
      log.info({}, 'stopped');
    },
  };
}
