import { defineLook } from '../../src/command.ts';
import { brief } from '../brief.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { conditionText, muteText } from './describe.ts';

/** So many of a page get a button that ends them. */
const FEW = 5;

export const muteList = defineLook({
  name: 'mute list',
  zh: '屏蔽 列表',
  summary: { en: 'List the mutes that hold now', zh: '列出生效中的屏蔽' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const mutes = [...context.alerts.mutes(context.account)]
      .filter((mute) =>
        matches(options.filter, mute.id, mute.pattern, mute.condition, mute.why, mute.by.name),
      )
      .sort((a, b) => a.until - b.until);
    if (mutes.length === 0)
      return card(
        options.filter === undefined
          ? say('Nothing is muted', '没有生效中的屏蔽')
          : say('No such mute', '没有符合条件的屏蔽'),
        {
          lines: [
            say(
              'To mute streams for a time: mute add <pattern> <until>',
              '在一段时间内屏蔽告警：屏蔽 添加 <范围> <截止>',
            ),
          ],
        },
      );
    const rows = pageOf(mutes, options.page);
    return card(say(`Mutes: ${mutes.length}`, `生效中的屏蔽：${mutes.length} 条`), {
      lines: listLines(context, 'mute list', options, { total: mutes.length }),
      table: toldTable({
        columns: [
          say('What', '范围'),
          say('Only', '异常'),
          say('Until', '截止'),
          say('By', '操作人'),
          say('Why', '说明'),
          'ID',
        ],
        rows: rows.map((mute) => [
          muteText(mute),
          conditionText(context, mute),
          when(context, mute.until),
          brief(mute.by.name, 40),
          brief(mute.why ?? '', 100),
          mute.id,
        ]),
      }),
      buttons: [
        ...buttonRow(
          ...rows
            .slice(0, FEW)
            .map(({ id }) => runButton(typedLine('mute end', id), say(`End ${id}`, `结束 ${id}`))),
        ),
        ...nextPage(context, 'mute list', options, mutes.length),
      ],
    });
  },
});
