import type { Received } from '../../callback/event.ts';
import { streamSubject } from '../../callback/normalise/stream-subject.ts';
import { redactMessage } from '../../callback/receive/redact-message.ts';
import type { Live } from '../../live/live.ts';
import { readDeliveries, type Delivery } from '../../live/read/callback-records.ts';
import { streamParts } from '../../live/read/stream-name.ts';
import type { AlertCore } from '../alert-core.ts';
import { parsed } from './recorded.ts';
import type { Span } from '../../clock.ts';

const PATIENCE_MS = 8000;
/** Streams of one look: each takes two calls. */
const MOST_STREAMS = 40;
const MOST_TRIES = 100;
const RECORDING = 100;
const SCREENSHOT = 200;
/** Of screenshots only the newest is of use: one is taken every few seconds. Its tries are read of so long, ms. */
const NEWEST_MS = 10 * 60_000;

/** Where messages were lost. */
export interface FilesAsked {
  readonly account: string;
  /** Full names of streams of which something may have been told. */
  readonly streams: readonly string[];
  /** At most a day. */
  readonly span: Span;
}

/** Keeps what the cloud tried to tell of recordings and screenshots, and could not deliver to anybody. They alarm nobody. */
export interface FileFilling {
  /** Never throws: what cannot be read is left out. */
  fill(asked: FilesAsked): Promise<void>;
}

/** Creates it. What arrived after all is the same message, and counts once. */
export function createFileFilling(core: AlertCore, live: (account: string) => Live): FileFilling {
  const { clock, inbox, log } = core;

  async function undelivered(account: string, full: string, type: number, span: Span): Promise<Received[]> {
    const { stream = '' } = streamParts(full) ?? {};
    const { items } = await readDeliveries(
      { live: live(account), timeoutMs: PATIENCE_MS },
      { ...span, stream, type, size: MOST_TRIES },
    );
    return messagesOf(items, full).map((message) => ({
      ...{ at: clock.now(), account, trust: 'recorded' as const },
      message: { ...redactMessage(message), event_type: type },
    }));
  }

  return {
    async fill({ account, streams, span }) {
      let count = 0;
      try {
        for (const stream of new Set(streams.slice(0, MOST_STREAMS))) {
          const newest = { from: Math.max(span.from, span.to - NEWEST_MS), to: span.to };
          const pictures = await undelivered(account, stream, SCREENSHOT, newest);
          const files = await undelivered(account, stream, RECORDING, span);
          for (const found of [...pictures.slice(-1), ...files]) {
            await inbox.append(found);
            count += 1;
          }
        }
      } catch (error) {
        log.warn({ err: error, account }, 'recordings and screenshots that were missed could not be read');
      }
      if (count > 0)
        log.info({ account, count, ...span }, 'recordings and screenshots that were missed are kept');
    },
  };
}

/** Messages about a stream of which no try was taken, oldest first, each once. */
function messagesOf(tries: readonly Delivery[], stream: string): Readonly<Record<string, unknown>>[] {
  const taken = new Set(tries.filter(({ code }) => code === 0).map(({ request }) => request));
  const sorted = tries.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const requests = new Set(sorted.map(({ request }) => request).filter((request) => !taken.has(request)));
  return [...requests].flatMap((request) => {
    const message = parsed(request);
    return message && streamSubject(message).id === stream ? [message] : [];
  });
}
