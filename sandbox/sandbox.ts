import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../src/clock.ts';
import { LOOPBACK_HOST } from '../src/http/loopback.ts';
import { answer, type Answering } from './answer.ts';
import { createCallbacks } from './callback/callbacks.ts';
import { createCallbackRecords } from './callback/records.ts';
import { createCallLog } from './calls.ts';
import type { Control } from './control/control.ts';
import { doorkeeper, THIS_MACHINE } from './control/doorkeeper.ts';
import { controlRoutes } from './control/routes.ts';
import type { CallbackTarget } from './control/schemas.ts';
import { snapshot } from './control/snapshot.ts';
import { steerTasks } from './control/steer-tasks.ts';
import { steerStreams } from './control/steer-streams.ts';
import { createWorld } from './create-world.ts';
import { createFaults } from './faults.ts';
import { refuseOutside, staysHere } from './callback/stays-here.ts';
import { emptyScene, type Scene } from './scene.ts';
import { createSeeded } from './seeded.ts';
import { testPicture } from './on-air/test-picture.ts';
import { createRateLimit } from './wire/rate-limit.ts';

/** What a sandbox is made with. */
export interface SandboxOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly secretId: string;
  readonly secretKey: string;
  /** The token of temporary keys. Absent: the keys are long-term ones, and a token is refused. */
  readonly token?: string | undefined;
  /** What the account has at the start. Default: nothing but two domains. */
  readonly scene?: Scene;
  /** Where push and disconnect messages go. Default: nowhere. */
  readonly callback?: CallbackTarget;
  /** How long after its answer a change of a stream is seen, ms. Default 0. */
  readonly effectDelayMs?: number;
  /** Hosts besides this machine that messages may go to. */
  readonly callbackHosts?: readonly string[];
  /** How long a monitor or caster task takes to start or stop, ms; another operation meanwhile conflicts. Default 0. */
  readonly taskMs?: number;
}

/** A stand-in for the live cloud. */
export interface Sandbox extends Control {
  /** One request without a socket. A dropped connection rejects; one that is never answered rejects on close. */
  fetch(request: Request): Promise<Response>;
  /** Serves on an address; port 0 takes a free one. */
  listen(address: {
    port: number;
    host?: string;
    /** Names by which other machines reach it. */
    names?: readonly string[];
  }): Promise<{ origin: string; close: () => Promise<void> }>;
  /** Resolves when no callback is under way. */
  settled(): Promise<void>;
  /** Stops timers, callbacks and servers. */
  close(): Promise<void>;
}

/** Room for a GET request of 32 KB and its other headers. */
const MAX_HEADERS = 65_536;

/** Creates a sandbox. Everything in it comes from the clock, the seed and what is asked of it. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, seed, scene = emptyScene, effectDelayMs = 0, taskMs = 0 } = options;
  const faults = createFaults();
  const calls = createCallLog();
  const mayGoTo = staysHere(options.callbackHosts);
  const closers = new Set<() => Promise<void>>();
  let home = options.callback;
  let callback = home;
  let servedAt: string | undefined;
  let giveUp: (error: Error) => void = () => undefined;
  /** What a caller in the same process waits for when it gets no answer. */
  const closed = new Promise<never>((_, reject) => (giveUp = reject));
  closed.catch(() => undefined);
  let reach = THIS_MACHINE;
  let life = begin();

  function begin() {
    const records = createCallbackRecords();
    const callbacks = createCallbacks({
      ...{ clock, seed: seed + 2, faults, records, mayGoTo },
      target: () => callback,
    });
    const { world, end } = createWorld({
      ...{ scene, clock, seed, effectDelayMs, taskMs, callbackRecords: records },
      servedAt: () => servedAt,
      emit: (event) => callbacks.stream(event),
      emitPull: (event) => callbacks.pull(event),
      tell: (told, by) => callbacks.tell(told, by),
    });
    const answering: Answering = {
      clock,
      credentials: { secretId: options.secretId, secretKey: options.secretKey, token: options.token },
      requestIds: createSeeded(seed + 1),
      rateLimit: createRateLimit(clock),
      faults,
      calls,
      world: () => life.world,
    };
    return { world, answering, callbacks, end };
  }

  function endLife(): void {
    life.end();
    life.callbacks.stop();
  }

  const control: Control = {
    calls: () => calls.list(),
    state: () => ({
      ...snapshot(life.world),
      faults: faults.pending(),
      callback: { url: callback?.url, ...life.callbacks.summary() },
    }),
    ...steerStreams(() => life.world),
    ...steerTasks(() => life.world),
    event: (order) => life.callbacks.order(order, life.world),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    pendingFaults: () => faults.pending(),
    setCallback(target) {
      refuseOutside(mayGoTo, target?.url);
      callback = target;
    },
    beginWith(target) {
      home = target;
      callback = target;
    },
    reset() {
      endLife();
      faults.clear();
      calls.clear();
      callback = home;
      life = begin();
    },
  };

  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.route(
    '/_sandbox',
    controlRoutes(control, () => reach),
  );
  // Its keys are known to everybody, so a page in a browser could sign as well.
  app.use(
    '/',
    doorkeeper(() => reach),
  );
  app.get('/pictures/:name', () => new Response(testPicture(), { headers: { 'content-type': 'image/png' } }));
  app.all('/', async ({ req, env }) => {
    const answered = await answer(req.raw, life.answering);
    if (answered.kind === 'response')
      return new Response(answered.body, {
        status: answered.status,
        headers: { 'content-type': answered.type, date: new Date(clock.now()).toUTCString() },
      });
    if (answered.kind === 'silence') return env.outgoing ? RESPONSE_ALREADY_SENT : closed;
    if (!env.incoming) throw new TypeError('The sandbox dropped the connection.');
    env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  app.onError((error) => {
    throw error;
  });

  return {
    ...control,
    fetch: async (request) => app.fetch(request, {}),
    async listen({ port, host = '127.0.0.1', names = [] }) {
      const isOpen = !LOOPBACK_HOST.test(host);
      reach = {
        isOpen: reach.isOpen || isOpen,
        names: [...reach.names, ...names.map((name) => name.toLowerCase())],
      };
      const server = createAdaptorServer({
        fetch: app.fetch,
        serverOptions: { maxHeaderSize: MAX_HEADERS },
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      const { port: taken } = server.address() as AddressInfo;
      const close = async (): Promise<void> => {
        closers.delete(close);
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          // Requests that are never answered, and kept-alive connections, would hold the port for ever.
          if (server instanceof Server) server.closeAllConnections();
        });
      };
      closers.add(close);
      const origin = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
      servedAt ??= origin;
      return { origin, close };
    },
    settled: () => life.callbacks.settled(),
    async close() {
      endLife();
      giveUp(new TypeError('The sandbox was closed.'));
      await Promise.all([...closers].map((close) => close()));
    },
  };
}
