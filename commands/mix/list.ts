import { onlineMany } from '../../src/live/read/online.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { runButton } from '../../src/card/run-button.ts';
import { listCommand } from '../shape/list.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import { inputsText } from './inputs.ts';

/** `mix list`: those that Airdesk began; the cloud has no list of mixes. */
export const mixList = listCommand({
  name: 'mix list',
  zh: '混流 列表',
  summary: { en: 'List the mixes that were begun here', zh: '列出在这里启动的混流' },
  read: async (context) => {
    const [mixes, online] = await Promise.all([context.mixes.all(), onlineMany(context)]);
    const onAir = new Set(online.streams.map(({ stream }) => stream));
    const items = mixes.map((mix) => ({ ...mix, onAir: onAir.has(mix.output) }));
    return { items, total: items.length };
  },
  searched: (_, { session, output, inputs }) => [session, output, ...inputs.map(({ name }) => name)],
  title: { en: 'Mixes', zh: '混流' },
  none: { en: 'No mix was begun here', zh: '还没有在这里启动的混流' },
  noMatch: { en: 'No such mix', zh: '没有符合条件的混流' },
  hint: {
    en: 'The cloud cannot list mixes: those started elsewhere are unknown here.',
    zh: '云端没有混流列表：在别处启动的混流这里无法得知。',
  },
  note: ({ say }) =>
    say('Only those that were begun here: the cloud has no list.', '仅包含在这里启动的混流：云端没有列表。'),
  columns: [
    [{ en: 'Mix', zh: '会话' }, (_, { session }) => session],
    [{ en: 'Output', zh: '输出' }, (_, { output }) => output],
    [
      { en: 'State', zh: '状态' },
      ({ say }, { onAir }) => (onAir ? say('on air', '推流中') : say('not on air', '未推流')),
    ],
    [{ en: 'Inputs', zh: '输入' }, (_, { inputs }) => safeLine(inputsText(inputs), 80)],
    [{ en: 'By', zh: '操作人' }, (context, { by, at }) => `${safeLine(by, 30)}, ${ago(context, at)}`],
  ],
  button: ({ say }, { session }) =>
    runButton(typedLine('mix stop', session), say(`Stop ${session}`, `停止 ${session}`)),
});
