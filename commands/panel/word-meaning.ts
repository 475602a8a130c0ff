import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Shows } from '../../src/panel/panel.ts';
import { byId, nameForms, plainForm, prefixedName } from '../../src/text/name-forms.ts';
import { type Caster, casterLabel } from '../caster/resolve.ts';
import { type Monitor, monitorLabel } from '../monitor/resolve.ts';
import { near } from '../near.ts';
import { itemsMeant } from '../pick.ts';
import { streamsMeant } from '../stream/naming/meaning.ts';
import type { OnlineStream } from '../../src/live/read/online.ts';
import { refuseMalformed, refuseUnnameable } from '../stream/naming/refusals.ts';
import { cloudLookup } from '../stream/naming/resolve.ts';
import { streamIdWord, streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

const COMMAND = 'panel post';
/** Words for a whole kind. */
const KINDS: readonly (readonly [keyof Shows, readonly string[]])[] = [
  ['streams', ['streams', '流']],
  ['casters', ['casters', '导播', '导播台']],
  ['monitors', ['monitors', '监播']],
];

/** What the cloud has, read once for all words. */
export interface There {
  readonly online: readonly OnlineStream[];
  /** How many streams are online in all: not all of them may have been read. */
  readonly total: number;
  readonly casters: readonly Caster[];
  readonly monitors: readonly Monitor[];
}

/** One thing that a word can mean. `word` names it and nothing else. */
type Found =
  | { readonly kind: 'streams'; readonly word: string; readonly item: StreamName }
  | { readonly kind: 'casters' | 'monitors'; readonly word: string; readonly item: string }
  | { readonly kind: 'all'; readonly word: string; readonly item: keyof Shows };

/** `stream:`, `caster:` or `monitor:` in front of a name says what it is the name of, and `all:` that it is a whole kind. */
const TYPED_KIND = /^(?<kind>stream|caster|monitor|all|流|导播台?|监播|全部):(?<name>.+)$/isu;
const TYPED_KINDS: Readonly<Record<string, Found['kind']>> = {
  stream: 'streams',
  流: 'streams',
  caster: 'casters',
  导播: 'casters',
  导播台: 'casters',
  monitor: 'monitors',
  监播: 'monitors',
  all: 'all',
  全部: 'all',
};

/** What the word means. @throws Refusal where that is nothing, or several things */
export async function theOne(
  context: CommandContext,
  word: string,
  words: readonly string[],
  there: There,
): Promise<Found> {
  const instead = (offered: readonly Found[]) =>
    offered.map((each) => {
      const named = wordOf(context, each, there);
      return typedLine(COMMAND, ...words.map((other) => (other === word ? named : other)));
    });
  const [only, ...others] = await meantBy(context, word, there);
  if (!only) return refuseUnknown(word, there, instead);
  if (others.length > 0) refuseAmbiguous(word, [only, ...others], instead);
  if (only.kind === 'streams') refuseUnnameable(only.item);
  return only;
}

/** Everything that a word can mean: exactly as it was typed, or else without what an input method made of it. */
async function meantBy(context: CommandContext, word: string, there: There): Promise<Found[]> {
  for (const form of nameForms(word)) {
    const { kind = '', name = '' } = TYPED_KIND.exec(form)?.groups ?? {};
    const typedKind = TYPED_KINDS[kind.toLowerCase()];
    const found = [
      ...(await allMeant(context, form, there, undefined)),
      ...(typedKind ? await allMeant(context, name, there, typedKind) : []),
    ];
    // `caster:id:63501` is that id of a caster, whatever bears this as its name.
    const isCertain = typedKind === 'all' || (typedKind && /^id:/i.test(name));
    const certain = isCertain ? found.filter((each) => each.kind === typedKind) : found;
    if (certain.length > 0) return distinctFound(certain);
  }
  return [];
}

async function allMeant(
  context: CommandContext,
  text: string,
  there: There,
  wanted: Found['kind'] | undefined,
): Promise<Found[]> {
  const takes = (kind: Found['kind']) => wanted === undefined || wanted === kind;
  const whole = KINDS.find(([, names]) => names.includes(text.toLowerCase()))?.[0];
  // An id of a caster or a monitor is none of a stream.
  const isOtherId = prefixedName(text)?.by === 'id' && !text.includes('/');
  const others: Found[] = [
    ...(takes('all') && whole ? [{ kind: 'all' as const, word: `all:${whole}`, item: whole }] : []),
    ...(takes('casters') ? itemsMeant(text, there.casters).map(casterFound) : []),
    ...(takes('monitors') ? itemsMeant(text, there.monitors).map(monitorFound) : []),
  ];
  if (!takes('streams') || isOtherId) return others;
  try {
    return [...(await streamsCalled(context, text, there)), ...others];
  } catch (error) {
    // What cannot be a stream can be a caster or a monitor all the same.
    if (error instanceof Refusal && others.length > 0) return others;
    throw error;
  }
}

/** What names it and nothing else, on a panel with all kinds of things. */
function wordOf({ config }: CommandContext, { kind, word, item }: Found, there: There): string {
  const namesakes = [
    ...Object.keys(config.streams).filter((short) => short === word),
    ...there.online.filter(({ stream }) => stream === word),
    ...[...there.casters, ...there.monitors].filter(({ id, name }) => id === word || name === word),
  ].length;
  switch (kind) {
    case 'all':
      return word;
    case 'streams':
      // A comma parts words here, unless it is written as %2C.
      return namesakes === 0 && !/[,，、]/u.test(word) ? word : `stream:${streamIdWord(item)}`;
    case 'casters':
      return namesakes === 1 ? word : `caster:${byId(item)}`;
    case 'monitors':
      return namesakes === 1 ? word : `monitor:${byId(item)}`;
  }
}

async function streamsCalled(context: CommandContext, text: string, there: There): Promise<Found[]> {
  const isIt = (name: StreamName) => (other: StreamName) => fullName(other) === fullName(name);
  const names = await streamsMeant(
    context,
    text,
    { command: COMMAND, rest: [] },
    {
      called: async (stream) =>
        there.online.length < there.total
          ? cloudLookup(context).called(stream)
          : there.online.filter((each) => each.stream === stream),
      isThere: async (name) => there.online.some(isIt(name)) || cloudLookup(context).isThere(name),
    },
  );
  return names.map(streamFound);
}

function distinctFound(found: readonly Found[]): Found[] {
  return [...new Map(found.map((each) => [JSON.stringify([each.kind, each.item]), each])).values()];
}

function refuseAmbiguous(
  word: string,
  found: readonly Found[],
  instead: (offered: readonly Found[]) => string[],
): never {
  const shown = safeLine(word, 60);
  throw ambiguous(
    { en: `"${shown}" can be ${found.length} things`, zh: `“${shown}”有 ${found.length} 个匹配` },
    {
      en: 'Use the full name or the id. stream:, caster: or monitor: in front says what it is, and all: a whole kind.',
      zh: '请用完整名称或 ID。可在前面加 stream:、caster: 或 monitor: 指明类型，all: 表示某一类的全部。',
    },
    instead(found.slice(0, 10)),
  );
}

function refuseUnknown(word: string, there: There, instead: (offered: readonly Found[]) => string[]): never {
  const shown = safeLine(word, 60);
  const asked = plainForm(prefixedName(word)?.name ?? word);
  if (asked.includes('/')) refuseMalformed(word);
  const similar = [
    ...near(asked, there.online, ({ stream }) => stream).map(streamFound),
    ...near(asked, there.casters, (caster) => casterLabel(caster).en).map(casterFound),
    ...near(asked, there.monitors, monitorLabel).map(monitorFound),
  ];
  throw notFound(
    {
      en: `No stream on air, caster or monitor is called "${shown}"`,
      zh: `没有名为“${shown}”的在线流、导播台或监播任务`,
    },
    {
      en: 'A stream that is not online needs its full name: domain/app/stream.',
      zh: '不在线的流要写完整名称：域名/应用/流名。',
    },
    instead(similar.slice(0, 5)),
  );
}

function streamFound({ domain, app, stream }: StreamName): Found {
  const item = { domain, app, stream };
  return { kind: 'streams', word: streamWord(item), item };
}

function casterFound({ id, word }: Caster): Found {
  return { kind: 'casters', word, item: id };
}

function monitorFound({ id, word }: Monitor): Found {
  return { kind: 'monitors', word, item: id };
}
