import type { Clock } from '../../src/clock.ts';
import { drawLive } from './live-view.ts';
import type { LiveForReaders } from './readers.ts';
import type { Room, RoomChange } from './room.ts';

/** A page that listens. */
export interface Listener {
  readonly userId: string;
  readonly tab?: string;
  /** Where there are logins: the session it listens under. */
  readonly session?: string;
  /** It shows what is on air and what is wrong as well. */
  readonly live?: boolean;
  /** The Last-Event-ID that it sent. */
  readonly lastEventId?: string;
}

/** How many pages may listen. */
export interface StreamLimits {
  /** Pages that listen at once, in all and for one user. */
  readonly streams: number;
  readonly streamsPerUser: number;
}

/** The event streams (server-sent events) of all pages. */
export interface Streams {
  /** The body of GET /desk/events; undefined where too many listen. */
  open(listener: Listener): ReadableStream<Uint8Array> | undefined;
  readonly send: (change: RoomChange) => void;
  /** Tells the asking page that an ask has been handled. */
  answered(userId: string, ask: string): void;
  /** Ends the streams of a session, or of all. */
  close(session?: string): void;
}

interface Client extends Listener {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

const KEEP_ALIVE_MS = 15_000;
/** What may wait for a slow page, bytes. One that falls further behind is cut off and catches up when it returns. */
const QUEUE_BYTES = 6_000_000;

/**
 * Creates the streams over a room. `epoch` names this run of the server in event ids: an id of an earlier run makes
 * the page start over. `isLive` is asked about a session now and then; when it is over, so is the stream. `mayAct`: whose
 * pages come first where there are too many. `live`: what is on air, watched while a page shows that.
 */
export function createStreams(
  clock: Clock,
  room: () => Room,
  epoch: string,
  limits: StreamLimits,
  isLive: (session: string) => boolean,
  mayAct: (userId: string) => boolean = () => false,
  live?: LiveForReaders,
): Streams {
  const clients = new Set<Client>();
  let stopWatching: (() => void) | undefined;

  /** One look serves all pages; without a page that shows it nobody looks. */
  function watchWhileShown(): void {
    const isShown = [...clients].some((client) => client.live);
    if (isShown) {
      stopWatching ??= live?.watch((change) => {
        const drawn = drawLive(change);
        for (const client of [...clients])
          if (client.live && live.maySee(client.userId, change)) client.send(event(drawn.event, drawn.json));
      });
    } else {
      stopWatching?.();
      stopWatching = undefined;
    }
  }

  function liveNow({ userId, live: isShown }: Listener): string {
    if (!isShown || !live) return '';
    return live
      .now()
      .filter((each) => live.maySee(userId, each))
      .map((each) => drawLive(each))
      .map((drawn) => event(drawn.event, drawn.json))
      .join('');
  }

  function connect(listener: Listener, queue: ReadableStreamDefaultController<Uint8Array>): Client {
    const encoder = new TextEncoder();
    let cancelKeepAlive = () => {};
    const client: Client = {
      ...listener,
      send(text) {
        queue.enqueue(encoder.encode(text));
        if ((queue.desiredSize ?? 0) <= 0) client.close();
      },
      close() {
        if (!clients.delete(client)) return;
        cancelKeepAlive();
        queue.close();
        watchWhileShown();
      },
    };
    const keepAlive = () => {
      cancelKeepAlive = clock.after(KEEP_ALIVE_MS, () => {
        if (listener.session !== undefined && !isLive(listener.session)) {
          client.close();
        } else {
          keepAlive();
          client.send(': still here\n\n');
        }
      });
    };
    clients.add(client);
    keepAlive();
    client.send(`retry: 1000\n\n${catchUp(listener)}${liveNow(listener)}`);
    watchWhileShown();
    return client;
  }

  function catchUp({ lastEventId, userId, tab }: Listener): string {
    const { rev } = room();
    const seen = revOf(lastEventId, epoch);
    const reset = seen === undefined || seen > rev;
    const missed = room().since(reset ? 0 : seen, userId, tab);
    const messages = missed.filter(({ event }) => event === 'message').map(({ json }) => json);
    const sync = `{"reset":${reset},"messages":[${messages.join(',')}]}`;
    // A form that waited for this very page opens even when everything starts over.
    const forms = missed.filter(({ event }) => event === 'form');
    return [event('sync', sync, `${epoch}.${rev}`), ...forms.map(({ json }) => event('form', json))].join('');
  }

  return {
    open(listener) {
      const own = [...clients].filter(({ userId }) => userId === listener.userId);
      if (own.length >= limits.streamsPerUser) own[0]?.close();
      if (clients.size >= limits.streams) {
        const gone = toMakeRoom(clients, listener.userId, mayAct);
        if (!gone) return undefined;
        gone.close();
      }
      let client: Client | undefined;
      return new ReadableStream<Uint8Array>(
        { start: (queue) => void (client = connect(listener, queue)), cancel: () => client?.close() },
        new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }),
      );
    },
    send(change) {
      const text = event(change.event, change.json, `${epoch}.${change.rev}`);
      for (const client of [...clients])
        if (room().isFor(change, client.userId, client.tab)) client.send(text);
    },
    answered(userId, ask) {
      const text = event('answered', JSON.stringify({ ask }));
      for (const client of [...clients]) if (client.userId === userId) client.send(text);
    },
    close(session) {
      for (const client of [...clients]) {
        if (session === undefined || client.session === session) client.close();
      }
    },
  };
}

/**
 * The page that goes to let another one in: the oldest of whoever has most, and at least two more than the newcomer, or,
 * for somebody who may act, one of somebody who may not.
 */
function toMakeRoom(
  clients: ReadonlySet<Client>,
  newcomer: string,
  mayAct: (userId: string) => boolean,
): Client | undefined {
  const counts = new Map<string, number>();
  for (const { userId } of clients) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  const countOf = ({ userId }: Client): number => counts.get(userId) ?? 0;
  const most = Math.max(...counts.values());
  const fair = most > (counts.get(newcomer) ?? 0) + 1;
  const all = [...clients];
  if (fair) return all.find((client) => countOf(client) === most);
  return mayAct(newcomer) ? all.find(({ userId }) => !mayAct(userId)) : undefined;
}

/** One server-sent event. JSON has no line breaks, so one data line is enough. */
function event(name: string, json: string, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${json}\n\n`;
}

function revOf(lastEventId: string | undefined, epoch: string): number | undefined {
  if (!lastEventId?.startsWith(`${epoch}.`)) return undefined;
  const rev = lastEventId.slice(epoch.length + 1);
  return /^\d{1,15}$/.test(rev) ? Number(rev) : undefined;
}
