import { connect } from 'node:net';
import type { Chance } from './chance.ts';
import type { Draft } from './request.ts';

/** What came back: `status` 0 where the other side hung up without a word. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** There was neither an answer nor an end. */
  readonly silent: boolean;
}

/** Bytes of one exchange. `whole`: it has to be answered. */
export interface Exchange {
  readonly bytes: Buffer;
  readonly whole: boolean;
}

const LATIN = 'latin1';

/** The bytes of a request; by chance it breaks off, has another length, comes in pieces, or twice on one connection. */
export function toBytes(draft: Draft, port: number, chance: Chance): Exchange {
  const told = new Set(draft.headers.map(([name]) => name.toLowerCase()));
  const manner = chance.below(20);
  const head = [`${draft.method} ${draft.target} HTTP/1.1`];
  if (!told.has('host')) head.push(`Host: 127.0.0.1:${port}`);
  for (const [name, value] of draft.headers) head.push(`${name}: ${value}`);
  const isFramed = told.has('content-length') || told.has('transfer-encoding');
  const isChunked = manner === 1 && !isFramed;
  if (isChunked) head.push('Transfer-Encoding: chunked');
  else if (!isFramed && (draft.body.length > 0 || draft.method === 'POST'))
    head.push(`Content-Length: ${draft.body.length + (manner === 2 ? 7 : 0)}`);
  const isTwice = manner === 3 && !isFramed;
  const body = isChunked ? chunked(draft.body) : draft.body;
  const one = (last: boolean) =>
    Buffer.concat([
      Buffer.from([...head, ...(last ? ['Connection: close'] : []), '', ''].join('\r\n'), LATIN),
      body,
    ]);
  const bytes = isTwice ? Buffer.concat([one(false), one(true)]) : one(true);
  if (manner === 4) return { bytes: bytes.subarray(0, chance.below(bytes.length) + 1), whole: false };
  return {
    bytes,
    whole:
      !isFramed && manner !== 2 && draft.method !== 'CONNECT' && !told.has('upgrade') && !told.has('expect'),
  };
}

function chunked(body: Buffer): Buffer {
  const half = Math.floor(body.length / 2);
  const parts = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n'),
  ]);
}

/** How long an answer may take, ms: a busy machine, and a password that is checked. */
const PATIENCE_MS = 60_000;
/** How long what is broken is waited for, ms. */
const GLANCE_MS = 60;
const MOST_TEXT = 300_000;

/** Sends it, and reads until the other side hangs up, or begins a stream of events. */
export function exchange(port: number, { bytes, whole }: Exchange): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    let silent = false;
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      // What breaks off has no more to say, some of it before it has been read.
      if (!whole) glance.refresh();
    });
    const glance = setTimeout(
      () => {
        silent = whole;
        socket.destroy();
      },
      whole ? PATIENCE_MS : GLANCE_MS,
    );
    socket.on('data', (part) => {
      text += part.toString(LATIN);
      if (text.length > MOST_TEXT || /^content-type: text\/event-stream/im.test(text.slice(0, 3_000)))
        socket.destroy();
    });
    // They may hang up while we still send: that is an end as well.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(glance);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, silent });
    });
  });
}

/** Every status in what came back, of pipelined answers too. */
export function statusesOf(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}
