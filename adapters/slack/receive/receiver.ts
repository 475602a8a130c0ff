import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { Context, Hono } from 'hono';
import type { Exchanged } from '../../../src/platform/exchanged.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Log } from '../../../src/observability/log.ts';
import { refuseSignature } from './signature.ts';

/** The largest request that is read, in bytes; Slack's own are below 100 kB. */
const MAX_BODY_BYTES = 1_000_000;

/** Where Slack sends slash commands and interactions. */
export const EVENTS_PATH = '/slack/events';

interface ReceiverOptions {
  readonly http: Hono;
  readonly signingSecrets: Exchanged;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every request that is not from Slack, and why: missing, malformed, stale, wrong. */
  readonly onForged?: ((why: string) => void) | undefined;
}

/** The raw body; undefined when it is too large. Read by length where the length is told, else bounded piece by piece. */
async function readBody(c: Context): Promise<Buffer | undefined> {
  const length = c.req.header('content-length');
  if (length !== undefined && c.req.header('transfer-encoding') === undefined) {
    return Number(length) <= MAX_BODY_BYTES ? Buffer.from(await c.req.arrayBuffer()) : undefined;
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) return Buffer.concat(pieces);
    const part = read.value as Uint8Array;
    size += part.length;
    if (size > MAX_BODY_BYTES) return undefined;
    pieces.push(part);
  }
}

type Payload = Record<string, unknown>;

/** Slack sends events as JSON, slash commands as a form and interactions as JSON in the form's field `payload`. */
function parsePayload(raw: string, contentType: string | undefined): Payload | undefined {
  try {
    if (contentType?.startsWith('application/json')) return asPayload(JSON.parse(raw));
    const form = parseForm(raw);
    return typeof form['payload'] === 'string' ? asPayload(JSON.parse(form['payload'])) : form;
  } catch {
    return undefined;
  }
}

function asPayload(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Payload)
    : undefined;
}

function answer(c: Context, response: unknown): Response {
  if (response === undefined || response === '') return c.body(null, 200);
  return typeof response === 'string' ? c.text(response) : c.json(response as object);
}

/**
 * Bolt's receiver on the one shared HTTP server. Mounts its route at once; requests are taken between start and stop.
 * Checks size, then signature (forged, stale or unsigned: 401), then hands the payload to bolt.
 */
export function createHttpReceiver({
  http,
  signingSecrets,
  clock,
  log,
  onForged,
}: ReceiverOptions): Receiver {
  let app: App | undefined;
  let open = false;

  http.post(EVENTS_PATH, async (c) => {
    if (!app || !open) return c.text('not ready', 503);
    const bytes = await readBody(c);
    if (bytes === undefined) return c.text('too large', 413);
    const raw = bytes.toString('utf8');
    const contentType = c.req.header('content-type');
    const signed = {
      timestamp: c.req.header('x-slack-request-timestamp'),
      signature: c.req.header('x-slack-signature'),
      body: bytes,
    };
    const [refused, ...others] = signingSecrets().map((secret) =>
      refuseSignature(signed, secret, clock.now()),
    );
    const isGenuine = [refused, ...others].includes(undefined);
    // Slack's certificate check comes without a signature and asks for nothing.
    if (refused === 'missing' && /(^|&)ssl_check=1(&|$)/.test(raw)) return c.body(null, 200);
    if (refused && !isGenuine) {
      log.warn({ reason: refused }, 'Slack request refused: signature');
      onForged?.(refused);
      return c.text(`unauthorized: signature ${refused}`, 401);
    }
    const body = parsePayload(raw, contentType);
    if (!body) {
      log.warn({ contentType }, 'Slack request refused: body');
      return c.text('bad request', 400);
    }
    if (body['type'] === 'url_verification') return c.json({ challenge: body['challenge'] });
    if (body['ssl_check'] !== undefined) return c.body(null, 200);
    const bolt = app;
    const retry = c.req.header('x-slack-retry-num');
    return new Promise<Response>((resolve) => {
      const processed = bolt.processEvent({
        body,
        ...(retry === undefined ? {} : { retryNum: Number(retry) }),
        ack: async (response?: unknown) => resolve(answer(c, response)),
      });
      // Not known to happen. Nothing that comes in may end the process.
      processed.catch(() => {
        log.error({}, 'Slack payload failed');
        resolve(c.text('bad request', 400));
      });
    });
  });

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {
      open = true;
    },
    stop: async () => {
      open = false;
    },
  };
}
