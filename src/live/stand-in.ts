import { createHash } from 'node:crypto';
import { isLoopbackUrl } from '../http/loopback.ts';
import type { Outgoing } from '../http/outgoing.ts';

/** Where a stand-in answers the handshake. */
const HANDSHAKE_PATH = '/_sandbox/handshake';

/** What a stand-in answers to a nonce: no cloud does, nor anything that says back what it was sent. */
export function handshakeAnswer(nonce: string): string {
  return createHash('sha256').update(`airdesk stand-in cloud ${nonce}`).digest('hex');
}

/**
 * Whether a stand-in on this machine stands at the endpoint: it is asked. An address of this machine alone says nothing, since a
 * tunnel to a real cloud has one too.
 */
export async function isStandIn(
  endpoint: string,
  outgoing: Pick<Outgoing, 'send'>,
  nonce: string,
): Promise<boolean> {
  if (!isLoopbackUrl(endpoint)) return false;
  try {
    const url = new URL(`${HANDSHAKE_PATH}?nonce=${encodeURIComponent(nonce)}`, endpoint);
    const { status, text } = await outgoing.send(url, { method: 'GET', headers: {} });
    return status === 200 && text === JSON.stringify({ standIn: handshakeAnswer(nonce) });
  } catch {
    return false;
  }
}
