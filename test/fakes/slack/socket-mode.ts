import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

const SOCKET_PATH = '/link/';

/** What the app answered to an envelope. */
export interface Acknowledged {
  readonly envelopeId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The WebSocket side of Socket Mode. */
export interface SocketSide {
  /** Path and query of a new connection's address, good for one use. */
  newPath(): string;
  connections(): number;
  /** Sends an envelope over one of the connections and resolves with its acknowledgement. */
  send(type: string, payload: unknown): Promise<Acknowledged>;
  /** Slack's routine end of a connection; all of them where `which` is left out. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', which?: number): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Sends a raw frame over every connection. */
  raw(frame: string): void;
  close(): void;
}

/** Socket Mode on `server`'s upgrades (docs.slack.dev/apis/events-api/using-socket-mode). */
export function createSocketSide(server: Server): SocketSide {
  const wss = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting = new Map<string, (ack: Acknowledged) => void>();
  let counter = 0;
  let turn = 0;

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!request.url?.startsWith(SOCKET_PATH) || !tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, (client) => {
      open.push(client);
      client.on('close', () => {
        const at = open.indexOf(client);
        if (at >= 0) open.splice(at, 1);
      });
      client.on('error', () => client.terminate());
      client.on('message', (data: RawData) => {
        const message = JSON.parse((data as Buffer).toString('utf8')) as {
          envelope_id: string;
          payload?: Record<string, unknown>;
        };
        const { envelope_id: envelopeId, payload = {} } = message;
        waiting.get(envelopeId)?.({ envelopeId, payload });
        waiting.delete(envelopeId);
      });
      client.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open.length,
          connection_info: { app_id: 'A0AIRDESK' },
          debug_info: { host: 'applink', approximate_connection_time: 18_060 },
        }),
      );
    });
  });

  return {
    newPath: () => {
      const ticket = `ticket-${(counter += 1)}`;
      tickets.add(ticket);
      return `${SOCKET_PATH}?ticket=${ticket}&app_id=A0AIRDESK`;
    },
    connections: () => open.length,
    send: (type, payload) => {
      const client = open[(turn += 1) % Math.max(1, open.length)];
      if (!client) return Promise.reject(new Error('no Socket Mode connection is open'));
      const envelopeId = `envelope-${(counter += 1)}`;
      return new Promise((resolve) => {
        waiting.set(envelopeId, resolve);
        client.send(
          JSON.stringify({ envelope_id: envelopeId, type, accepts_response_payload: true, payload }),
        );
      });
    },
    disconnect: (reason, which) => {
      const clients = which === undefined ? [...open] : open.slice(which, which + 1);
      for (const client of clients) {
        const at = open.indexOf(client);
        if (at >= 0) open.splice(at, 1);
        client.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } }));
      }
    },
    cut: () => {
      for (const client of open.splice(0)) client.terminate();
    },
    raw: (frame) => {
      for (const client of open) client.send(frame);
    },
    close: () => {
      for (const client of wss.clients) client.terminate();
      wss.close();
    },
  };
}
