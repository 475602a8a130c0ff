import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { alertMoments } from '../../src/alert/report/alert-moments.ts';
import { readPushesNow } from '../../src/live/read/pushes-now.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { seriesCard } from '../figures/series.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { streamButton } from './button.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { since } from '../when.ts';
import { resolveStream } from './naming/resolve.ts';
import { LONGEST_WORD } from './naming/word.ts';
import { streamOption } from './option.ts';
import { PUSH_REACH, pushFigures } from './push-figures.ts';

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
    const span = readSpan(context, options, PUSH_REACH);
    if (options.stream === undefined) return allPushes(context);
    const name = await resolveStream(context, options.stream, 'stream health');
    const title = fullName(name);
    const { alerts, account } = context;
    const about = alerts
      .list(account)
      .filter(
        ({ subject, status }) => subject.id === title && subject.type === 'stream' && status !== 'pending',
      );
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
      {
        ...(await pushFigures(context, name, span, { withLag: true })),
        moments: alertMoments(about, span, context),
      },
    );
  },
});

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
        ...[say('Stream', '流'), 'fps', 'kbit/s', say('Pushed for', '已推流')],
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
