import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { CERTIFICATE, PRIVATE_KEY } from '../../sandbox/example-certificate.ts';
import { LOOPBACK_CERTIFICATE, LOOPBACK_KEY } from './loopback-certificate.ts';

/** A record as RFC 5424 takes it apart. */
export interface SyslogMessage {
  readonly facility: number;
  readonly severity: number;
  readonly timestamp: string;
  readonly host: string;
  readonly app: string;
  readonly processId: string;
  readonly messageId: string;
  readonly structured: string;
  readonly text: string;
}

/**
 * How a receiver behaves: `resets` after it has read something, `cuts` after so many bytes, orderly, `never-closes`, `closes-at-once` without
 * reading.
 */
export type Behaviour = 'good' | 'resets' | 'cuts' | 'never-closes' | 'closes-at-once';

/** A syslog receiver over TCP or TLS that counts octets (RFC 6587) and takes nothing that is not as RFC 5424 says. */
export interface SyslogReceiver {
  readonly port: number;
  readonly messages: readonly SyslogMessage[];
  /** What was none of it. */
  readonly wrong: readonly string[];
  readonly connections: () => number;
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

const CUT_BYTES = 40;

/** Where it listens, and as whom. */
interface ReceiverOptions {
  readonly tls?: 'loopback' | 'other';
  readonly port?: number;
  /** What it has from before. */
  readonly messages?: readonly SyslogMessage[];
}

const OURS = { cert: LOOPBACK_CERTIFICATE, key: LOOPBACK_KEY };
const OTHERS = { cert: CERTIFICATE, key: PRIVATE_KEY };

/** Starts one on loopback. With `tls` it is this machine, or somebody else, by a certificate that is signed by itself. */
export async function startSyslogReceiver({
  tls,
  port = 0,
  messages: before = [],
}: ReceiverOptions = {}): Promise<SyslogReceiver> {
  const messages: SyslogMessage[] = [...before];
  const wrong: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = 'good';
  let connections = 0;

  function take(socket: Socket): void {
    connections += 1;
    let rest: Buffer = Buffer.alloc(0);
    let read = 0;
    socket.on('error', () => undefined);
    if (behaviour === 'closes-at-once') {
      socket.end();
      return;
    }
    socket.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (behaviour === 'resets') return void socket.resetAndDestroy();
      // The rest of it is not read.
      if (behaviour === 'cuts' && read > CUT_BYTES) return void socket.destroy();
      rest = takeFrames(Buffer.concat([rest, chunk]), messages, wrong);
    });
    socket.on('end', () => {
      if (rest.length > 0) wrong.push(`half a record: ${rest.toString('utf8').slice(0, 60)}`);
      if (behaviour !== 'never-closes') socket.end();
    });
  }

  const options = { allowHalfOpen: true };
  const server: Server =
    tls !== undefined
      ? createTlsServer({ ...options, ...(tls === 'loopback' ? OURS : OTHERS) }, take)
      : createServer(options, take);
  server.on('tlsClientError', () => undefined);
  // Also those that never come to be.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    ...{ messages, wrong },
    connections: () => connections,
    behave: (next) => void (behaviour = next),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes whole records off, and gives what is left. */
function takeFrames(bytes: Buffer, messages: SyslogMessage[], wrong: string[]): Buffer {
  for (;;) {
    const space = bytes.indexOf(0x20);
    if (space < 0) return bytes;
    const length = bytes.toString('latin1', 0, space);
    if (!/^[1-9]\d{0,6}$/.test(length)) {
      wrong.push(`no length: ${bytes.toString('utf8').slice(0, 60)}`);
      return Buffer.alloc(0);
    }
    const end = space + 1 + Number(length);
    if (bytes.length < end) return bytes;
    const text = bytes.toString('utf8', space + 1, end);
    const message = parseSyslog(text);
    if (message) messages.push(message);
    else wrong.push(text);
    bytes = bytes.subarray(end);
  }
}

const HEAD =
  /^<(\d{1,3})>1 (-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) (-|\[[^\]"]*(?:"(?:[^"\\\]]|\\.)*"[^\]"]*)*\])(?: (.*))?$/s;

/** A record by the grammar of RFC 5424; undefined where it is none. */
export function parseSyslog(record: string): SyslogMessage | undefined {
  const [
    ,
    priority = '',
    timestamp = '',
    host = '',
    app = '',
    processId = '',
    messageId = '',
    structured = '',
    text = '',
  ] = HEAD.exec(record) ?? [];
  if (priority === '' || Number(priority) > 191) return undefined;
  return {
    facility: Math.floor(Number(priority) / 8),
    severity: Number(priority) % 8,
    ...{ timestamp, host, app, processId, messageId, structured, text },
  };
}
