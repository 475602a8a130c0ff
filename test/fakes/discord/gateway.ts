import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

const GATEWAY_PATH = '/gateway';
const HEARTBEAT_MS = 41_250;

interface Session {
  readonly id: string;
  readonly token: string;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
  sequence: number;
  socket: WebSocket | undefined;
  isAlive: boolean;
}

/** The WebSocket side (docs.discord.com/developers/events/gateway). */
export interface GatewaySide {
  readonly path: string;
  connections(): number;
  /** The tokens of the sessions that are connected. */
  connectedAs(): readonly string[];
  /** Closes sessions of other tokens than these for good. */
  endOthers(tokens: readonly string[]): void;
  /** Each IDENTIFY that came, with the intents it asked for. */
  readonly identifies: readonly { readonly intents: number }[];
  /** How often a session was resumed, refused ones not counted. */
  resumes(): number;
  heartbeats(): number;
  /** Sends an event; to a session that is cut off it is delivered when it resumes. */
  dispatch(event: string, data: unknown): void;
  /** Cuts every connection without a word. Sessions can be resumed. */
  cut(): void;
  /** Closes every connection with a code. 4004 and the like also end the session. */
  closeWith(code: number): void;
  /** Opcode 7: the client is to reconnect and resume. */
  reconnect(): void;
  /** Opcode 9; sessions end unless they can be resumed. */
  invalidate(canResume: boolean): void;
  /** Sends a raw frame over every connection. */
  raw(frame: string): void;
  close(): void;
}

interface GatewayOptions {
  readonly tokens: () => readonly string[];
  readonly applicationId: string;
  readonly guildId: string;
  readonly origin: () => string;
}

interface Packet {
  readonly op: number;
  readonly d: {
    readonly token?: string;
    readonly intents?: number;
    readonly session_id?: string;
    readonly seq?: number;
  } | null;
}

/** The gateway on `server`'s upgrades. */
export function createGatewaySide(server: Server, options: GatewayOptions): GatewaySide {
  const wss = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const open = new Set<WebSocket>();
  const identifies: { intents: number }[] = [];
  let resumes = 0;
  let heartbeats = 0;
  let counter = 0;

  const send = (socket: WebSocket, packet: object) => socket.send(JSON.stringify(packet));

  function emit(session: Session, t: string, d: unknown): void {
    session.sequence += 1;
    const event = { s: session.sequence, t, d };
    session.events.push(event);
    if (session.socket) send(session.socket, { op: 0, ...event });
  }

  function identify(socket: WebSocket, packet: Packet): void {
    const token = packet.d?.token ?? '';
    if (!options.tokens().includes(token)) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    if (packet.d?.intents === undefined) {
      socket.close(4013, 'Invalid intent(s).');
      return;
    }
    identifies.push({ intents: packet.d.intents });
    const session: Session = {
      id: `session-${(counter += 1)}`,
      token,
      events: [],
      sequence: 0,
      socket,
      isAlive: true,
    };
    sessions.set(session.id, session);
    emit(session, 'READY', {
      v: 10,
      user: { id: options.applicationId, username: 'airdesk', discriminator: '0', avatar: null, bot: true },
      guilds: [{ id: options.guildId, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: `${options.origin()}${GATEWAY_PATH}`,
      shard: [0, 1],
      application: { id: options.applicationId, flags: 0 },
    });
  }

  function resume(socket: WebSocket, packet: Packet): void {
    if (!options.tokens().includes(packet.d?.token ?? '')) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    const session = sessions.get(packet.d?.session_id ?? '');
    if (!session?.isAlive) {
      send(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    resumes += 1;
    const after = packet.d?.seq ?? 0;
    for (const event of session.events.filter(({ s }) => s > after)) send(socket, { op: 0, ...event });
    emit(session, 'RESUMED', { _trace: [] });
  }

  function sessionOf(socket: WebSocket): Session | undefined {
    return [...sessions.values()].find((session) => session.socket === socket);
  }

  function receive(socket: WebSocket, data: RawData): void {
    const packet = JSON.parse((data as Buffer).toString('utf8')) as Packet;
    if (packet.op === 1) {
      heartbeats += 1;
      send(socket, { op: 11 });
    } else if (packet.op === 2) {
      if (sessionOf(socket)) socket.close(4005, 'Already authenticated.');
      else identify(socket, packet);
    } else if (packet.op === 6) {
      resume(socket, packet);
    } else if (!sessionOf(socket)) {
      socket.close(4003, 'Not authenticated.');
    }
  }

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const isOurs = pathname.replace(/\/$/, '') === GATEWAY_PATH && searchParams.get('v') === '10';
    if (!isOurs || searchParams.get('encoding') !== 'json') {
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, (client) => {
      open.add(client);
      client.on('error', () => client.terminate());
      client.on('close', () => {
        open.delete(client);
        const session = sessionOf(client);
        if (session) session.socket = undefined;
      });
      client.on('message', (data: RawData) => receive(client, data));
      send(client, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS, _trace: [] } });
    });
  });

  return {
    path: GATEWAY_PATH,
    connections: () => open.size,
    connectedAs: () => [...sessions.values()].flatMap(({ socket, token }) => (socket ? [token] : [])),
    endOthers: (tokens) => {
      for (const session of sessions.values()) {
        if (tokens.includes(session.token)) continue;
        session.isAlive = false;
        session.socket?.close(4004);
      }
    },
    identifies,
    resumes: () => resumes,
    heartbeats: () => heartbeats,
    dispatch: (event, data) => {
      for (const session of sessions.values()) if (session.isAlive) emit(session, event, data);
    },
    cut: () => {
      for (const client of open) client.terminate();
    },
    closeWith: (code) => {
      if (code >= 4003) for (const session of sessions.values()) session.isAlive = false;
      for (const client of open) client.close(code);
    },
    reconnect: () => {
      for (const client of open) send(client, { op: 7, d: null });
    },
    invalidate: (canResume) => {
      for (const session of sessions.values()) session.isAlive &&= canResume;
      for (const client of open) send(client, { op: 9, d: canResume });
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
