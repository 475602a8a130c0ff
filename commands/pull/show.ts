import { defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { streamButton } from '../stream/button.ts';
import { typedLine } from '../typed-line.ts';
import { pullLabel, pullOption, resolvePull } from './resolve.ts';
import { pullFacts, readPullState } from './state.ts';
import { isDue, targetStream } from '../../src/live/read/pulls.ts';

export const pullShow = defineLook({
  name: 'pull show',
  zh: '拉流 查看',
  summary: { en: 'Show a pull task and whether it runs', zh: '查看一个拉流转推任务及其运行状态' },
  risk: 'read',
  options: { task: pullOption },
  async run(context, options) {
    const { say } = context;
    const pull = await resolvePull(context, options.task, 'pull show');
    const reading = await readPullState(context, pull);
    const target = targetStream(pull);
    const due = isDue(pull, context.now());
    return card(pullLabel(pull), {
      tone: reading.runStatus === 'active' ? 'success' : due ? 'warning' : 'info',
      facts: [...pullFacts(context, pull, reading), { label: 'ID', value: pull.id }],
      buttons: buttonRow(
        due ? runButton(typedLine('pull restart', pull.word), say('Restart…', '重启…'), 'danger') : undefined,
        target ? streamButton(context, 'stream show', target, say('Stream', '查看流')) : undefined,
      ),
    });
  },
});
