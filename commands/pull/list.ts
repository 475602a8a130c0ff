import { type CommandContext, defineLook } from '../../src/command.ts';
import { brief } from '../brief.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { type Pull, pullLabel, readPulls } from './resolve.ts';
import { idleReason, sourcesText, targetText } from './state.ts';

/** Up to so many tasks, each gets a button to its own card. */
const FEW = 5;

/** Whether a task that is due really runs takes a call for each: that is on its own card. */
export const pullList = defineLook({
  name: 'pull list',
  zh: '拉流 列表',
  summary: { en: 'List the pull tasks', zh: '列出拉流转推任务' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const { pulls, total } = await readPulls(context);
    const found = pulls.filter((pull) =>
      matches(options.filter, pull.id, pull.name, targetText(context, pull)),
    );
    if (found.length === 0)
      return card(
        total === 0
          ? say('There are no pull tasks', '还没有拉流转推任务')
          : say('No such pull task', '没有符合条件的拉流转推任务'),
        {},
      );
    const rows = pageOf(found, options.page);
    const count = { total: found.length, ...(pulls.length < total ? { read: pulls.length } : {}) };
    return card(say('Pull tasks', '拉流转推任务'), {
      lines: listLines(context, 'pull list', options, count),
      table: {
        columns: [
          say('Comment', '备注'),
          say('State', '状态'),
          say('Source', '拉流源'),
          say('Target', '转推目标'),
          'ID',
        ],
        rows: rows.map((pull) => row(context, pull)),
      },
      buttons: [
        ...(rows.length > FEW ? [] : showButtons(rows)),
        ...nextPage(context, 'pull list', options, found.length),
      ],
    });
  },
});

function row(context: CommandContext, pull: Pull): string[] {
  return [
    brief(pull.name, 40),
    idleReason(context, pull) ?? context.say('enabled', '已启用'),
    brief(sourcesText(pull).split('\n', 1)[0] ?? '', 60),
    targetText(context, pull),
    pull.id,
  ];
}

function showButtons(pulls: readonly Pull[]) {
  return buttonRow(
    ...pulls.map((pull) => {
      const label = pullLabel(pull);
      const alone = pulls.filter((other) => pullLabel(other) === label).length === 1;
      return runButton(typedLine('pull show', pull.word), alone ? label : pull.id);
    }),
  );
}
