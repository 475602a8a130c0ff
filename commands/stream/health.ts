import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readPushQuality, type PushMinute } from '../../src/live/read/figures/push-quality.ts';
import { readPushesNow } from '../../src/live/read/pushes-now.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { readViewersOver, type Viewers } from '../../src/live/read/figures/viewers.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Fact } from '../../src/reply.ts';
import { card } from '../card.ts';
import { seriesCard, type Figures } from '../figures/series.ts';
import { readSpan, spanOptions, type Span } from '../figures/span.ts';
import { streamButton } from './button.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { since } from '../when.ts';
import { resolveStream } from './naming/resolve.ts';
import { LONGEST_WORD } from './naming/word.ts';
import { streamOption } from './option.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_ROWS = 20;
const FEW = 5;

/** `stream health`: the push of one stream over time, as pictures; without a stream every push as it is now. */
export const streamHealth = defineLook({
  name: 'stream health',
  zh: '流 质量',
  summary: {
    en: 'Frame rate, bitrate and lag of a push over time; without a stream all pushes, worst first',
    zh: '一路流的帧率、码率和延迟曲线；不填流则列出全部推流，差的在前',
  },
  risk: 'read',
  options: {
    stream: { ...streamOption, schema: z.string().min(1).max(LONGEST_WORD).optional(), required: false },
    ...spanOptions,
  },
  async run(context, options) {
    const span = readSpan(context, options, { usual: HOUR, longest: 3 * HOUR, back: 7 * 24 * HOUR });
    if (options.stream === undefined) return allPushes(context);
    const name = await resolveStream(context, options.stream, 'stream health');
    const title = fullName(name);
    return seriesCard(
      context,
      {
        name: 'stream health',
        title: { en: `Push of ${title}`, zh: `${title} 推流质量` },
        note: {
          en: 'Viewers are about 4 min behind. Lag: how much of each minute did not arrive.',
          zh: '观众数约延迟 4 分钟。延迟：每分钟内未到达的时长。',
        },
      },
      span,
      await figuresOf(context, name, span),
    );
  },
});

async function figuresOf(context: CommandContext, name: StreamName, span: Span): Promise<Figures> {
  const { say } = context;
  const [minutes, viewers] = await Promise.all([
    readPushQuality(context, name, span),
    // Who watches is shown besides, and keeps nothing back.
    readViewersOver(context.live, name, span).catch(noneUnread),
  ]);
  const main = newestPush(minutes);
  const points = (value: (minute: PushMinute) => number) =>
    main.map((minute) => ({ at: minute.at, value: value(minute) }));
  const people = say('viewers', '人');
  return {
    panels: [
      { unit: 'fps', lines: [{ name: say('frame rate', '帧率'), points: points(({ fps }) => fps) }] },
      { unit: 'kbps', lines: [{ name: say('bitrate', '码率'), points: points(({ kbps }) => kbps) }] },
      { unit: 'ms', lines: [{ name: say('lag', '延迟'), points: points(({ lateMs }) => lateMs) }] },
      ...(viewers.length > 0
        ? [
            {
              unit: people,
              lines: [{ name: people, points: viewers.map(({ at, online }) => ({ at, value: online })) }],
            },
          ]
        : []),
    ],
    step: MINUTE,
    totals: totalsOf(context, main),
  };
}

function noneUnread(error: unknown): readonly Viewers[] {
  if (error instanceof AirdeskError) return [];
  throw error;
}

/** Of several pushes at once, in each minute that of the most frames: a backup of less would hide it. */
function newestPush(minutes: readonly PushMinute[]): readonly PushMinute[] {
  const best = new Map<number, PushMinute>();
  for (const minute of minutes) {
    const other = best.get(minute.at);
    if (!other || other.fps < minute.fps) best.set(minute.at, minute);
  }
  return [...best.values()];
}

function totalsOf({ say }: CommandContext, minutes: readonly PushMinute[]): Fact[] {
  const last = minutes.at(-1);
  if (!last) return [];
  const least = Math.min(...minutes.map(({ fps }) => fps));
  const wanted = last.wantedFps > 0 ? say(` of ${last.wantedFps}`, `（应为 ${last.wantedFps}）`) : '';
  return [
    { label: say('Frame rate', '帧率'), value: `${last.fps}${wanted} fps` },
    { label: say('Least', '最低'), value: `${least} fps` },
    { label: say('Bitrate', '码率'), value: `${last.kbps.toLocaleString('en')} kbps` },
  ];
}

async function allPushes(context: CommandContext) {
  const { say } = context;
  const { items, total } = await readPushesNow(context);
  if (items.length === 0) return card(say('No push now', '当前没有推流'), {});
  const worst = [...items].sort((a, b) => a.share - b.share);
  const rows = worst.slice(0, MOST_ROWS);
  return card(say(`${total} pushes now, worst first`, `当前 ${total} 路推流，差的在前`), {
    lines:
      rows.length < total
        ? [
            say(
              `The worst ${rows.length} of ${items.length}.`,
              `${items.length} 路中最差的 ${rows.length} 路。`,
            ),
          ]
        : [],
    table: toldTable({
      columns: [
        ...[say('Stream', '流'), 'fps', 'kbps', say('Pushed for', '已推流')],
        ...[say('Size', '画面'), say('Codec', '编码'), say('Encoder', '推流 IP')],
      ],
      rows: rows.map((push) => [
        safeLine(fullName(push.name), 120),
        ratio(push.fps, push.wantedFps),
        ratio(push.kbps, push.wantedKbps),
        push.since === undefined ? '' : since(context, push.since),
        ...[safeLine(push.size, 20), safeLine(push.codec, 20), safeLine(push.ip, 45)],
      ]),
    }),
    buttons: buttonRow(
      ...rows.slice(0, FEW).map(({ name }) => streamButton(context, 'stream check', name, fullName(name))),
    ),
  });
}

function ratio(is: number, wanted: number): string {
  return wanted > 0 ? `${is} / ${wanted}` : String(is);
}
