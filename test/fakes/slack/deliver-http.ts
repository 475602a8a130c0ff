import { stringify } from 'node:querystring';
import type { Clock } from '../../../src/clock.ts';
import { slackSignature } from '../../../adapters/slack/receive/signature.ts';
import { postSigned, type Delivered, type Forged } from '../post-signed.ts';

/** Overrides for bad requests. */
export interface Forgery extends Forged {
  readonly secret?: string;
}

/** Posts a raw body to the bot with Slack's signature. */
export function deliverRaw(
  target: { readonly botOrigin: string; readonly secret: string; readonly clock: Clock },
  body: string,
  contentType: string,
  forgery: Forgery = {},
): Promise<Delivered> {
  return postSigned(`${target.botOrigin}/slack/events`, target.clock, body, forgery, (timestamp) => ({
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(forgery.secret ?? target.secret, timestamp, body),
  }));
}

/** A payload as Slack puts it on the wire: slash commands as a form, interactions as JSON in a form field. */
export function formOf(payload: Readonly<Record<string, unknown>>): string {
  return 'command' in payload
    ? stringify(payload as Record<string, string>)
    : stringify({ payload: JSON.stringify(payload) });
}
