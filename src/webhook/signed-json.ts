import { createHmac } from 'node:crypto';
import type { WebhookForm } from './webhook.ts';

/**
 * The alert as JSON. `X-Airdesk-Signature` is `v1=` and the HMAC-SHA256, in hex, of the time in seconds, a point and the
 * body; the time is `X-Airdesk-Timestamp`. A receiver leaves out what has another signature, or a time that is long past.
 */
export const signedJson: WebhookForm = (page, { keys: [key = ''] }, now) => {
  const body = JSON.stringify({
    version: 1,
    ...page,
    since: new Date(page.since).toISOString(),
    anew: undefined,
  });
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-airdesk-timestamp': timestamp,
    'x-airdesk-signature': `v1=${signature}`,
  };
  return [{ headers, body }];
};
