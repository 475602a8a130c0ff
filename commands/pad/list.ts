import { z } from 'zod';
import type { OptionSpecs } from '../../src/command.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { worded } from '../pick.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { readAllPadded } from './places.ts';

const options = {
  domain: {
    schema: z.string().max(255).toLowerCase().optional(),
    summary: { en: 'only this push domain', zh: '只看这个推流域名' },
    ...{ zh: '域名', required: false, example: 'push.example.com', suggests: 'domain' },
  },
  app: {
    schema: z.string().max(255).optional(),
    summary: {
      en: 'only this app; without it those with something on air or a pad rule',
      zh: '只看这个应用；不填为有在线流或垫片规则的应用',
    },
    ...{ zh: '应用', required: false, example: 'live' },
  },
} as const satisfies OptionSpecs;

/**
 * `pad list`: DescribeLivePadProcessorList of every push domain, in the apps that have something on air or a pad rule.
 */
export const padList = listCommand({
  name: 'pad list',
  zh: '垫片 列表',
  summary: { en: 'List the streams that show a pad now', zh: '列出正在播放垫片的流' },
  options,
  read: async (context, where) => {
    const { items, total } = await readAllPadded(context, where);
    return { items: worded(items), total };
  },
  searched: (_, { name }) => [name],
  title: { en: 'Streams that show a pad', zh: '正在播放垫片的流' },
  none: { en: 'No stream shows a pad', zh: '没有正在播放垫片的流' },
  noMatch: { en: 'No such stream shows a pad', zh: '没有符合条件的流' },
  hint: { en: 'What the cloud tells is up to 30 s old.', zh: '云端数据最多延迟 30 秒。' },
  note: ({ say }) => say('What the cloud tells is up to 30 s old.', '云端数据最多延迟 30 秒。'),
  columns: [[{ en: 'Stream', zh: '流' }, (_, { name }) => safeLine(name, 100)]],
  button: ({ say }, padded, rows) =>
    rowButton('pad stop', padded, rows, ({ stream }) =>
      say(`Stop the pad of ${safeLine(stream.stream, 40)}`, `停止垫片 ${safeLine(stream.stream, 40)}`),
    ),
});
