import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to a request that comes in on a connection that has lain idle. */
type Fate = 'passes' | 'reset before it arrives' | 'carried out, its answer lost';

/** Something between Airdesk and the cloud that forgets idle connections without a word, as load balancers do. */
export interface ResettingProxy {
  readonly origin: string;
  /** Headers of the requests that came, the newest last. */
  readonly heads: readonly string[];
  /** Where requests go from now on. */
  aim(origin: string): void;
  /** From now on: what was kept open so far is reset at its next request. */
  forgetIdle(): void;
  /** The next request whose header matches meets this fate, on whatever connection. */
  next(head: RegExp, fate: Fate): void;
  stop(): Promise<void>;
}

/** Starts on 127.0.0.1, port 0. */
export async function createResettingProxy(): Promise<ResettingProxy> {
  const open = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  const heads: string[] = [];
  let target = new URL('http://127.0.0.1:1');
  let due: { readonly head: RegExp; readonly fate: Fate } | undefined;

  const server = createServer((socket) => {
    open.add(socket);
    const cloud = connect(Number(target.port), target.hostname);
    let isAnswerLost = false;
    socket.on('data', (data) => {
      const text = data.toString('latin1');
      if (text.startsWith('POST')) heads.push(text.split('\r\n\r\n')[0] ?? '');
      const fate = forgotten.has(socket) ? 'reset before it arrives' : fateOf(text);
      if (fate === 'reset before it arrives') socket.resetAndDestroy();
      else cloud.write(data);
      isAnswerLost ||= fate === 'carried out, its answer lost';
    });
    cloud.on('data', (data) => (isAnswerLost ? socket.resetAndDestroy() : socket.write(data)));
    socket.on('close', () => {
      open.delete(socket);
      cloud.destroy();
    });
    for (const end of [socket, cloud]) end.on('error', () => undefined);
    cloud.on('close', () => socket.destroy());
  });
  function fateOf(text: string): Fate {
    if (!due?.head.test(text)) return 'passes';
    const { fate } = due;
    due = undefined;
    return fate;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    aim: (origin) => {
      target = new URL(origin);
    },
    forgetIdle: () => {
      for (const socket of open) forgotten.add(socket);
    },
    next: (head, fate) => {
      due = { head, fate };
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
