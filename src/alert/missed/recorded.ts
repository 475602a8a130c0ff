import type { Received } from '../../callback/event.ts';
import { isMessage } from '../../callback/normalise/fields.ts';
import { observation } from '../../callback/normalise/observation.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { redactMessage } from '../../callback/receive/redact-message.ts';
import { parseExact } from '../../live/json.ts';
import type { Delivery } from '../../live/read/callback-records.ts';
import type { Untold } from './untold.ts';

/** `event_type` of a push that ended. */
export const TYPE_ENDED = 0;
/** A message and the list name the same end where their times are no further apart, ms. */
const SAME_MS = 5000;

/** Which account it is of, and when it was found, ms UTC. */
export interface Found {
  readonly account: string;
  readonly now: number;
}

/**
 * The message that the cloud tried to deliver of an end, as it goes into the inbox; undefined where no try is of this end, or
 * what was sent cannot be read. `withoutKnown` takes out secrets that are known.
 */
export function triedMessage(
  tries: readonly Delivery[],
  { stream, ended }: Untold,
  { account, now }: Found,
  withoutKnown?: (text: string) => string,
): Received | undefined {
  for (const { type, request } of tries) {
    const message = type === TYPE_ENDED ? parsed(request) : undefined;
    if (!message || namedIn(message) !== stream) continue;
    if (Math.abs(Number(message['event_time']) * 1000 - ended) > SAME_MS) continue;
    const kept = redactMessage(message, withoutKnown);
    return { at: now, account, trust: 'recorded', message: { ...kept, event_type: TYPE_ENDED } };
  }
  return undefined;
}

/** The same where the cloud kept no message: what its history of pushes tells. It knows no code. */
export function listedMessage({ ended, push }: Untold, { account, now }: Found): Received {
  const { domain, app, stream } = push.name;
  const message = {
    ...{ event_type: TYPE_ENDED, app: domain, appname: app, stream_id: stream },
    ...{ event_time: Math.floor(ended / 1000), push_duration: push.lastedMs },
    ...{ errmsg: push.reason, user_ip: push.ip },
  };
  return { at: now, account, trust: 'recorded', message: redactMessage(message) };
}

/** What is over already: it is kept, and nobody is told. */
export function overMessage({ stream, ended, push }: Untold, { account, now }: Found): Received {
  return observation({
    ...{ account, at: ended, receivedAt: now, condition: undefined, effect: 'informs', missed: true },
    subject: { type: 'stream', id: stream.slice(0, 300) },
    values: valuesOf({
      ...{ event: 'missed', reason: push.reason, user_ip: push.ip, duration_ms: push.lastedMs },
    }),
    groups: [`domain:${push.name.domain}`],
  });
}

/** What was sent in a try; undefined where that cannot be read. */
export function parsed(request: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message = parseExact(request);
    return isMessage(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function namedIn({ app, appname, stream_id: stream }: Readonly<Record<string, unknown>>): string {
  return [app, appname, stream].map(String).join('/');
}
