import type { Matter } from '../matter.ts';
import { read } from '../reading.ts';
import { taskOf } from '../roster.ts';
import type { Version } from '../seen.ts';

/** Whether a message says that a matter lasts: its own card, or that of what it is part of or follows from. */
export function covers(version: Version, matter: Matter): boolean {
  return isOwn(version, matter) || isOnOther(version, matter);
}

/** Its own card, which says that it lasts. */
export function isOwn(version: Version, { condition, subject }: Matter): boolean {
  const reading = read(version);
  return (
    reading.kind === 'alert' &&
    reading.isFiring &&
    reading.condition === condition &&
    reading.subject === subject
  );
}

function isOnOther(version: Version, { condition, subject }: Matter): boolean {
  if (condition !== 'stream.down' && condition !== 'stream.push-lost') return false;
  const reading = read(version);
  if (reading.kind !== 'alert' || !reading.isFiring) return false;
  if (reading.condition === 'incident') return isNamed(version, nameOn(reading.subject, subject));
  return (
    reading.condition === 'pull.failing' &&
    reading.subject === taskOf(subject) &&
    new RegExp(`^With it: .*${escaped(subject)}: `, 'm').test(version.text)
  );
}

/** As the card of an incident names a stream: without the domain that it is about. */
export function nameOn(incident: string, stream: string): string {
  const domain = /^domain (.*)$/.exec(incident)?.[1];
  return domain !== undefined && stream.startsWith(`${domain}/`) ? stream.slice(domain.length + 1) : stream;
}

/** Whether a text has this name, as a whole. */
export function isNamed({ text }: Version, name: string): boolean {
  return new RegExp(`(^|[^\\w/.-])${escaped(name)}(?![\\w/-])`, 'm').test(text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
