import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

let open: Promise<Socket> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Resolves when a byte has gone through loopback and back. What was sent before it has arrived then: a kernel that is busy
 * hands on what it was given in order, and not at once.
 */
export function throughLoopback(): Promise<void> {
  // One after the other, or they would read each other's byte.
  const passed = last.then(pass, pass);
  last = passed;
  return passed;
}

async function pass(): Promise<void> {
  open ??= openLoop();
  const socket = await open;
  // Nothing else may be what the process goes on for.
  socket.ref();
  const back = once(socket, 'data');
  socket.write('x');
  await back;
  socket.unref();
}

/** A connection of this process to itself, which answers with what it is sent. It keeps no process alive. */
async function openLoop(): Promise<Socket> {
  const server = createServer((socket) => {
    socket.setNoDelay(true).unref();
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true).unref();
  return socket;
}
