import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Shows } from '../../src/panel/panel.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { readCasters } from '../caster/resolve.ts';
import { readMonitors } from '../monitor/resolve.ts';
import { distinctStreams } from '../stream/naming/meaning.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import { configuredStreams, MOST_OTHERS, MOST_STREAMS } from './chosen.ts';
import { theOne, type There } from './word-meaning.ts';

/**
 * What `text` asks to be shown: streams, casters and monitors by name, or `streams`, `casters`, `monitors` for all of a
 * kind. Nothing: the configured streams, or those on air where none is configured, and all casters and monitors.
 * @throws Refusal where a word means nothing or several things, or there are more than a panel has room for.
 */
export async function readTargets(context: CommandContext, text: string | undefined): Promise<Shows> {
  const words = parseLine((text ?? '').replace(/[,，、]/gu, ' ')).words.map((word) => word.typed);
  const there = await readThere(context);
  const found = await Promise.all(words.map((word) => theOne(context, word, words, there)));
  const all = (kind: keyof Shows) =>
    words.length === 0 || found.some((each) => each.kind === 'all' && each.item === kind);
  const streams = found.flatMap((each) => (each.kind === 'streams' ? [each.item] : []));
  const ids = (kind: 'casters' | 'monitors') => [
    ...new Set(found.flatMap((each) => (each.kind === kind ? [each.item] : []))),
  ];
  const shows: Shows = {
    streams: all('streams') ? allStreams(context, there) : distinctStreams(streams),
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
  return { online: online.streams, total: online.total, casters, monitors };
}

/** Fixed when the panel is posted, where none is configured: one that is cut must not vanish from the panel. */
function allStreams(context: CommandContext, there: There): Shows['streams'] {
  if (configuredStreams(context).length > 0) return 'configured';
  return there.online.slice(0, MOST_STREAMS).map(({ domain, app, stream }) => ({ domain, app, stream }));
}

function refuseTooMany({ streams, casters, monitors }: Shows): void {
  const over = (list: string | readonly unknown[], most: number) =>
    typeof list !== 'string' && list.length > most;
  if (!over(streams, MOST_STREAMS) && !over(casters, MOST_OTHERS) && !over(monitors, MOST_OTHERS)) return;
  throw new Refusal(
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
  throw new Refusal(
    'airdesk.nothing-to-do',
    { en: 'There is nothing to show', zh: '没有可显示的内容' },
    {
      en: 'No stream is configured or on air, and there are no casters or monitors. Name a stream: panel post domain/app/stream',
      zh: '既没有配置或在线的流，也没有导播台和监播任务。可指定一路流：面板 发布 域名/应用/流名',
    },
  );
}
