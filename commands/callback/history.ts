import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { readDeliveries, type Delivery } from '../../src/live/read/callback-records.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { redactTyped } from '../../src/observability/redact.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { formatInZone } from '../../src/text/time.ts';
import { card } from '../card.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { listLines, listOptions, nextPage, pageOf } from '../listing.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { toldTable } from '../told-table.ts';
import { instant } from '../when.ts';
import { cleanRequest } from './clean-request.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The largest page that the cloud gives: failures have to be looked for here. */
const MOST = 1000;

const EVENTS = [
  { word: 'begin', type: 1, label: { en: 'push began', zh: '开播' } },
  { word: 'end', type: 0, label: { en: 'push ended', zh: '断流' } },
  { word: 'record', type: 100, label: { en: 'recorded file', zh: '录制文件' } },
  { word: 'snapshot', type: 200, label: { en: 'snapshot', zh: '截图' } },
] as const;

const RESULTS = [
  { value: 'all', label: { en: 'all', zh: '全部' } },
  { value: 'failed', label: { en: 'failed', zh: '失败' } },
] as const;

export const callbackHistory = defineLook({
  name: 'callback history',
  zh: '回调 历史',
  summary: {
    en: 'Every callback that the cloud sent about a stream, and the answer it got',
    zh: '查看一路流的回调记录：云端每次推送及接收方的应答',
  },
  risk: 'read',
  options: {
    stream: streamOption,
    ...spanOptions,
    event: {
      schema: z.enum(['begin', 'end', 'record', 'snapshot']).optional(),
      summary: { en: 'only this event', zh: '只看这种事件' },
      ...{ zh: '事件', required: false, example: 'end' },
      choices: EVENTS.map(({ word, label }) => ({ value: word, label })),
    },
    result: {
      schema: z.enum(['all', 'failed']).optional(),
      summary: { en: 'all tries, or those that failed', zh: '全部，或只看失败的' },
      ...{ zh: '结果', required: false, example: 'failed' },
      choices: RESULTS,
    },
    page: listOptions.page,
  },
  async run(context, options) {
    const { say } = context;
    const span = readSpan(context, options, { usual: HOUR, longest: DAY, back: 14 * DAY });
    const stream = await resolveStream(context, options.stream, 'callback history');
    const type = EVENTS.find(({ word }) => word === options.event)?.type;
    const asked = { ...span, stream: stream.stream, type, size: MOST };
    const { items, complete } = await readDeliveries(context, asked);
    const all = [...items].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
    const found = options.result === 'failed' ? all.filter(({ code }) => code !== 0) : all;
    const failed = all.filter(({ code }) => code !== 0).length;
    const lines = [
      `${instant(context, span.from)} – ${instant(context, span.to)}`,
      ...(complete
        ? []
        : [
            say(
              `Only ${MOST} tries were looked at: narrow the time.`,
              `只查看了 ${MOST} 条记录，请缩小时间范围。`,
            ),
          ]),
    ];
    if (found.length === 0)
      return card(
        say(
          `No ${options.result === 'failed' ? 'failed ' : ''}callbacks of ${fullName(stream)}`,
          `${fullName(stream)}：没有${options.result === 'failed' ? '失败的' : ''}回调记录`,
        ),
        { lines },
      );
    const { from, to, event, result } = options;
    const page = { page: options.page };
    const again = { stream: options.stream, from, to, event, result };
    return card(
      say(
        `Callbacks of ${fullName(stream)}: ${failed} of ${all.length} failed`,
        `${fullName(stream)} 的回调：共 ${all.length} 次，失败 ${failed} 次`,
      ),
      {
        tone: failed > 0 ? 'warning' : 'info',
        lines: [
          ...lines,
          say(
            'The cloud looks by the name of the stream alone: one of that name on another domain is among them.',
            '云端只按流名查询：其他域名下的同名流也在其中。',
          ),
          ...listLines(context, 'callback history', page, { total: found.length }),
        ],
        table: table(context, pageOf(found, options.page)),
        buttons: nextPage(context, 'callback history', page, found.length, again),
      },
    );
  },
});

function table({ say, language, config }: CommandContext, rows: readonly Delivery[]) {
  const { timeZone } = config;
  const time = (ms: number | undefined) => (ms === undefined ? '' : formatInZone(ms, timeZone));
  return toldTable({
    columns: [
      say(`When (${timeZone})`, `时间（${timeZone}）`),
      ...[say('Event', '事件'), say('Result', '结果'), say('Answered after', '应答耗时')],
      ...[say('Answer', '应答'), say('Message', '内容')],
    ],
    rows: rows.map(({ at, answeredAt, type, request, response, code }) => [
      time(at),
      wording(eventWord(type), language),
      code === 0 ? say('delivered', '成功') : say(`failed (${code})`, `失败（${code}）`),
      at === undefined || answeredAt === undefined || answeredAt < at
        ? ''
        : formatDuration(answeredAt - at, language),
      safeLine(redactTyped(response), 60),
      cleanRequest(request),
    ]),
  });
}

function eventWord(type: number): Text {
  const text = String(type);
  return EVENTS.find((event) => event.type === type)?.label ?? { en: text, zh: text };
}
