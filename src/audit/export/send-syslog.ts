import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../clock.ts';
import type { SyslogConfig } from '../../config/audit/schema.ts';
import { whyOf, type Outcome, type Sender } from './outcome.ts';
import { framed, syslogRecord, type SyslogOrigin } from './syslog-record.ts';

/** One batch may take so long, from connecting to the close, ms. */
const TIMEOUT_MS = 20_000;
/** Between the last byte and the end, ms. */
const SETTLE_MS = 250;

export interface SyslogSenderOptions {
  readonly target: Pick<SyslogConfig, 'host' | 'port' | 'transport' | 'facility'>;
  /** Certificates in PEM that the receiver’s is checked against, instead of those that Node knows. */
  readonly ca: string | undefined;
  readonly origin: Omit<SyslogOrigin, 'facility'>;
  readonly clock: Clock;
}

/**
 * Sends lines to a syslog receiver. Syslog has no receipt, and what is written to a connection can be lost with it: each batch has
 * a connection of its own, and counts as delivered when the receiver, which is told of its end a moment later, closes it then and not
 * before. So it has read to the end.
 */
export function createSyslogSender({ target, ca, origin, clock }: SyslogSenderOptions): Sender {
  const { facility } = target;
  let current: Socket | undefined;
  return {
    send(lines) {
      const records = lines.map((line) => syslogRecord(line, { ...origin, facility }));
      const socket = connect(target, ca);
      current = socket;
      return sendAll(socket, framed(records), clock);
    },
    async close() {
      current?.destroy();
    },
  };
}

function connect({ host, port, transport }: SyslogSenderOptions['target'], ca: string | undefined): Socket {
  // Half-open: the receiver’s end must not end ours unseen.
  if (transport === 'tcp') return connectTcp({ host, port, allowHalfOpen: true });
  return connectTls({
    ...{ host, port },
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    ...{ minVersion: 'TLSv1.2', allowHalfOpen: true },
  });
}

function sendAll(socket: Socket, bytes: Buffer, clock: Clock): Promise<Outcome> {
  return new Promise((resolve) => {
    let isEnding = false;
    let isOver = false;
    let failure: string | undefined;
    const cancel = clock.after(TIMEOUT_MS, () => {
      failure ??= isEnding ? 'not closed by the receiver' : 'timeout';
      socket.destroy();
    });
    socket.on('error', (error) => (failure ??= whyOf(error)));
    // Nothing is expected; what comes is not kept.
    socket.on('data', () => undefined);
    socket.write(bytes, () => {
      // Whoever closes a connection at once, as one that has too many, has not read it.
      clock.after(SETTLE_MS, () => {
        isEnding = true;
        socket.end();
      });
    });
    socket.on('end', () => {
      isOver = isEnding;
      socket.end();
    });
    socket.on('close', () => {
      cancel();
      if (!isOver) failure ??= 'closed by the receiver before the end';
      resolve(failure === undefined ? { kind: 'delivered' } : { kind: 'later', why: failure });
    });
  });
}
