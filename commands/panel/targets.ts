import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Shows } from '../../src/panel/panel.ts';
import type { Text } from '../../src/text/language.ts';
import { parseLine } from '../../src/text/parse-line.ts';
import { brief } from '../brief.ts';
import { type Caster, casterLabel, readCasters } from '../caster/resolve.ts';
import { type Monitor, monitorLabel, readMonitors } from '../monitor/resolve.ts';
import { near } from '../near.ts';
import { fullName, type StreamName } from '../stream/name.ts';
import { onlineMany, type OnlineStream } from '../stream/online.ts';
import { namedStream } from '../stream/resolve.ts';
import { typedLine } from '../typed-line.ts';
import { configuredStreams, MOST_OTHERS, MOST_STREAMS } from './chosen.ts';

const COMMAND = 'panel post';
/** Words for a whole kind. */
const KINDS: readonly (readonly [keyof Shows, readonly string[]])[] = [
  ['streams', ['streams', '流']],
  ['casters', ['casters', '导播', '导播台']],
  ['monitors', ['monitors', '监播']],
];

/** What the cloud has, read once for all words. */
interface There {
  readonly online: readonly OnlineStream[];
  readonly casters: readonly Caster[];
  readonly monitors: readonly Monitor[];
}

/** One thing that a word can mean. `word` names it and nothing else. */
type Found =
  | { readonly kind: 'streams'; readonly word: string; readonly item: StreamName }
  | { readonly kind: 'casters' | 'monitors'; readonly word: string; readonly item: string };

/**
 * What `text` asks to be shown: streams, casters and monitors by name, or `streams`, `casters`, `monitors` for all of a
 * kind. Nothing: the configured streams, or those on air where none is configured, and all casters and monitors.
 * @throws Refusal where a word means nothing or several things, or there are more than a panel has room for.
 */
export async function readTargets(context: CommandContext, text: string | undefined): Promise<Shows> {
  const words = parseLine((text ?? '').replace(/[,，、]/gu, ' ')).words.map((word) => word.text);
  const kinds = words.map((word) => KINDS.find(([, names]) => names.includes(word.toLowerCase()))?.[0]);
  const all = (kind: keyof Shows) => words.length === 0 || kinds.includes(kind);
  const single = words.filter((_, index) => kinds[index] === undefined);
  const there = await readThere(context);
  const found = single.map((word) => theOne(context, word, words, there));
  const streams = found.flatMap((each) => (each.kind === 'streams' ? [each.item] : []));
  const ids = (kind: 'casters' | 'monitors') => [
    ...new Set(found.flatMap((each) => (each.kind === kind ? [each.item] : []))),
  ];
  const shows: Shows = {
    streams: all('streams') ? allStreams(context, there) : distinct(streams),
    casters: all('casters') ? 'all' : ids('casters'),
    monitors: all('monitors') ? 'all' : ids('monitors'),
  };
  refuseTooMany(shows);
  if (words.length === 0) refuseNothing(shows, there);
  return shows;
}

async function readThere(context: CommandContext): Promise<There> {
  const [online, casters, { monitors }] = await Promise.all([
    onlineMany(context),
    readCasters(context),
    readMonitors(context),
  ]);
  return { online: online.streams, casters, monitors };
}

/** Fixed when the panel is posted, where none is configured: one that is cut must not vanish from the panel. */
function allStreams(context: CommandContext, there: There): Shows['streams'] {
  if (configuredStreams(context).length > 0) return 'configured';
  return there.online.slice(0, MOST_STREAMS).map(({ domain, app, stream }) => ({ domain, app, stream }));
}

function distinct(names: readonly StreamName[]): StreamName[] {
  return [...new Map(names.map((name) => [fullName(name), name])).values()];
}

function theOne(context: CommandContext, word: string, words: readonly string[], there: There): Found {
  const named = namedStream(context, word, COMMAND);
  if (named) return { kind: 'streams', word, item: named };
  const found: Found[] = [
    ...there.online.filter(({ stream }) => stream === word).map(streamFound),
    ...there.casters.filter(({ id, name }) => id === word || name === word).map(casterFound),
    ...there.monitors.filter(({ id, name }) => id === word || name === word).map(monitorFound),
  ];
  const [only, second] = found;
  if (only && !second) return only;
  const shown = brief(word, 60);
  const instead = (offered: readonly Found[]) =>
    offered
      .slice(0, 5)
      .map((each) => typedLine(COMMAND, ...words.map((other) => (other === word ? each.word : other))));
  if (only)
    throw refusal(
      'airdesk.ambiguous',
      { en: `"${shown}" can be ${found.length} things`, zh: `“${shown}”有 ${found.length} 个匹配` },
      { en: 'Use the full name or the id.', zh: '请用完整名称或 ID。' },
      instead(found),
    );
  const similar = [
    ...near(word, there.online, ({ stream }) => stream).map(streamFound),
    ...near(word, there.casters, casterLabel).map(casterFound),
    ...near(word, there.monitors, monitorLabel).map(monitorFound),
  ];
  throw refusal(
    'airdesk.not-found',
    {
      en: `No stream on air, caster or monitor is called "${shown}"`,
      zh: `没有名为“${shown}”的在线流、导播台或监播任务`,
    },
    {
      en: 'A stream that is not online needs its full name: domain/app/stream.',
      zh: '不在线的流要写完整名称：域名/应用/流名。',
    },
    instead(similar),
  );
}

function streamFound({ domain, app, stream }: StreamName): Found {
  const item = { domain, app, stream };
  return { kind: 'streams', word: fullName(item), item };
}

function casterFound({ id }: Caster): Found {
  return { kind: 'casters', word: id, item: id };
}

function monitorFound({ id }: Monitor): Found {
  return { kind: 'monitors', word: id, item: id };
}

function refuseTooMany({ streams, casters, monitors }: Shows): void {
  const over = (list: string | readonly unknown[], most: number) =>
    typeof list !== 'string' && list.length > most;
  if (!over(streams, MOST_STREAMS) && !over(casters, MOST_OTHERS) && !over(monitors, MOST_OTHERS)) return;
  throw refusal(
    'airdesk.bad-option',
    { en: 'That is more than a panel has room for', zh: '超出面板可显示的数量' },
    {
      en: `At most ${MOST_STREAMS} streams, ${MOST_OTHERS} casters and ${MOST_OTHERS} monitors. Use another channel for the others.`,
      zh: `最多 ${MOST_STREAMS} 路流、${MOST_OTHERS} 个导播台、${MOST_OTHERS} 个监播任务。其余请发布到其他频道。`,
    },
  );
}

function refuseNothing({ streams }: Shows, there: There): void {
  const some = streams === 'configured' || streams.length > 0;
  if (some || there.casters.length > 0 || there.monitors.length > 0) return;
  throw refusal(
    'airdesk.nothing-to-do',
    { en: 'There is nothing to show', zh: '没有可显示的内容' },
    {
      en: 'No stream is configured or on air, and there are no casters or monitors. Name a stream: panel post domain/app/stream',
      zh: '既没有配置或在线的流，也没有导播台和监播任务。可指定一路流：面板 发布 域名/应用/流名',
    },
  );
}

function refusal(code: string, title: Text, hint: Text, choices: readonly string[] = []): Refusal {
  return new Refusal(code, title, hint, choices);
}
