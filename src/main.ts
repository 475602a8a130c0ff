/** The composition root. Read this first: config → store → cloud → chat path → adapters, and how it all stops again. */
import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createDeskAdapter } from '../adapters/desk/index.ts';
import { createDiscordAdapter } from '../adapters/discord/index.ts';
import { createSlackAdapter } from '../adapters/slack/index.ts';
import { commands } from '../commands/index.ts';
import { suggestionSources } from '../commands/suggestions.ts';
import { panelDrawing } from '../commands/panel/drawing.ts';
import type { Adapter } from './adapter.ts';
import { createAudit } from './audit.ts';
import { sleep, systemClock, type Clock } from './clock.ts';
import { contextFor, type Core } from './core.ts';
import { deskLogin } from './desk-login.ts';
import type { Variables } from './environment.ts';
import { AirdeskError } from './errors.ts';
import { createForgedNotes } from './forged.ts';
import type { Check } from './http/readiness.ts';
import { createHttp } from './http/server.ts';
import { createAccounts } from './live/accounts.ts';
import { loadConfig } from './load-config.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { problemLine } from './problem.ts';
import type { Pins } from './panel/pins.ts';
import { createPanels, panelAsker } from './panel/panels.ts';
import { recover, sweep, takeStock } from './proposal/recover.ts';
import { createRouter } from './router.ts';
import { startSandbox, SANDBOX_NOTICE } from './sandbox-cloud.ts';
import { createSuggest } from './suggest.ts';
import { openJournal } from './store/journal.ts';
import { openLowdbStore } from './store/lowdb-store.ts';
import { completions, suggestions } from './text/completions.ts';

/** How often expired proposals are looked for, ms. */
const SWEEP_MS = 2000;
/** How long running commands may take to end on SIGTERM, ms. */
const DRAIN_MS = 25_000;
/** How long the start waits for the chat platforms, ms. */
const CONNECT_MS = 3000;
/** Waits between tries to connect to a chat platform, ms; the last repeats. */
const RECONNECT_MS = [1000, 5000, 15_000, 60_000];

/** Airdesk, running. */
export interface Airdesk {
  /** As `http://127.0.0.1:8787`. */
  readonly origin: string;
  /** Whether it runs against the sandbox, without any account. */
  readonly demo: boolean;
  /** Takes nothing new, ends what runs, closes everything. */
  close(): Promise<void>;
}

/** What the process gives. */
export interface Surroundings {
  readonly env: Variables;
  readonly clock?: Clock;
}

/**
 * Starts everything and resolves when it is listening.
 * @throws AirdeskError with one readable line per problem when it cannot run as configured.
 */
export async function startAirdesk({ env, clock = systemClock }: Surroundings): Promise<Airdesk> {
  const loading = loadConfig({
    env,
    readFile: (path) => readFileSync(path, 'utf8'),
    commandNames: commands.map((command) => command.name),
  });
  if (!loading.ok) throw cannotStart(loading.problems.map(problemLine));
  const { environment, demo, notes, secrets } = loading.loaded;
  const log = createLog(environment.logLevel, undefined, secrets);
  for (const note of notes) log.warn({}, problemLine(note));
  const metrics = createMetrics();

  const sandbox = demo ? await startSandbox(clock, loading.loaded) : undefined;
  const { config, variables } = sandbox ?? {
    config: loading.loaded.config,
    variables: environment.variables,
  };
  const random = (): number => randomInt(2 ** 32) / 2 ** 32;
  const newId = (): string => randomBytes(16).toString('hex');
  const accounts = createAccounts({
    config,
    variables,
    clock,
    random,
    log,
    onCall: (call) => metrics.liveCall(call),
  });
  const store = await openLowdbStore(join(environment.dataFolder, 'airdesk.json'));
  const journal = await openJournal(join(environment.dataFolder, 'audit.jsonl'));

  const checks: Check[] = [
    { name: 'store', check: async () => ({ ok: (await store.get('ready', 'ready')) === undefined }) },
  ];
  const audit = createAudit(journal);
  const forged = createForgedNotes({ audit, clock, counts: metrics, log });
  const http = createHttp({ clock, log, metrics, checks });
  const adapters = new Map<string, Adapter>();
  // Not Slack: there it would cost a scope more (pins:write).
  const pins = new Map<string, Pins>();
  if (environment.slack) {
    const slack = createSlackAdapter({
      ...environment.slack,
      http: http.app,
      clock,
      log,
      onForged: (why) => forged('slack', why),
    });
    adapters.set(slack.name, slack);
    checks.push({
      name: 'slack',
      check: () => (slack.isConnected() ? { ok: true } : { ok: false, why: 'not connected to Slack' }),
    });
  }
  const reach = { config, commands, clock, live: (account: string) => accounts.live(account) };
  if (environment.discord) {
    const discord = createDiscordAdapter({
      ...environment.discord,
      http: http.app,
      clock,
      log,
      suggest: createSuggest({ ...reach, log, sources: suggestionSources }),
      onForged: (why) => forged('discord', why),
    });
    adapters.set(discord.name, discord);
    pins.set(discord.name, discord);
    checks.push({
      name: 'discord',
      check: () => (discord.isConnected() ? { ok: true } : { ok: false, why: 'not connected to Discord' }),
    });
  }
  const login = deskLogin(config, environment.host, loading.loaded.deskPasswords, log);
  if (login) {
    const desk = createDeskAdapter({
      http: http.app,
      clock,
      newId,
      log,
      login,
      ...(sandbox ? { notice: SANDBOX_NOTICE } : {}),
      suggestions,
      completions: (language) => completions(commands, language),
    });
    adapters.set(desk.name, desk);
    pins.set(desk.name, desk);
  }

  const panels = createPanels({
    adapters,
    store,
    clock,
    config,
    log,
    counts: metrics,
    drawing: panelDrawing,
    context: (panel) => contextFor(core, panelAsker(panel)),
    pins,
  });
  const core: Core = {
    ...reach,
    adapters,
    store,
    audit,
    newId,
    log,
    counts: metrics,
    panels,
    ...(sandbox ? { notice: { en: 'Sandbox', zh: '沙箱' } } : {}),
  };
  const router = createRouter(core);
  let closing = false;

  const connect = async (adapter: Adapter): Promise<void> => {
    for (let attempt = 0; !closing; attempt++) {
      try {
        await adapter.start(router.handle);
        return;
      } catch (error) {
        log.error(
          { err: error, platform: adapter.name },
          'the chat platform cannot be reached; trying again',
        );
        await sleep(clock, RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)] ?? 0);
      }
    }
  };
  const sweepOn = (): void => {
    clock.after(SWEEP_MS, () => {
      if (closing) return;
      sweep(core)
        .catch((error: unknown) => log.error({ err: error }, 'expired proposals could not be ended'))
        .finally(sweepOn);
    });
  };

  const left = await takeStock(core);
  const { port } = await http.listen(environment.port, environment.host);
  const connecting = [...adapters.values()].map(connect);
  // A chat platform that is down must not keep the others, or the health checks, from starting.
  await Promise.race([Promise.all(connecting), sleep(clock, CONNECT_MS)]);
  const recovered = recover(core, left).catch((error: unknown) =>
    log.error({ err: error }, 'recovery failed'),
  );
  await panels.start();
  sweepOn();
  const origin = `http://${environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`;
  log.info({ origin, platforms: [...adapters.keys()], demo }, 'ready');

  return {
    origin,
    demo,
    async close() {
      closing = true;
      const ended = Promise.all([
        ...[...adapters.values()].map((adapter) => adapter.stop()),
        router.drain(),
        panels.stop(),
        recovered,
      ]);
      await Promise.race([ended, sleep(clock, DRAIN_MS)]);
      await http.close(2000);
      await accounts.close();
      await sandbox?.close();
      await journal.close();
      await store.close();
      log.info({}, 'stopped');
    },
  };
}

function cannotStart(lines: readonly string[]): AirdeskError {
  return new AirdeskError(`Airdesk cannot start:\n${lines.map((line) => `  ${line}`).join('\n')}`, {
    code: 'airdesk.bad-configuration',
    hint: {
      en: 'Correct what is named, then start again.',
      zh: '请改正以上各项后重新启动。',
    },
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const airdesk = await startAirdesk({ env: process.env });
    if (airdesk.demo) {
      process.stdout.write(
        `\nAirdesk runs against a sandbox: nothing here touches a real broadcast.\nOpen ${airdesk.origin}/desk and type: stream list\n\n`,
      );
    }
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
        void airdesk.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    process.stderr.write(
      error instanceof AirdeskError ? `${error.message}\n${error.hint.en}\n` : `${String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
