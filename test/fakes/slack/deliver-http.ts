import { stringify } from 'node:querystring';
import type { Clock } from '../../../src/clock.ts';
import { slackSignature } from '../../../adapters/slack/receive/signature.ts';

/** What the bot answered, and how long it took in ms of real time. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

/** Overrides for bad requests. */
export interface Forgery {
  readonly secret?: string;
  /** Seconds added to the timestamp. */
  readonly skew?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

/** Posts a raw body to the bot with Slack's signature. */
export async function deliverRaw(
  target: { readonly botOrigin: string; readonly secret: string; readonly clock: Clock },
  body: string,
  contentType: string,
  forgery: Forgery = {},
): Promise<Delivered> {
  const timestamp = String(Math.floor(target.clock.now() / 1000) + (forgery.skew ?? 0));
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(forgery.secret ?? target.secret, timestamp, body),
    ...forgery.headers,
  };
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !(forgery.without ?? []).includes(name)),
  );
  const start = performance.now();
  const response = await fetch(`${target.botOrigin}/slack/events`, { method: 'POST', headers: kept, body });
  const text = await response.text();
  return { status: response.status, body: text, tookMs: performance.now() - start };
}

/** A payload as Slack puts it on the wire: slash commands as a form, interactions as JSON in a form field. */
export function formOf(payload: Readonly<Record<string, unknown>>): string {
  return 'command' in payload
    ? stringify(payload as Record<string, string>)
    : stringify({ payload: JSON.stringify(payload) });
}
