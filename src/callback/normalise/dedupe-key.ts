import { hash } from 'node:crypto';
import type { LiveEvent } from '../event.ts';
import { textOf, type Message } from './fields.ts';

type Identity = Pick<LiveEvent, 'account' | 'type' | 'subject' | 'sequence' | 'code'>;

/**
 * Equal for two deliveries of one message. A push or its end is known by its sequence and time; the others by all that
 * they say, save `t`, which a retry may renew.
 */
export function dedupeKey({ account, type, subject, sequence, code }: Identity, message: Message): string {
  const time = textOf(message, 'event_time');
  const isPush = (type === 0 || type === 1) && sequence !== undefined && time !== undefined;
  const what = isPush
    ? [subject.type, subject.id, sequence, time, code ?? '']
    : [{ ...message, t: undefined }];
  return hash('sha256', JSON.stringify([account, type ?? null, ...what]), 'base64url').slice(0, 24);
}
