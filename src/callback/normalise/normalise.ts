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
  const { message, account, trust, at: receivedAt } = readReceived(entry.value);
  const isObserved = trust === 'observed';
  const observed = isObserved ? readObserved(message) : undefined;
  const type = isObserved ? undefined : typeOf(message);
  const meaning = observed ?? readingOf(message, isObserved ? undefined : typeWith(type)?.read);
  const event: Made = {
    // What is copied comes first: behind other members it takes several times as long, for every callback.
    ...meaning,
    condition: meaning.condition,
    seq: entry.seq,
    account,
    type,
    trust,
    receivedAt,
    at: observed?.at ?? (isObserved ? receivedAt : eventTime(message, receivedAt)),
    dedupeKey: '',
  };
  if (trust === 'recorded') event.missed = true;
  event.dedupeKey = dedupeKey(event, message);
  return event;
}

/** An event that is being made. */
type Made = Omit<LiveEvent, 'dedupeKey' | 'missed'> & { dedupeKey: string; missed?: true };

type Told = Pick<LiveEvent, 'subject' | 'values' | 'groups' | 'condition' | 'effect'>;
type Meaning = Told & Omit<Reading, keyof Told>;

const SAYS_NOTHING: Reading = { effect: 'informs' };

function readingOf(message: Message, read?: CallbackType['read']): Meaning {
  const reading = read?.(message) ?? SAYS_NOTHING;
  const meaning: { -readonly [Key in keyof Meaning]: Meaning[Key] } = {
    ...reading,
    condition: reading.condition,
    subject: reading.subject ?? streamSubject(message),
    values: reading.values ?? {},
    groups: reading.groups ?? streamGroups(message),
  };
  // Nothing can be said about what has no name.
  if (meaning.condition === undefined || meaning.subject.id === '') {
    delete meaning.alsoClears;
    return Object.assign(meaning, { condition: undefined, effect: 'informs' } as const);
  }
  return meaning;
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
