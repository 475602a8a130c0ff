import type { Dispatcher } from 'undici';

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** What the other side's clock showed, ms UTC, where it tells. */
  readonly date?: number;
}

/** One request on its way. */
export interface Exchange {
  readonly answer: Promise<Answer>;
  /** Whether the request was handed to a connection: from then on the other side may have got it. */
  readonly written: () => boolean;
  /** Gives it up: not written when it is not yet, its connection closed when it is. */
  cancel(): void;
}

/** The answer is longer than allowed. */
export class AnswerTooLongError extends Error {}

/**
 * Sends one POST, never twice: undici hands back a request that was written to a dead connection, and where it
 * should ever start one anew, it is stopped before the second write.
 * @param maxBytes greatest length of the answer's body
 */
export function exchange(
  dispatcher: Dispatcher,
  origin: string,
  headers: Record<string, string>,
  body: string,
  maxBytes: number,
): Exchange {
  let controller: Dispatcher.DispatchController | undefined;
  let cancelled = false;

  const answer = new Promise<Answer>((resolve, reject) => {
    let status = 0;
    let date: number | undefined;
    let first: Buffer | undefined;
    let rest: Buffer[] | undefined;
    let length = 0;
    dispatcher.dispatch(
      { origin, path: '/', method: 'POST', headers, body },
      {
        onRequestStart(started) {
          if (cancelled || controller) {
            started.abort(new Error(cancelled ? 'given up' : 'must not be sent twice'));
          } else {
            controller = started;
          }
        },
        onResponseStart(_, statusCode, answered) {
          status = statusCode;
          date = dateOf(answered['date']);
        },
        onResponseData(current, chunk) {
          length += chunk.length;
          if (length > maxBytes) {
            current.abort(new AnswerTooLongError(`The answer is longer than ${maxBytes} bytes`));
          } else if (!first) first = chunk;
          else (rest ??= []).push(chunk);
        },
        onResponseEnd() {
          const whole = first && rest ? Buffer.concat([first, ...rest], length) : first;
          resolve({ status, body: whole?.toString('utf8') ?? '', ...(date !== undefined && { date }) });
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });

  return {
    answer,
    written: () => controller !== undefined,
    cancel() {
      cancelled = true;
      controller?.abort(new Error('given up'));
    },
  };
}

/** The time of a Date header, ms UTC. */
function dateOf(header: string | string[] | undefined): number | undefined {
  const at = typeof header === 'string' ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
