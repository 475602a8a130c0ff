import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock.ts';

/** The largest body that is taken, bytes. The vendor's largest messages have a few KiB. */
const MAX_CALLBACK_BYTES = 256 * 1024;
/** How long a body may take, ms. */
const DEADLINE_MS = 10_000;

/** How reading a body ended. */
export type Read = Buffer | 'too-large' | 'truncated' | 'timeout';

/**
 * Reads a body, and calls `done` once. What is beyond the limit is not kept. `hold` is told how many bytes are kept, as
 * they come.
 */
export function readBody(
  request: IncomingMessage,
  clock: Pick<Clock, 'after'>,
  hold: (bytes: number) => void,
  done: (read: Read) => void,
): void {
  if (Number(request.headers['content-length'] ?? 0) > MAX_CALLBACK_BYTES) {
    done('too-large');
    return;
  }
  let first: Buffer | undefined;
  let more: Buffer[] | undefined;
  let size = 0;
  let ended = false;

  const end = (read: Read): void => {
    if (ended) return;
    ended = true;
    cancel();
    more = undefined;
    done(read);
  };
  const cancel = clock.after(DEADLINE_MS, () => end('timeout'));
  request.on('data', (chunk: Buffer) => {
    if (ended) return;
    size += chunk.length;
    if (size > MAX_CALLBACK_BYTES) {
      end('too-large');
      return;
    }
    hold(chunk.length);
    if (first === undefined) first = chunk;
    else (more ??= [first]).push(chunk);
  });
  request.on('end', () => end(more ? Buffer.concat(more, size) : (first ?? NOTHING)));
  request.on('error', ignore);
  request.on('close', () => end('truncated'));
}

const NOTHING = Buffer.alloc(0);
/** It is followed by `close`. */
const ignore = (): void => undefined;
