import type { Clock } from '../../clock.ts';
import type { Outgoing } from '../../http/outgoing.ts';
import { whyOf, type Outcome, type Sender } from './outcome.ts';
import { SIGNATURE_HEADER, webhookSignature } from './sign-webhook.ts';

export interface WebhookSenderOptions {
  readonly url: string;
  /** The secret as it is now, then former ones that are still good. */
  readonly secrets: () => readonly string[];
  /** Follows no redirects: the lines go where airdesk.yaml says, and nowhere else. */
  readonly outgoing: Outgoing;
  readonly clock: Clock;
}

/** Statuses that pass by themselves, beside 5xx. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** Sends lines as the body of a POST, one JSON value a line, just as they stand in the audit. Any 2xx is the receipt. */
export function createWebhookSender({ url, secrets, outgoing, clock }: WebhookSenderOptions): Sender {
  return {
    async send(lines, { first, last }) {
      const body = lines.map((line) => `${line}\n`).join('');
      try {
        const { status, headers } = await outgoing.send(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-ndjson',
            'user-agent': 'airdesk',
            'airdesk-lines': `${first}-${last}`,
            [SIGNATURE_HEADER]: webhookSignature(body, clock.now(), secrets()),
          },
          body,
        });
        return outcomeOf(status, headers['retry-after'], clock.now());
      } catch (error) {
        return { kind: 'later', why: whyOf(error) };
      }
    },
    close: () => outgoing.close(),
  };
}

function outcomeOf(status: number, retryAfter: string | undefined, now: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status >= 300 && status < 400)
    return { kind: 'refused', why: `HTTP ${status}, a redirect, which is not followed` };
  if (status === 413) return { kind: 'too-large', why: 'HTTP 413' };
  if (status < 500 && !PASSING.has(status)) return { kind: 'refused', why: `HTTP ${status}` };
  const afterMs = waitAsked(retryAfter, now);
  return { kind: 'later', why: `HTTP ${status}`, ...(afterMs !== undefined && { afterMs }) };
}

/** Retry-After, in seconds or as a date, ms from now. */
function waitAsked(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
