import { Pool } from 'undici';
import { readAnswer, tooLong } from './answer.ts';
import { actions, type ActionName, type Input, type Output } from './catalogue/catalogue.ts';
import { validateParams } from './catalogue/validate.ts';
import type { CallRecord, LiveClientOptions } from './client-options.ts';
import { parseEndpoint } from './endpoint.ts';
import { closed, heldBack, timedOut, unreachable, withoutCredentials } from './failures.ts';
import { stringifyExact } from './json.ts';
import { withGivenBack } from './given-back.ts';
import { createLimiter } from './limits.ts';
import { LiveError } from './live-error.ts';
import type { CallOptions, Live } from './live.ts';
import { regionFor } from './region.ts';
import { retryDelay, shouldRetry } from './retry.ts';
import { createSigner } from './signer.ts';
import { AnswerTooLongError, exchange, type Answer } from './transport.ts';

export type { CallRecord, LiveClientOptions } from './client-options.ts';

/** A Live with connections behind it. */
export interface LiveClient extends Live {
  /** Takes no more calls, lets those under way end, closes the connections. */
  close(): Promise<void>;
}

const SERVICE = 'live';
const VERSION = '2018-08-01';

/** State of one call: what its deadline needs to know. */
interface Run {
  readonly action: ActionName;
  readonly body: string;
  readonly region: string | undefined;
  readonly perSecond: number;
  readonly isLook: boolean;
  /** ms UTC. */
  readonly deadline: number;
  attempts: number;
  expired: boolean;
  /** Stops what the call waits for. */
  stop: (() => void) | undefined;
  /** Whether the present attempt reached a connection. */
  written: () => boolean;
}

/**
 * Creates the client of one account at one endpoint.
 * @throws AirdeskError `airdesk.bad-endpoint`
 */
export function createLiveClient(options: LiveClientOptions): LiveClient {
  const { clock, random, language, onCall } = options;
  const { origin, host } = parseEndpoint(options.endpoint);
  const maxCalls = options.maxCalls ?? 1000;
  const maxAnswerBytes = options.maxAnswerBytes ?? 10 * 1024 * 1024;
  const signer = createSigner();
  const limiter = createLimiter(clock, undefined, options.lookShare);
  const pool = options.dispatcher ? undefined : createPool(origin, options.connections ?? 32);
  const dispatcher = options.dispatcher ?? pool;
  let calls = 0;
  let closing: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  async function call<A extends ActionName>(
    action: A,
    params: Input<A>,
    callOptions?: CallOptions,
  ): Promise<Output<A>> {
    const startedAt = clock.now();
    let run: Run | undefined;
    let counted = false;
    let record: Pick<CallRecord, 'outcome' | 'code'> = { outcome: 'ok', code: 'ok' };
    try {
      validateParams(action, params);
      const timeoutMs = callOptions?.timeoutMs ?? options.timeoutMs ?? 8000;
      run = {
        action,
        body: stringifyExact(params),
        region: regionFor(action, callOptions?.region ?? options.region),
        perSecond: actions[action]?.rateLimit ?? 20,
        isLook: callOptions?.isLook === true,
        deadline: startedAt + timeoutMs,
        attempts: 0,
        expired: false,
        stop: undefined,
        written: () => false,
      };
      if (closing) throw closed(action);
      if (calls >= maxCalls) throw heldBack(action);
      calls += 1;
      counted = true;
      // The catalogue gives the answer its type; the cloud's word is taken for it.
      return (await withDeadline(run, timeoutMs)) as Output<A>;
    } catch (error) {
      record =
        error instanceof LiveError
          ? { outcome: error.outcome, code: error.code }
          : { outcome: 'unknown', code: 'airdesk.internal' };
      throw error;
    } finally {
      if (counted) {
        calls -= 1;
        if (calls === 0) onIdle?.();
      }
      tell({ action, ms: clock.now() - startedAt, ...record, attempts: run?.attempts ?? 0 });
    }
  }

  function tell(record: CallRecord): void {
    try {
      onCall?.(record);
    } catch {
      // A broken observer must not turn a call that succeeded into one that failed.
    }
  }

  function withDeadline(run: Run, timeoutMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const cancel = clock.after(timeoutMs, () => {
        run.expired = true;
        const error = timedOut(run.action, timeoutMs, run.written());
        run.stop?.();
        reject(error);
      });
      attemptUntilDone(run).then(
        (answer) => {
          cancel();
          resolve(answer);
        },
        (error: unknown) => {
          cancel();
          reject(error instanceof Error ? error : new Error('unknown failure', { cause: error }));
        },
      );
    });
  }

  async function attemptUntilDone(run: Run): Promise<object> {
    for (;;) {
      try {
        return await attempt(run);
      } catch (error) {
        const delay = retryDelay(run.attempts, random);
        const inTime = !run.expired && clock.now() + delay < run.deadline;
        if (!inTime || !shouldRetry(run.action, error, run.attempts)) throw error;
        await pause(run, delay);
      }
    }
  }

  /** One signed request, with a timestamp of its own. */
  async function attempt(run: Run): Promise<object> {
    const { action, body, region } = run;
    run.attempts += 1;
    run.written = () => false;
    await takeSlot(run);
    const credentials = await options.credentials().catch((error: unknown) => {
      throw withoutCredentials(action, error);
    });
    // The deadline may have passed meanwhile: the caller has been told that nothing was sent.
    if (run.expired || !dispatcher) throw heldBack(action);
    const timestamp = Math.floor(clock.now() / 1000);
    const headers = signer.post(
      { credentials, host, service: SERVICE, action, version: VERSION, timestamp, region, language },
      body,
    );
    const sent = exchange(dispatcher, origin, headers, body, maxAnswerBytes);
    run.written = () => sent.written();
    run.stop = () => sent.cancel();
    let answer: Answer;
    try {
      answer = await sent.answer;
    } catch (error) {
      throw error instanceof AnswerTooLongError
        ? tooLong(action, maxAnswerBytes)
        : unreachable(action, sent.written(), error);
    } finally {
      run.stop = undefined;
    }
    if (answer.date !== undefined) options.onTime?.(clock.now() - answer.date);
    const { clean = (text: string) => text } = options;
    const cleaned = { ...answer, body: clean(answer.body) };
    const read = readAnswer(action, cleaned);
    return cleaned.body === answer.body ? read : (withGivenBack(read, readAnswer(action, answer)) as object);
  }

  async function takeSlot(run: Run): Promise<void> {
    const slot = limiter.take(run.action, run.perSecond, run.deadline, run.isLook);
    if (slot === 'now') return;
    if (slot === 'refused') throw heldBack(run.action);
    run.stop = () => slot.leave();
    const came = await slot.come;
    run.stop = undefined;
    if (!came) throw heldBack(run.action);
  }

  function pause(run: Run, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      run.stop = () => {
        cancel();
        resolve();
      };
    });
  }

  async function close(): Promise<void> {
    if (calls > 0) await new Promise<void>((resolve) => (onIdle = resolve));
    await pool?.close();
  }

  return {
    call,
    close: () => (closing ??= close()),
  };
}

/** Kept-alive connections, one request at a time on each. The deadline of a call ends it earlier than these timeouts. */
function createPool(origin: string, connections: number): Pool {
  return new Pool(origin, {
    connections,
    pipelining: 1,
    connect: { timeout: 3000 },
    headersTimeout: 65_000,
    bodyTimeout: 30_000,
    keepAliveMaxTimeout: 60_000,
  });
}
