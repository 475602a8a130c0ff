import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous } from '../../src/name-refusals.ts';
import { pattern, takesAll } from '../../src/text/pattern.ts';
import { nameParts, namePattern } from '../../src/alert/rules/stream-names.ts';
import type { CommandContext } from '../../src/command.ts';
import { AirdeskError, Refusal } from '../../src/errors.ts';
import { byName, nameForms, prefixedName } from '../../src/text/name-forms.ts';
import { readAddress, streamsAt } from '../stream/naming/address.ts';
import { fullReadings } from '../stream/naming/full-readings.ts';
import { streamsMeant } from '../stream/naming/meaning.ts';
import { onlineByName, onlineMany } from '../../src/live/read/online.ts';
import { tidied } from '../stream/naming/tidied.ts';
import { refuseAddress, refuseMalformed, refuseMalformedId } from '../stream/naming/refusals.ts';
import { readFullName, readStreamId, streamWord } from '../stream/naming/word.ts';
import type { StreamLookup } from '../stream/naming/lookup.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** What a mute covers, and what one has to know about that. */
export interface Covered {
  readonly pattern: string;
  readonly warning: string | undefined;
}

/** Other subjects than streams, as `pull:637921`, `domain:push.example.com`. */
const KEY = /^(?:stream-name|pull|monitor|domain|source|caster|group|channel):./u;

/**
 * What `given` covers: a configured short name stands for its stream; a full name, a pattern or a key for itself.
 * @param line the command line for another pattern, with everything else that was asked.
 * @throws Refusal where it can cover nothing, or a short name is also the name of another stream on air.
 */
export async function coveredBy(
  context: CommandContext,
  given: string,
  condition: string | undefined,
  line: (pattern: string) => string,
): Promise<Covered> {
  const { say } = context;
  const asked = await formMeant(context, given.trim());
  if (takesAll(asked)) return everything(context, condition);
  const prefixed = prefixedName(asked);
  if (prefixed?.by === 'id') return one(readStreamId(prefixed.name) ?? refuseMalformedId(asked));
  if (prefixed?.by === 'name') return namesakes(context, prefixed.name);
  if (KEY.test(asked)) return { pattern: asked, warning: undefined };
  const full = readFullName(asked);
  if (full) return one(full);
  const address = readAddress(asked);
  if (address) {
    const names = await streamsAt(
      address,
      lookup((await tolerant(() => onlineMany(context)))?.streams ?? []),
    );
    refuseAddress(
      names.map((name) => line(streamWord(name))),
      'airdesk.bad-option',
    );
  }
  if (/:\/\/|\?[^?\n=]*=/u.test(asked)) throw badPattern(asked);
  if (!asked.includes('*')) await refuseUntidy(context, asked, line);
  // Of a name with slashes in it every reading is written the same.
  if (asked.includes('*') || fullReadings(asked).length > 0) return { pattern: asked, warning: undefined };

  const called = await tolerant(() => onlineByName(context, asked));
  const meant = await streamsMeant(context, asked, { command: 'mute add', rest: [] }, lookup(called ?? []));
  const [short, ...others] = shortFirst(context, prefixed?.name ?? asked, meant);
  if (short && others.length > 0) refuseAmbiguous(asked, [short, ...others], line);
  if (short)
    return {
      ...one(short),
      warning: called
        ? undefined
        : say(
            `It covers ${fullName(short)}. Whether another stream is called ${safeLine(asked, 60)} could not be looked up.`,
            `对 ${fullName(short)} 生效。未能查询是否另有名为 ${safeLine(asked, 60)} 的流。`,
          ),
    };
  // A short name with the capital of a phone.
  const [folded] = meant;
  if (folded && called?.length === 0) return one(folded);
  if (meant.length === 0 && prefixed) throw badPattern(asked);
  if (meant.length === 0 && asked.includes('/')) refuseMalformed(asked);
  if (meant.length === 0 && /[\s?]/u.test(asked)) throw badPattern(asked);
  return namesakes(context, asked);
}

/** @throws Refusal where nothing is called so, and something is without the comma behind it. */
async function refuseUntidy(
  context: CommandContext,
  asked: string,
  line: (pattern: string) => string,
): Promise<void> {
  const online = lookup((await tolerant(() => onlineMany(context)))?.streams ?? []);
  const meant = await tidied(asked, online);
  const asTyped = await Promise.all(fullReadings(asked).map((name) => online.isThere(name)));
  if (meant.length === 0 || asTyped.includes(true)) return;
  throw badPattern(
    asked,
    meant.map((name) => line(streamWord(name))),
  );
}

/** The reading that fits a stream on air: as it was typed, or without what an input method made of it. */
async function formMeant(context: CommandContext, given: string): Promise<string> {
  const [typed = given, plain] = nameForms(given);
  if (plain === undefined) return typed;
  const online = (await tolerant(() => onlineMany(context)))?.streams ?? [];
  const byFullName = namePattern(typed);
  const byStream = pattern(typed);
  const fits = (name: StreamName) =>
    byFullName(nameParts({ type: 'stream', id: fullName(name) })) || byStream(name.stream);
  return online.some(fits) ? typed : plain;
}

/** The stream of the short name, and the others that are called so. Nothing where there is no such short name. */
function shortFirst(
  { config }: CommandContext,
  name: string,
  meant: readonly StreamName[],
): readonly StreamName[] {
  const configured = Object.hasOwn(config.streams, name) ? config.streams[name] : undefined;
  if (!configured) return [];
  const isIt = (stream: StreamName) => fullName(stream) === fullName(configured);
  return [...meant.filter(isIt), ...meant.filter((stream) => !isIt(stream))];
}

function lookup(online: readonly StreamName[]): StreamLookup {
  return {
    called: async (stream) => online.filter((name) => name.stream === stream),
    isThere: async (name) => online.some((other) => fullName(other) === fullName(name)),
  };
}

/** What cannot be read must not keep anybody from muting. @throws what is no fault of the cloud */
async function tolerant<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AirdeskError) return undefined;
    throw error;
  }
}

function one(name: StreamName): Covered {
  return { pattern: fullName(name), warning: undefined };
}

function namesakes({ say }: CommandContext, name: string): Covered {
  return {
    pattern: name,
    warning: say(
      `It covers every stream named ${safeLine(name, 60)}, on whatever domain.`,
      `对所有名为 ${safeLine(name, 60)} 的流生效，不限域名。`,
    ),
  };
}

function everything({ say }: CommandContext, condition: string | undefined): Covered {
  return {
    pattern: '*',
    warning:
      condition === undefined
        ? say(
            'Warning: this mutes every alert of the account, whatever breaks.',
            '注意：该账号的所有告警都会被屏蔽，无论出什么问题。',
          )
        : say('It covers every stream of the account.', '对该账号的所有流生效。'),
  };
}

function refuseAmbiguous(
  given: string,
  found: readonly StreamName[],
  line: (pattern: string) => string,
): never {
  const name = prefixedName(given)?.name ?? given;
  const shown = safeLine(name, 60);
  throw ambiguous(
    { en: `"${shown}" can mean ${found.length} streams`, zh: `“${shown}”可能指 ${found.length} 路流` },
    {
      en: `Nothing was muted. It is a short name in airdesk.yaml, and the name of a stream on air. Choose one by its full name, or with name: all that are called so.`,
      zh: `未屏蔽。它是 airdesk.yaml 中的短名，同时也有同名的在线流。请用完整名称指定其中一路，或用 name: 表示所有同名流。`,
    },
    [...found.slice(0, 9).map(streamWord), byName(name)].map(line),
  );
}

function badPattern(given: string, lines: readonly string[] = []): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    {
      en: `"pattern": "${safeLine(given, 60)}" can match no stream`,
      zh: `“范围”：“${safeLine(given, 60)}”不会匹配任何流`,
    },
    {
      en: 'Nothing was muted. Write a short name, domain/app/stream, or a part of one with stars, as push.example.com/live/*.',
      zh: '未屏蔽。请写短名、域名/应用/流名，或带 * 的一部分，例如 push.example.com/live/*。',
    },
    lines,
  );
}
