import type { Entry } from '../../store/inbox.ts';
import { callbackType, type CallbackType } from '../callback-types.ts';
import type { LiveEvent, Received, Trust } from '../event.ts';
import { typeOf } from '../receive/type-of.ts';
import { dedupeKey } from './dedupe-key.ts';
import { eventTime } from './event-time.ts';
import { isMessage, type Message } from './fields.ts';
import { readObserved } from './observation.ts';
import { streamGroups, streamSubject } from './stream-subject.ts';
import type { Reading } from './reading.ts';

/**
 * What an entry of the inbox means. Whatever stands there, it does not throw: what cannot be told is kept without a
 * condition. The trust is told as it was; a late message keeps the effect that it would have had in time.
 * `typeWith`: the kind with an `event_type`.
 */
export function normalise(
  entry: Entry,
  typeWith: (type: number | undefined) => CallbackType | undefined = callbackType,
): LiveEvent {
  const received = readReceived(entry.value);
  const { message, account, trust, at: receivedAt } = received;
  if (trust === 'observed') {
    const observed = readObserved(message);
    const event = observed ?? { ...readingOf(message), at: receivedAt };
    const known = { seq: entry.seq, account, type: undefined, trust, receivedAt };
    return withKey({ ...known, ...event, condition: event.condition }, message);
  }
  const type = typeOf(message);
  const base = { seq: entry.seq, account, type, trust, receivedAt, at: eventTime(message, receivedAt) };
  const missed = trust === 'recorded' && { missed: true as const };
  return withKey({ ...base, ...missed, ...readingOf(message, typeWith(type)?.read) }, message);
}

function withKey(event: Omit<LiveEvent, 'dedupeKey'>, message: Message): LiveEvent {
  return { ...event, dedupeKey: dedupeKey(event, message) };
}

type Meaning = Pick<LiveEvent, 'subject' | 'values' | 'groups' | 'condition' | 'effect'> & Reading;

function readingOf(message: Message, read?: CallbackType['read']): Meaning {
  const { condition, alsoClears, effect, ...more } = read?.(message) ?? ({ effect: 'informs' } as const);
  const meaning = { subject: streamSubject(message), values: {}, groups: streamGroups(message), ...more };
  // Nothing can be said about what has no name.
  if (condition === undefined || meaning.subject.id === '') {
    return { ...meaning, condition: undefined, effect: 'informs' };
  }
  return { ...meaning, condition, effect, ...(alsoClears && { alsoClears }) };
}

const TRUSTS: readonly Trust[] = ['signed', 'unsigned', 'late', 'recorded', 'observed'];

/** What cannot be read counts as a message that says nothing. */
function readReceived(value: unknown): Received {
  const from = isMessage(value) ? value : {};
  return {
    at: typeof from.at === 'number' && Number.isFinite(from.at) ? from.at : 0,
    account: typeof from.account === 'string' ? from.account : '',
    trust: TRUSTS.find((trust) => trust === from.trust) ?? 'unsigned',
    message: isMessage(from.message) ? from.message : {},
  };
}
