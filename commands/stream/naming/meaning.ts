import { Refusal } from '../../../src/errors.ts';
import { redactTyped } from '../../../src/observability/redact.ts';
import { withoutInvisible } from '../../../src/text/characters.ts';
import { nameForms, prefixedName } from '../../../src/text/name-forms.ts';
import type { Reader } from '../../../src/live/reader.ts';
import { typedLine } from '../../typed-line.ts';
import { fullReadings } from './full-readings.ts';
import { readAddress, streamsAt } from './address.ts';
import { linesFor, refuseAddress, refuseMalformed, refuseMalformedId, type Asking } from './refusals.ts';
import { readFullName, readStreamId, streamWord } from './word.ts';
import type { StreamLookup } from './lookup.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';

const ADDRESS = /^\w+:\/\//u;

/**
 * Every stream that `given` can mean, none where it means nothing: exactly as it was typed first, and only where nothing
 * is called so, without what an input method makes of it. `id:` and a plain full name need no look at the cloud.
 * @throws Refusal where it cannot be a stream, or is the short name of one of another account.
 */
export async function streamsMeant(
  context: Reader,
  given: string,
  asking: Asking,
  lookup: StreamLookup,
): Promise<StreamName[]> {
  for (const form of nameForms(given)) {
    const found = distinctStreams(await meantBy(context, form, asking, lookup));
    const [only, second] = found;
    if (only && !second && form !== given) return orAsTyped(given, only, form, lookup);
    if (only) return found;
  }
  return shortInAnyCase(context, given);
}

/** Each once. */
export function distinctStreams<T extends StreamName>(names: readonly T[]): T[] {
  return [
    ...new Map(
      names.map((name) => [JSON.stringify([name.domain, name.app, name.stream]), name] as const),
    ).values(),
  ];
}

async function meantBy(
  context: Reader,
  text: string,
  asking: Asking,
  lookup: StreamLookup,
): Promise<readonly StreamName[]> {
  const prefixed = prefixedName(text);
  if (prefixed?.by === 'id') return [readStreamId(prefixed.name) ?? refuseMalformedId(text)];
  const full = readFullName(text);
  if (full) return [full];
  // A pasted address can hold a key, and is nothing to look for.
  const address = readAddress(text);
  if (address) refuseAddress(linesFor(await streamsAt(address, lookup), asking));
  if (ADDRESS.test(text) || redactTyped(text) !== text) refuseMalformed(text);
  const literal = [
    ...(await shortMeant(context, text, asking, lookup)),
    ...(await lookup.called(text)),
    ...(await there(fullReadings(text), lookup)),
  ];
  if (!prefixed) return literal;
  const { by, name } = prefixed;
  const named = by === 'short' ? await shortMeant(context, name, asking, lookup) : await lookup.called(name);
  return [...named, ...literal];
}

/** The stream of a short name with a capital that a phone made of its first letter; none where two are alike. */
function shortInAnyCase({ account, config }: Reader, given: string): StreamName[] {
  const prefixed = prefixedName(given);
  const asked = (prefixed?.by === 'short' ? prefixed.name : given).trim().toLowerCase();
  const [only, second] = Object.entries(config.streams).filter(
    ([short, stream]) => short.toLowerCase() === asked && (stream.account ?? account) === account,
  );
  if (!only || second) return [];
  const { domain, app, stream } = only[1];
  return [{ domain, app, stream }];
}

/** The stream of a short name. @throws Refusal where it is one of another account. */
async function shortMeant(
  { account, config }: Reader,
  short: string,
  asking: Asking,
  lookup: StreamLookup,
): Promise<StreamName[]> {
  const configured = Object.hasOwn(config.streams, short) ? config.streams[short] : undefined;
  if (!configured) return [];
  const { account: owner = account, domain, app, stream } = configured;
  if (owner === account) return [{ domain, app, stream }];
  const here = await lookup.called(short);
  throw new Refusal(
    'airdesk.other-account',
    {
      en: `${short} is a stream of account ${owner}; this is account ${account}`,
      zh: `${short} 属于账号 ${owner}，当前账号是 ${account}`,
    },
    {
      en: `Ask in a channel of account ${owner}.`,
      zh: `请到账号 ${owner} 对应的频道里操作。`,
    },
    here.map((name) => typedLine(asking.command, streamWord(name), ...asking.rest)),
  );
}

async function there(names: readonly StreamName[], lookup: StreamLookup): Promise<StreamName[]> {
  const found = await Promise.all(names.map(async (name) => ((await lookup.isThere(name)) ? [name] : [])));
  return found.flat();
}

/**
 * A full name that was typed with full-width characters, and is not there so: it means the plain one where that is there,
 * and otherwise it could be either.
 */
async function orAsTyped(
  given: string,
  plain: StreamName,
  form: string,
  lookup: StreamLookup,
): Promise<StreamName[]> {
  const asTyped = fullReadings(given);
  if (asTyped.length === 0 || withoutInvisible(given).trim() === form || (await lookup.isThere(plain)))
    return [plain];
  return [...asTyped, plain];
}
