import type { Inbox } from '../store/inbox.ts';
import { isMessage, textOf } from '../callback/normalise/fields.ts';
import { streamSubject } from '../callback/normalise/stream-subject.ts';
import { eventTime } from '../callback/normalise/event-time.ts';
import { typeOf } from '../callback/receive/type-of.ts';

/** A picture of a stream that the cloud told of. */
export interface ToldPicture {
  /** Where it lies: hostile until its host was looked at. */
  readonly url: string;
  /** When it was taken by the cloud's clock, ms UTC. */
  readonly at: number;
  /** `domain/app/stream` */
  readonly stream: string;
}

const SCREENSHOT = 200;
/** So many of the newest messages are looked through, a batch at a time, the newest first. */
const MOST = 5000;
const BATCH = 500;
/** Believed: what is signed and in time, came on the secret path to an account without a key, or is what the cloud kept of it. */
const TRUSTED: readonly unknown[] = ['signed', 'unsigned', 'recorded'];

/** The newest picture of a stream (`domain/app/stream`) among the newest messages in the inbox. Undefined: none was told of. */
export async function newestPicture(
  inbox: Pick<Inbox, 'read' | 'last'>,
  account: string,
  stream: string,
): Promise<ToldPicture | undefined> {
  const oldest = Math.max(0, inbox.last - MOST);
  for (let after = inbox.last - BATCH; after > oldest - BATCH; after -= BATCH) {
    const entries = await inbox.read(Math.max(after, oldest), BATCH);
    const found = entries
      .map(({ value }) => pictureIn(value, account))
      .filter((picture) => picture?.stream === stream);
    const newest = found.reduce<ToldPicture | undefined>(
      (best, picture) => (picture && (!best || picture.at >= best.at) ? picture : best),
      undefined,
    );
    if (newest) return newest;
  }
  return undefined;
}

function pictureIn(value: unknown, account: string): ToldPicture | undefined {
  if (!isMessage(value) || value['account'] !== account || !TRUSTED.includes(value['trust']))
    return undefined;
  const { message, at } = value;
  if (!isMessage(message) || typeOf(message) !== SCREENSHOT) return undefined;
  const [subject, url] = [streamSubject(message), textOf(message, 'pic_full_url')];
  if (subject.type !== 'stream' || url === undefined) return undefined;
  return { url, stream: subject.id, at: eventTime(message, typeof at === 'number' ? at : 0) };
}
