/** The ways in which a call fails, each with its code, its outcome and what to do about it. */
import type { Text } from '../text/language.ts';
import { AirdeskError } from '../errors.ts';
import { withoutKeys } from '../intake/without-keys.ts';
import { hintFor } from './hints.ts';
import { LiveError, type Outcome } from './live-error.ts';
import { isRead } from './retry.ts';

const NOTHING_SENT: Text = {
  en: 'The cloud could not be reached and nothing was sent. Try again; if it keeps failing, ask the platform engineer to check the network.',
  zh: '连不上云端，请求没有发出。可以重试；持续出现就请平台工程师检查网络。',
};

/** What a request did that got no usable answer. A read changes nothing, so its outcome is never `unknown`. */
function outcomeWithoutAnswer(action: string, written: boolean): Outcome {
  return written && !isRead(action) ? 'unknown' : 'unsent';
}

/** No answer came before the deadline of the call. */
export function timedOut(action: string, ms: number, written: boolean): LiveError {
  const outcome = outcomeWithoutAnswer(action, written);
  return new LiveError(`${action}: no answer within ${ms} ms${written ? '' : ', not sent'}`, {
    action,
    outcome,
    code: 'airdesk.timeout',
    hint: written ? hintFor('airdesk.timeout') : NOTHING_SENT,
    retryable: outcome !== 'unknown',
  });
}

/** No connection, or it broke. */
export function unreachable(action: string, written: boolean, cause: unknown): LiveError {
  const outcome = outcomeWithoutAnswer(action, written);
  return new LiveError(
    `${action}: ${written ? 'the connection broke' : 'no connection'} (${reason(cause)})`,
    {
      action,
      outcome,
      code: 'airdesk.network',
      hint: written ? hintFor('airdesk.network') : NOTHING_SENT,
      retryable: outcome !== 'unknown',
      cause,
    },
  );
}

/** The answer is not what the cloud sends: not JSON, too long, no Response, a status other than 200. */
export function badAnswer(action: string, what: string, status: number): LiveError {
  const serverFault = status >= 500;
  const code = serverFault ? 'airdesk.http-5xx' : 'airdesk.bad-answer';
  // 4xx comes from a gateway that took the request for itself: the service never saw it.
  const outcome: Outcome = status >= 400 && !serverFault ? 'refused' : outcomeWithoutAnswer(action, true);
  return new LiveError(`${action}: ${what}`, {
    action,
    outcome,
    code,
    hint: hintFor(code),
    retryable: serverFault && outcome !== 'unknown',
  });
}

/** The cloud's front answered, but something behind it did not: what that has done nobody knows. */
const BEHIND_THE_FRONT = new Set([
  'FailedOperation.CallOtherSvrFailed',
  'FailedOperation.CallOtherSvrError',
  'FailedOperation.InvokeCdnApiFail',
  'FailedOperation.NetworkError',
  'FailedOperation.RelateServerNotAccessible',
  'FailedOperation.DatabaseNotAccessible',
  'ServiceUnavailable',
]);

/** The cloud answered with an error code. */
export function refusedByCloud(action: string, code: string, message: string, requestId: string): LiveError {
  const unsure = /^InternalError(?:\.|$)/.test(code) || BEHIND_THE_FRONT.has(code);
  return new LiveError(`${action}: ${code}: ${withoutKeys(message.slice(0, 2000)).slice(0, 500)}`, {
    action,
    outcome: unsure && !isRead(action) ? 'unknown' : 'refused',
    code,
    hint: hintFor(code),
    retryable: /^RequestLimitExceeded(?:\.|$)/.test(code) || (unsure && isRead(action)),
    requestId,
  });
}

/** Too many calls are waiting, here. */
export function heldBack(action: string): LiveError {
  const code = 'airdesk.rate-limited';
  return new LiveError(`${action}: held back, too many calls are waiting`, {
    action,
    outcome: 'unsent',
    code,
    hint: hintFor(code),
    retryable: true,
  });
}

/** The region that is configured is not one of those that the action takes. */
export function badRegion(action: string, region: string, allowed: readonly string[]): LiveError {
  const names = allowed.join(', ');
  const shown = region.slice(0, 40);
  return new LiveError(`${action}: region "${shown}" is not one of ${names}`, {
    action,
    outcome: 'unsent',
    code: 'airdesk.bad-region',
    hint: {
      en: `${action} works only in ${names}, and the region here is "${shown}". Nothing was sent. Ask the platform engineer to correct the region.`,
      zh: `${action} 仅支持地域 ${names}，当前地域是“${shown}”。请求没有发出，请平台工程师修改地域配置。`,
    },
  });
}

/** No key could be had. */
export function withoutCredentials(action: string, cause: unknown): LiveError {
  const code = 'airdesk.no-credentials';
  const known = cause instanceof AirdeskError;
  return new LiveError(`${action}: no credentials (${known ? cause.message : reason(cause)})`, {
    action,
    outcome: 'unsent',
    code,
    hint: known ? cause.hint : hintFor(code),
    retryable: known && cause.retryable,
    cause,
  });
}

/** Airdesk shuts down, and the call was not sent. */
export function closed(action: string): LiveError {
  return new LiveError(`${action}: the client is closed`, {
    action,
    outcome: 'unsent',
    code: 'airdesk.closing',
    hint: { en: 'Airdesk is shutting down; nothing was sent.', zh: 'Airdesk 正在退出，请求没有发出。' },
  });
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return `${code}: ${cause.message}`.slice(0, 200);
}
