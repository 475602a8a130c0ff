import { safeLine } from '../../src/text/safe-line.ts';
import { runButton } from '../../src/card/run-button.ts';
import { listCommand } from '../shape/list.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { conditionText, muteText } from './describe.ts';

/** `mute list`: the mutes that hold now. */
export const muteList = listCommand({
  name: 'mute list',
  zh: '屏蔽 列表',
  summary: { en: 'List the active mutes', zh: '列出生效中的屏蔽' },
  read: async ({ alerts, account }) => {
    const mutes = [...alerts.mutes(account)].sort((a, b) => a.until - b.until);
    return { items: mutes, total: mutes.length };
  },
  searched: (_, mute) => [mute.id, mute.pattern, mute.condition, mute.why, mute.by.name],
  title: (count) => ({ en: `Mutes: ${count}`, zh: `生效中的屏蔽：${count} 条` }),
  none: { en: 'Nothing is muted', zh: '没有生效中的屏蔽' },
  noMatch: { en: 'No such mute', zh: '没有符合条件的屏蔽' },
  hint: {
    en: 'To mute streams for a time: mute add <pattern> <until>',
    zh: '在一段时间内屏蔽告警：屏蔽 添加 <范围> <截止>',
  },
  columns: [
    [{ en: 'What', zh: '范围' }, (_, mute) => muteText(mute)],
    [{ en: 'Only', zh: '异常' }, conditionText],
    [{ en: 'Until', zh: '截止' }, (context, mute) => when(context, mute.until)],
    [{ en: 'By', zh: '操作人' }, (_, mute) => safeLine(mute.by.name, 40)],
    [{ en: 'Why', zh: '说明' }, (_, mute) => safeLine(mute.why ?? '', 100)],
    [{ en: 'ID', zh: 'ID' }, (_, mute) => mute.id],
  ],
  button: ({ say }, { id }) => runButton(typedLine('mute end', id), say(`End ${id}`, `结束 ${id}`)),
  buttonsOf: 'first',
});
