import { afterEach } from 'vitest';
import {
  createLiveClient,
  type CallRecord,
  type LiveClient,
  type LiveClientOptions,
} from '../../src/live/client.ts';
import { LiveError } from '../../src/live/live-error.ts';
import {
  canonicalRequest,
  credentialScope,
  derivedKeys,
  scopeDate,
  sha256Hex,
  signature,
  stringToSign,
} from '../../src/live/sign.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { startServer, type LocalServer, type Received } from './local-server.ts';

/** A stream, as most actions want it. */
export const STREAM = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
/** The secret key that the clients of the tests sign with. */
export const KEY = 'secret-key-of-the-test';

/** What is closed after each test. */
export const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** A client of `origin` on a clock that stands still. */
export function connect(origin: string, more: Partial<LiveClientOptions> = {}) {
  const clock = createTestClock();
  const records: CallRecord[] = [];
  const client: LiveClient = createLiveClient({
    endpoint: origin,
    region: 'ap-guangzhou',
    credentials: () => Promise.resolve({ secretId: 'AKIDtest', secretKey: KEY }),
    clock,
    random: () => 0.5,
    onCall: (record) => records.push(record),
    ...more,
  });
  opened.push(client);
  return { client, clock, records };
}

/** A server that is closed after the test. */
export async function serve(respond: Parameters<typeof startServer>[0]): Promise<LocalServer> {
  const server = await startServer(respond);
  opened.push(server);
  return server;
}

/** The LiveError that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<LiveError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LiveError)) throw new Error('expected a LiveError', { cause: error });
  return error;
}

/** Whether the signature is the one that this request must have, computed as the cloud would. */
export function isSignedRight({ method, headers, body }: Received): boolean {
  const pattern = /^TC3-HMAC-SHA256 Credential=AKIDtest\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/;
  const [, scope, names = '', signed] = pattern.exec(headers.authorization ?? '') ?? [];
  const timestamp = Number(headers['x-tc-timestamp']);
  const date = scopeDate(timestamp);
  const canonical = canonicalRequest({
    method,
    path: '/',
    query: '',
    headers: headers as Record<string, string>,
    signedHeaders: names.split(';'),
    payload: body,
  });
  const toSign = stringToSign(timestamp, credentialScope(date, 'live'), sha256Hex(canonical));
  return (
    scope === `${date}/live/tc3_request` &&
    signed === signature(derivedKeys(KEY, date, 'live').secretSigning, toSign)
  );
}
