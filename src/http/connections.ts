import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { countedAddress } from './caller.ts';
import type { IsTrusted } from './trusted-proxies.ts';

/** How many connections are open at the most. */
export interface ConnectionLimits {
  readonly all: number;
  /** How many one address may have once half of `all` are in use. Does not hold for trusted proxies: everybody comes through them. */
  readonly perAddress: number;
}

/** How many connections a server has at once, unless told otherwise. */
export const CONNECTION_LIMITS: ConnectionLimits = { all: 2_000, perAddress: 500 };

/** Why a connection was closed: it waited longest and made room for another, or it came when no room could be made. */
export type ConnectionClosed = 'connection-idle' | 'connection-full';

/** The open connections of a server. */
export interface Connections {
  /** A request on it is being worked on: until that is answered, the connection is not closed to make room. */
  serving(socket: Socket, response: ServerResponse): void;
  /** Part of a request came on it: it counts as the youngest of those that wait. */
  heard(socket: Socket): void;
}

/**
 * Bounds the connections of a server. Where there are too many, the one that has waited longest is closed: nothing came on
 * it, or half of something, or nothing since its last answer. So whoever asks at once, as callbacks and health checks do, always
 * gets in, however many connections somebody holds.
 */
export function createConnections(
  server: Server,
  limits: ConnectionLimits,
  isTrusted: IsTrusted,
  onClosed: (why: ConnectionClosed) => void,
): Connections {
  const waiting = new Set<Socket>();
  const addresses = new Map<Socket, string>();
  const counts = new Map<string, number>();

  function forget(socket: Socket): void {
    waiting.delete(socket);
    const address = addresses.get(socket);
    if (address === undefined) return;
    addresses.delete(socket);
    const left = (counts.get(address) ?? 1) - 1;
    if (left > 0) counts.set(address, left);
    else counts.delete(address);
  }

  function close(socket: Socket, why: ConnectionClosed): void {
    forget(socket);
    socket.destroy();
    onClosed(why);
  }

  /** Closes the connection that has waited longest (of `address`, where one is given); the newcomer where none waits. */
  function makeRoom(newcomer: Socket, address?: string): void {
    for (const socket of waiting) {
      if (socket === newcomer || (address !== undefined && addresses.get(socket) !== address)) continue;
      close(socket, 'connection-idle');
      return;
    }
    close(newcomer, 'connection-full');
  }

  server.on('connection', (socket: Socket) => {
    const address = countedAddress(socket.remoteAddress);
    addresses.set(socket, address);
    const fromThere = (counts.get(address) ?? 0) + 1;
    counts.set(address, fromThere);
    waiting.add(socket);
    socket.once('close', () => forget(socket));
    if (addresses.size > limits.all) makeRoom(socket);
    else if (
      addresses.size > limits.all / 2 &&
      fromThere > limits.perAddress &&
      !isTrusted(socket.remoteAddress)
    )
      makeRoom(socket, address);
  });

  return {
    serving(socket, response) {
      waiting.delete(socket);
      response.once('close', () => {
        if (addresses.has(socket)) waiting.add(socket);
      });
    },
    heard(socket) {
      if (waiting.delete(socket)) waiting.add(socket);
    },
  };
}
