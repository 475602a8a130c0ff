import { safeLine } from '../../../src/text/safe-line.ts';
import { notFound } from '../../../src/name-refusals.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { byShort, plainForm, prefixedName } from '../../../src/text/name-forms.ts';
import type { Reader } from '../../../src/live/reader.ts';
import { typedLine } from '../../typed-line.ts';
import { near } from '../../near.ts';
import { fullReadings } from './full-readings.ts';
import { streamsMeant } from './meaning.ts';
import { onlineByName, onlineMany, onlineStream } from '../../../src/live/read/online.ts';
import { readEndedByName } from '../../../src/live/read/past-pushes.ts';
import { readStreamState } from '../../../src/live/read/stream-state.ts';
import { tidied } from './tidied.ts';
import {
  type Asking,
  isRepeatable,
  refuseAmbiguous,
  refuseMalformed,
  refuseOddName,
  refuseUnnameable,
} from './refusals.ts';
import { streamWord } from './word.ts';
import type { StreamLookup } from './lookup.ts';
import { type StreamName } from '../../../src/live/read/stream-name.ts';

const DAY = 24 * 3_600_000;

/**
 * The one stream that `given` names. Never guesses.
 * @param command the command that was asked, and `rest` the words after the stream: for the lines that a refusal offers.
 * @throws Refusal where it names none or several, or one that no line could name again.
 */
export async function resolveStream(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<StreamName> {
  const asking = { command, rest };
  const there = await streamsMeant(context, given, asking, cloudLookup(context));
  const [only, ...others] = there.length > 0 ? there : await offAirToday(context, given);
  if (!only) return refuseUnknown(context, given, asking);
  if (others.length > 0) refuseAmbiguous(given, [only, ...others], command, rest);
  refuseUnnameable(only);
  return only;
}

/** Looks at the cloud: at its list of streams on air, and at who is forbidden. */
export function cloudLookup(context: Reader): StreamLookup {
  return {
    async called(stream) {
      const online = await onlineByName(context, stream);
      return online.map(({ domain, app, stream }) => ({ domain, app, stream }));
    },
    async isThere(name) {
      try {
        if (await onlineStream(context, name)) return true;
        // Only "forbid" is to be believed: the cloud says "active" of what it cannot tell.
        return (await readStreamState(context, name)) === 'forbid';
      } catch (error) {
        // As for a domain that the account does not have.
        if (error instanceof LiveError && error.outcome === 'refused') return false;
        throw error;
      }
    },
  };
}

/** What is off air is what one looks for: streams of exactly this name that were on air within a day. */
async function offAirToday(context: Reader, given: string): Promise<StreamName[]> {
  const prefixed = prefixedName(given);
  const stream = plainForm(prefixed?.name ?? given);
  if (prefixed?.by === 'short' || stream === '' || stream.includes('/')) return [];
  const to = context.now();
  try {
    return await readEndedByName(context, stream, { from: to - DAY, to });
  } catch (error) {
    if (error instanceof LiveError) return [];
    throw error;
  }
}

async function refuseUnknown(context: Reader, given: string, asking: Asking): Promise<never> {
  const text = plainForm(prefixedName(given)?.name ?? given);
  if (/\?[^?=]*=/u.test(given)) refuseMalformed(given);
  const readings = fullReadings(given);
  const meant = await tidied(text, cloudLookup(context));
  if (meant.length + readings.length > 0) refuseOddName(given, [...meant, ...readings], asking);
  if (text.includes('/')) refuseMalformed(given);
  const shorts = Object.entries(context.config.streams)
    .filter(([, stream]) => (stream.account ?? context.account) === context.account)
    .map(([short]) => ({ asked: short, word: short }));
  const online = (await onlineMany(context)).streams;
  const names = online.map((name) => ({ asked: name.stream, word: streamWord(name) }));
  const words = near(text, [...shorts, ...names], ({ asked }) => asked).map(({ asked, word }) =>
    // A short name that is the name of a stream as well has to say which it is.
    word === asked && online.some(({ stream }) => stream === word) ? byShort(word) : word,
  );
  const shown = safeLine(given, 60);
  throw notFound(
    { en: `No stream "${shown}" is online`, zh: `没有名为“${shown}”的在线流` },
    {
      en: 'Nor was one today. A stream that was not on air today needs its full name: domain/app/stream.',
      zh: '今天也没有播出过。今天没有播出过的流要写完整名称：域名/应用/流名。',
    },
    words.map((word) => typedLine(asking.command, word, ...asking.rest)).filter(isRepeatable),
    { given },
  );
}
