import { z } from 'zod';
import { type ActCommand, defineAct } from '../../src/command.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { byId } from '../../src/text/name-forms.ts';
import { templateNoun, templateSubject } from '../feature/template-noun.ts';
import { idOfLeft } from '../shape/add.ts';
import { nounOption, resolve } from '../shape/noun.ts';
import { switchOf } from '../shape/values.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { instant } from '../when.ts';
import { findTask, previewTask, runTask, type TaskPlan } from './create.ts';
import type { TaskRow } from './kinds.ts';
import { forOption, fromOption, timesOf } from './times.ts';

const onOrOff = switchOf({ on: true, off: false });

/** The command that plans a task of this kind, as `record task add`. */
export function taskAdd(row: TaskRow): ActCommand {
  const { kind, zh, words, feature, summaries } = row;
  return defineAct({
    name: `${kind} task add`,
    zh: `${zh} 任务 添加`,
    summary: summaries.add,
    risk: 'change',
    options: {
      stream: streamOption,
      from: fromOption,
      for: forOption,
      template: nounOption(templateSubject(feature)),
      mixed: {
        schema: z
          .string()
          .optional()
          .transform((typed) => typed !== undefined && onOrOff.read(typed) === true),
        summary: { en: 'on where a mix makes the stream', zh: '由混流产生的流选“开”' },
        zh: '混流',
        required: false,
        example: 'on',
        choices: [
          { value: 'on', label: { en: 'on', zh: '开' } },
          { value: 'off', label: { en: 'off', zh: '关' } },
        ],
      },
    },
    async preview(context, options) {
      const stream = await resolveStream(context, options.stream, `${kind} task add`, [
        options.from.text,
        options.for.text,
        options.template,
      ]);
      const times = timesOf(context, options.from, options.for);
      const template = await resolve(context, templateNoun(feature), options.template, `${kind} task add`);
      const asked = { stream, template, times, now: false, mixed: options.mixed };
      const { say } = context;
      const [shown, start] = [safeLine(fullName(stream), 100), instant(context, times.start)];
      const preview = await previewTask(context, row, asked);
      return {
        ...preview,
        title:
          kind === 'record'
            ? say(`Record ${shown} from ${start}`, `从 ${start} 起录制 ${shown}`)
            : say(`Take pictures of ${shown} from ${start}`, `从 ${start} 起对 ${shown} 截图`),
        lines: [...preview.lines, say('Undo: remove the task again.', '可撤销：再删除该任务。')],
      };
    },
    run: (context, plan: TaskPlan) => runTask(context, row, plan),
    verify: (context, plan) => findTask(context, row, plan),
    undo({ say }, _, left) {
      const id = idOfLeft(left);
      if (id === undefined) return undefined;
      const label = say(`Undo: remove the ${words.en}`, `撤销：删除${words.zh}`);
      return { command: `${kind} task remove`, options: { task: byId(id) }, label };
    },
  });
}
