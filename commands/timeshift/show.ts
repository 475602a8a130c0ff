import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { instant } from '../when.ts';
import { REACH } from './reach.ts';

/** More would bury the card. */
const MOST_ROWS = 20;

/** `timeshift show`: DescribeTimeShiftRecordDetail of one stream, with its gaps. */
export const timeshiftShow = defineLook({
  name: 'timeshift show',
  zh: '时移 查看',
  summary: {
    en: 'How far back viewers can rewind a stream, and where there are gaps',
    zh: '查看一路流的时移录制和缺口',
  },
  risk: 'read',
  options: {
    stream: streamOption,
    ...spanOptions,
    rendition: {
      schema: z
        .string()
        .regex(/^\d{1,15}$/u)
        .transform(Number)
        .optional(),
      summary: {
        en: 'id of the transcode template; the original when left out',
        zh: '转码模板 ID；不填为原始流',
      },
      zh: '转码模板',
      required: false,
      example: '1001',
    },
  },
  async run(context, options) {
    const { say, live, language } = context;
    const stream = await resolveStream(context, options.stream, 'timeshift show');
    const { from, to } = readSpan(context, options, REACH);
    const span = { StartTime: Math.floor(from / 1000), EndTime: Math.floor(to / 1000) };
    const { domain, app, stream: name } = stream;
    // The second call finds nothing without the group that the first one tells.
    const { StreamList } = await live.call('DescribeTimeShiftStreamList', {
      ...{ ...span, Domain: domain, StreamName: name, PageSize: 100, PageNum: 1 },
    });
    const listed = StreamList.find((each) => each.AppName === app);
    const shown = safeLine(fullName(stream), 100);
    const facts = [
      { label: say('From', '起始'), value: instant(context, from) },
      { label: say('To', '结束'), value: instant(context, to) },
    ];
    const nothing = say(`${shown}: nothing to go back in`, `${shown}：没有可回看的内容`);
    if (!listed) return card(nothing, { facts });
    const { RecordList } = await live.call('DescribeTimeShiftRecordDetail', {
      ...{ ...span, Domain: domain, AppName: app, StreamName: name },
      ...(listed.DomainGroup && { DomainGroup: listed.DomainGroup }),
      ...(options.rendition !== undefined && { TransCodeId: options.rendition }),
    });
    const stretches = RecordList.flatMap(({ StartTime, EndTime }) => {
      const [start, end] = [fromCloud(StartTime), fromCloud(EndTime)];
      return start === undefined || end === undefined ? [] : [{ start, end }];
    }).sort((left, right) => left.start - right.start);
    if (stretches.length === 0) return card(nothing, { facts });
    const gap = (at: number) => {
      const [before, here] = [stretches[at - 1], stretches[at]];
      const ms = before && here ? here.start - before.end : 0;
      return ms > 0 ? formatDuration(ms, language) : '';
    };
    return card(say(`Time shift of ${shown}`, `${shown} 的时移`), {
      facts,
      lines:
        stretches.length > MOST_ROWS
          ? [
              say(
                `The newest ${MOST_ROWS} of ${stretches.length}.`,
                `共 ${stretches.length} 段，显示最新 ${MOST_ROWS} 段。`,
              ),
            ]
          : [],
      table: {
        columns: [
          say('From', '开始'),
          say('Until', '结束'),
          say('Length', '时长'),
          say('Gap before', '之前缺口'),
        ],
        rows: stretches
          .map(({ start, end }, at) => [
            instant(context, start),
            instant(context, end),
            formatDuration(Math.max(1000, end - start), language),
            gap(at),
          ])
          .slice(-MOST_ROWS),
      },
    });
  },
});
