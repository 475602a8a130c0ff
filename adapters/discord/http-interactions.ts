import type { Context, Hono, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { BlankEnv } from 'hono/types';
import type { Clock } from '../../src/clock.ts';
import type { Interactions } from './interactions.ts';
import type { Log } from '../../src/observability/log.ts';
import { readPublicKey, refuseSignature } from './signature.ts';

/** The largest request that is read, in bytes; Discord's own are far below. */
const MAX_BODY_BYTES = 1_000_000;

/** Where Discord sends interactions: the Interactions Endpoint URL in the Developer Portal. */
export const INTERACTIONS_PATH = '/discord/interactions';

interface HttpInteractionsOptions {
  readonly http: Hono;
  readonly publicKey: string;
  readonly interactions: Interactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly onForged?: ((why: string) => void) | undefined;
}

function asJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Takes interactions over HTTP. Mounts its route at once. Checks size, then signature (forged, stale or unsigned: 401),
 * answers PING also before start: Discord asks when the address is entered. The answer to the request is the first
 * response; work begins when it is on its way.
 * @throws RangeError when the public key is none
 */
export function mountInteractions(options: HttpInteractionsOptions): void {
  const { http, interactions, clock, log, onForged } = options;
  const key = readPublicKey(options.publicKey);

  async function receive(c: Context<BlankEnv, string>): Promise<Response> {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const refused = refuseSignature(
      {
        timestamp: c.req.header('x-signature-timestamp'),
        signature: c.req.header('x-signature-ed25519'),
        body,
      },
      key,
      clock.now(),
    );
    if (refused) {
      log.warn({ reason: refused }, 'Discord request refused: signature');
      onForged?.(refused);
      return c.text('unauthorized', 401);
    }
    const payload = asJson(body);
    const isPing = typeof payload === 'object' && payload !== null && 'type' in payload && payload.type === 1;
    if (isPing) return c.json({ type: 1 });
    if (!interactions.isOpen()) return c.text('not ready', 503);
    const taken = await interactions.take(payload);
    if (!taken) {
      log.warn({}, 'Discord request refused: body');
      return c.text('bad request', 400);
    }
    if (taken.work) setImmediate(taken.work);
    return c.json(taken.response);
  }

  const chunkedLimit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.text('too large', 413) });
  http.post(
    INTERACTIONS_PATH,
    (c: Context<BlankEnv, string>, next: Next) => {
      const length = c.req.header('content-length');
      if (length === undefined || c.req.header('transfer-encoding') !== undefined)
        return chunkedLimit(c, next);
      return Number(length) <= MAX_BODY_BYTES ? next() : Promise.resolve(c.text('too large', 413));
    },
    receive,
  );
}
