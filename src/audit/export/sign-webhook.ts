import { createHmac } from 'node:crypto';

/** The header that says who sent a request, and when. */
export const SIGNATURE_HEADER = 'airdesk-signature';

/**
 * `t=<seconds>,v1=<hex>`: the HMAC-SHA256 of `<seconds>.<body>` with each secret. While one is exchanged there are two, and a receiver that
 * knows one of them is content.
 * @param at ms UTC
 */
export function webhookSignature(body: string, at: number, secrets: readonly string[]): string {
  const seconds = Math.floor(at / 1000);
  const signed = `${seconds}.${body}`;
  return [
    `t=${seconds}`,
    ...secrets.map((secret) => `v1=${createHmac('sha256', secret).update(signed).digest('hex')}`),
  ].join(',');
}
