import { parseExact } from '../../live/json.ts';
import { callbackType } from '../callback-types.ts';
import { MARK_MEMBER } from '../knock/marks.ts';
import type { Received, Trust } from '../event.ts';
import type { CallbackTimes } from '../../alert/self/senses.ts';
import type { CallbackEndpoint } from './endpoint.ts';
import type { CallbackOutcome } from './outcomes.ts';
import { redactMessage } from './redact-message.ts';
import { createCheckSignature } from './signature.ts';
import { typeOf } from './type-of.ts';

/** What is to be done with a body. */
export interface Examined {
  readonly outcome: CallbackOutcome;
  /** What is to be stored; undefined for what is refused. */
  readonly received?: Received;
  /** Worth a line in the log: the signature is right and yet expires in more than a day. */
  readonly note?: 'far-future';
  /** What a right signature tells of the time. */
  readonly times?: CallbackTimes;
  /** The push domain that it names, in small letters. */
  readonly domain?: string;
  /** What says that Airdesk itself sent it, of a message whose signature is right. Whether it is so is another question. */
  readonly mark?: unknown;
}

const DEEPEST = 16;

/**
 * What reads the bodies that come through an endpoint, at `now` (ms UTC). Nothing in a body makes it throw. `withoutKnown` takes out
 * secrets that are known.
 */
export function createExamine(
  { account, key, otherKeys = [] }: Pick<CallbackEndpoint, 'account' | 'key' | 'otherKeys'>,
  withoutKnown?: (text: string) => string,
): (body: Buffer, now: number) => Examined {
  const checks = [...(key ? [key] : []), ...otherKeys].map(createCheckSignature);
  const checkSignature: (typeof checks)[number] = (message, now) => {
    const found = checks.map((check) => check(message, now));
    return found.find((each) => each !== 'wrong') ?? 'wrong';
  };

  return (body, now) => {
    if (isTooDeep(body)) return { outcome: 'too-deep' };
    const message = parsed(body);
    if (message === undefined) return { outcome: 'not-json' };
    if (!isObject(message)) return { outcome: 'not-object' };

    const type = typeOf(message);
    const known = callbackType(type);
    const signature = checks.length > 0 ? checkSignature(message, now) : 'unchecked';
    const domain = domainOf(message);
    if (signature === 'wrong') return { outcome: 'bad-sign', ...domain };
    if (signature === 'absent' && known?.signed) return { outcome: 'unsigned-refused', ...domain };

    const trust = TRUST[signature];
    const kept = redactMessage(message, withoutKnown);
    // What is cut from a message must not turn it into one of another type, as which it was not checked.
    if (type !== undefined || typeOf(kept) !== undefined) kept.event_type = type ?? 'unknown';
    // Nothing that tells of a stream is taken for a test, whatever it is marked with.
    const isTrusted = signature === 'right' || signature === 'unchecked';
    const mark = isTrusted && !known ? message[MARK_MEMBER] : undefined;
    return {
      outcome: known ? OUTCOMES[trust] : 'unknown-type',
      ...(mark !== undefined && { mark }),
      received: { at: now, account, trust, message: kept },
      ...(signature === 'far-future' && { note: signature }),
      ...((signature === 'right' || signature === 'late') && { times: timesOf(message, now), ...domain }),
    };
  };
}

/** Types disagree on what they call it. */
function domainOf({ app, domain = app }: Readonly<Record<string, unknown>>): { domain?: string } {
  return typeof domain === 'string' && /^[\w-]{1,63}(\.[\w-]{1,63}){1,8}$/.test(domain)
    ? { domain: domain.toLowerCase() }
    : {};
}

/** Bounds what a message may say of the time: a day, s. */
const MOST_TOLD = 86_400;

function timesOf(message: Readonly<Record<string, unknown>>, now: number): CallbackTimes {
  const seconds = Math.floor(now / 1000);
  const { event_time: told } = message;
  // `Number` of an object can throw, and what is not told of the time is no reason to refuse a message.
  const event = typeof told === 'object' ? NaN : Number(told);
  const eventAhead = event - seconds;
  return {
    left: Number(message.t) - seconds,
    eventAhead: event > 0 && Math.abs(eventAhead) < MOST_TOLD ? eventAhead : undefined,
  };
}

const TRUST = {
  unchecked: 'unsigned',
  absent: 'unsigned',
  right: 'signed',
  'far-future': 'signed',
  late: 'late',
} as const satisfies Readonly<Record<string, Trust>>;

const OUTCOMES = { signed: 'accepted', late: 'accepted-late', unsigned: 'unsigned' } as const;

function parsed(body: Buffer): unknown {
  try {
    return parseExact(textOf(body));
  } catch {
    return undefined;
  }
}

/** Without the byte order mark that some proxies and languages put in front. */
function textOf(body: Buffer): string {
  const text = body.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether brackets outside strings go too deep. Before it is parsed, so that depth costs nothing. */
function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
