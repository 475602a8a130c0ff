import { readDelays } from '../../src/live/read/delays.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { worded } from '../pick.ts';
import { listCommand } from '../shape/list.ts';
import { ago } from '../when.ts';

/** `delay list`: DescribeLiveDelayInfoList. */
export const delayList = listCommand({
  name: 'delay list',
  zh: '延播 列表',
  summary: { en: 'List the streams that have a delay', zh: '列出设置了延播的流' },
  read: async (context) => {
    const { items, total } = await readDelays(context);
    return { items: worded(items), total };
  },
  searched: (_, { name }) => [name],
  title: { en: 'Delays', zh: '延播' },
  none: { en: 'No stream is delayed', zh: '没有设置延播的流' },
  noMatch: { en: 'No such stream is delayed', zh: '没有符合条件的延播' },
  columns: [
    [{ en: 'Stream', zh: '流' }, (_, { name }) => safeLine(name, 80)],
    [{ en: 'Delay', zh: '时长' }, ({ language }, { seconds }) => formatDuration(seconds * 1000, language)],
    [
      { en: 'State', zh: '状态' },
      ({ say }, { isOn }) => (isOn ? say('in force', '生效中') : say('over', '已失效')),
    ],
    [{ en: 'Ends', zh: '失效' }, (context, { until }) => (until === undefined ? '' : ago(context, until))],
  ],
});
