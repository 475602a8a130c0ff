import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { readPastPushes, type PastPush } from '../../src/live/read/past-pushes.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { wording } from '../../src/text/language.ts';
import { formatInZone } from '../../src/text/time.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { listOptions, listLines, PAGE_SIZE, pageButton } from '../listing.ts';
import { commandLine } from '../../src/line/command-line.ts';
import { toldTable } from '../told-table.ts';
import { instant } from '../when.ts';
import { resolveStream } from './naming/resolve.ts';
import { streamOption } from './option.ts';
import { LONGEST_WORD } from './naming/word.ts';
import { stopWords } from './stop-words.ts';

const DAY = 86_400_000;
/** The cloud gives no more of a search. */
const MOST = 10_000;

/** `stream history`: DescribeLiveStreamEventList, and what ended each push, by its disconnect code. */
export const streamHistory = defineLook({
  name: 'stream history',
  zh: '流 历史',
  summary: {
    en: 'When pushes began and ended, and why; of one stream or of all',
    zh: '推流何时开始、结束及原因，可查单路或全部',
  },
  risk: 'read',
  options: {
    stream: {
      ...streamOption,
      schema: z.string().min(1).max(LONGEST_WORD).optional(),
      required: false,
    },
    ...spanOptions,
    page: listOptions.page,
  },
  async run(context, options) {
    const { say } = context;
    const { stream: given, page = 1 } = options;
    const span = readSpan(context, options, { usual: DAY, longest: 31 * DAY, back: 60 * DAY });
    const stream = given === undefined ? undefined : await resolveStream(context, given, 'stream history');
    const asked = { ...span, page, size: PAGE_SIZE, ...(stream && { stream }) };
    const { items, total } = await readPastPushes(context, asked);
    const of = stream ? fullName(stream) : say('all streams', '全部流');
    const spanText = `${instant(context, span.from)} – ${instant(context, span.to)}`;
    if (total === 0)
      return card(say(`No push of ${of} ended`, `${of}：没有结束的推流`), {
        lines: [spanText, say('A push that still runs is in stream list.', '仍在推的流见“流 列表”。')],
      });
    const lineOf = (to: number) =>
      commandLine('stream history', {
        ...(given !== undefined && { stream: given }),
        ...(options.from !== undefined && { from: options.from }),
        ...(options.to !== undefined && { to: options.to }),
        page: String(to),
      });
    return card(say(`Pushes of ${of}: ${total} ended`, `${of}：${total} 次推流已结束`), {
      lines: [
        spanText,
        ...listLines(context, 'stream history', { page }, { total }),
        ...(total >= MOST
          ? [
              say(
                'The cloud tells of the first 10,000 only: narrow the time.',
                '云端最多返回 1 万条，请缩小时间范围。',
              ),
            ]
          : []),
      ],
      table: pastTable(context, items, stream === undefined),
      buttons: pageButton(context, { page, total, size: PAGE_SIZE }, lineOf),
    });
  },
});

/** Pushes that have ended, as a table for a phone: what it was, when it ended, how long, why. */
export function pastTable(context: CommandContext, pushes: readonly PastPush[], hasNames: boolean) {
  const { say, language } = context;
  const { timeZone } = context.config;
  const time = (ms: number | undefined) => (ms === undefined ? '' : formatInZone(ms, timeZone));
  return toldTable({
    columns: [
      ...(hasNames ? [say('Stream', '流')] : []),
      ...[
        say(`Ended (${timeZone})`, `结束（${timeZone}）`),
        say('Why', '原因'),
        say('Lasted', '时长'),
        say('Began', '开始'),
      ],
      ...[say('Encoder', '推流 IP'), say('Size', '画面')],
    ],
    rows: pushes.map((push) => [
      ...(hasNames ? [safeLine(fullName(push.name), 120)] : []),
      time(push.ended),
      wording(stopWords(push.reason), language),
      formatDuration(push.lastedMs, language),
      time(push.began),
      ...[safeLine(push.ip, 45), safeLine(push.size, 20)],
    ]),
  });
}
