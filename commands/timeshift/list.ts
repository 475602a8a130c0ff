import { z } from 'zod';
import type { OptionSpecs } from '../../src/command.ts';
import { plainHost } from '../../src/text/host.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { readPages } from '../../src/live/read/pages.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { runButton } from '../../src/card/run-button.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { listCommand } from '../shape/list.ts';
import { streamWord } from '../stream/naming/word.ts';
import { minute } from '../task/noun.ts';
import { typedLine } from '../typed-line.ts';
import { REACH } from './reach.ts';

const PAGE = 100;
const MOST_PAGES = 5;

const options = {
  ...spanOptions,
  domain: {
    schema: z.string().max(255).toLowerCase().optional(),
    summary: { en: 'only this push domain', zh: '只看这个推流域名' },
    ...{ zh: '域名', required: false, example: 'push.example.com', suggests: 'domain' },
  },
} as const satisfies OptionSpecs;

/** `timeshift list`: DescribeTimeShiftStreamList. */
export const timeshiftList = listCommand({
  name: 'timeshift list',
  zh: '时移 列表',
  summary: { en: 'List the streams that viewers can rewind', zh: '列出可以时移回看的流' },
  options,
  read: (context, asked) => {
    const { from, to } = readSpan(context, asked, REACH);
    const domain = asked['domain'];
    return readPages(MOST_PAGES, async (page) => {
      const { StreamList, TotalSize } = await context.live.call('DescribeTimeShiftStreamList', {
        ...{ StartTime: Math.floor(from / 1000), EndTime: Math.floor(to / 1000) },
        ...{ PageNum: page, PageSize: PAGE },
        ...(domain !== undefined && { Domain: domain }),
      });
      return {
        items: StreamList.map((info) => ({
          stream: {
            domain: plainHost(info.Domain ?? ''),
            app: info.AppName ?? '',
            stream: info.StreamName ?? '',
          },
          start: fromCloud(info.StartTime),
          end: fromCloud(info.EndTime),
          rendition: Number(info.TransCodeId ?? 0),
          kept: Number(info.Duration ?? 0),
        })),
        total: Number(TotalSize),
      };
    });
  },
  searched: (_, { stream }) => [fullName(stream)],
  title: { en: 'Time shift', zh: '时移' },
  none: { en: 'Nothing was recorded for time shift', zh: '该时间段没有时移录制' },
  noMatch: { en: 'No such stream has time shift', zh: '没有符合条件的时移流' },
  hint: {
    en: 'Looked at are 24 hours at most; other ones with from: and to:.',
    zh: '一次最多查看 24 小时；其他时间请用 起始: 和 结束: 指定。',
  },
  note: ({ say, config }) => say(`Times: ${config.timeZone}`, `时间：${config.timeZone}`),
  columns: [
    [{ en: 'Stream', zh: '流' }, (_, { stream }) => safeLine(fullName(stream), 80)],
    [{ en: 'From', zh: '开始' }, (context, { start }) => (start === undefined ? '' : minute(context, start))],
    [{ en: 'Until', zh: '结束' }, (context, { end }) => (end === undefined ? '' : minute(context, end))],
    [
      { en: 'Rendition', zh: '转码模板' },
      ({ say }, { rendition }) => (rendition === 0 ? say('original', '原始流') : String(rendition)),
    ],
    [
      { en: 'Kept for', zh: '保留' },
      ({ language }, { kept }) => (kept === 0 ? '' : formatDuration(kept * 1000, language)),
    ],
  ],
  button: (_, { stream, rendition }) => {
    const words = [streamWord(stream), ...(rendition === 0 ? [] : [`rendition:${rendition}`])];
    return runButton(typedLine('timeshift show', ...words), safeLine(stream.stream, 40));
  },
});
