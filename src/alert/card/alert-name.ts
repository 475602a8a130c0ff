import { wording, type Language } from '../../text/language.ts';
import { nameWithId } from '../../card/name-with-id.ts';
import type { Alert } from '../model/alert.ts';
import type { Subject } from '../../callback/event.ts';
import { safeLine } from '../../text/safe-line.ts';
import { subjectName } from './subject-name.ts';

/** What an alert is about, in words. A pull task is called as people call it where the cloud told that, its id behind. */
export function alertName(
  alert: Pick<Alert, 'subject' | 'first' | 'last'>,
  language: Language,
  length = 160,
): string {
  const { subject } = alert;
  const name = givenName(alert, length - subject.id.length);
  return name === undefined
    ? subjectName(subject, language, length)
    : subjectName({ ...subject, id: wording(nameWithId(name, subject.id), language) }, language, length);
}

/** The same without what kind of thing it is. */
export function plainName(
  alert: Pick<Alert, 'subject' | 'first' | 'last'>,
  language: Language,
  length: number,
): string {
  const { id } = alert.subject;
  const name = givenName(alert, length - id.length);
  return safeLine(wording(nameWithId(name ?? '', id), language), length) || '—';
}

/** What people give a name to, and the cloud an id. */
const NAMED: ReadonlySet<Subject['type']> = new Set(['pull', 'caster']);
/** The least of a name that tells anything. */
const LEAST = 8;

function givenName(
  { subject, first, last = first }: Pick<Alert, 'subject' | 'first' | 'last'>,
  room: number,
): string | undefined {
  const name = first['comment'] ?? last['comment'];
  if (!NAMED.has(subject.type) || typeof name !== 'string') return undefined;
  return safeLine(name, Math.max(LEAST, room - 3)) || undefined;
}
