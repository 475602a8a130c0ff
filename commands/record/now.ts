import { z } from 'zod';
import { defineAct } from '../../src/command.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { byId } from '../../src/text/name-forms.ts';
import { templateSubject } from '../feature/template-noun.ts';
import { FixedUntilSchema, fixUntil } from '../fixed-until.ts';
import { idOfLeft } from '../shape/add.ts';
import { nounOption } from '../shape/noun.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { findTask, previewTask, runTask, type TaskPlan } from '../task/create.ts';
import { RECORD_TASKS } from '../task/kinds.ts';
import { templateMeant } from '../task/template-meant.ts';
import { timesOf } from '../task/times.ts';
import { untilSpellings, untilWords } from '../until-words.ts';
import { instant } from '../when.ts';

const HOUR = 3_600_000;
const USUAL = { kind: 'span', ms: HOUR, text: '1h' } as const;

/** `record now`: a record task that begins at once. */
export const recordNow = defineAct({
  name: 'record now',
  zh: '录制 立即',
  summary: {
    en: 'Record a stream from now on, for an hour by default',
    zh: '立即录制一路流，默认 1 小时',
  },
  risk: 'change',
  options: {
    stream: streamOption,
    for: {
      schema: FixedUntilSchema.optional(),
      summary: {
        en: 'how long (2h, 90m) or until when (23:00); 1 hour when left out, 24 at most',
        zh: '时长（2h、90m）或结束时间（23:00）；不填为 1 小时，最长 24 小时',
      },
      zh: '时长',
      required: false,
      example: '2h',
      words: untilWords,
      near: untilSpellings,
      fix: (given = USUAL.text, at) => fixUntil(given, at),
    },
    template: {
      ...nounOption({ ...templateSubject(RECORD_TASKS.feature), required: false }),
      schema: z.string().min(1).max(255).optional(),
    },
  },
  async preview(context, options) {
    const { say } = context;
    const rest = [options.for?.text ?? ''];
    const stream = await resolveStream(context, options.stream, 'record now', rest);
    const times = timesOf(context, undefined, options.for ?? USUAL);
    const template = await templateMeant(context, RECORD_TASKS, stream, options.template);
    const [shown, end] = [safeLine(fullName(stream), 100), instant(context, times.end)];
    const preview = await previewTask(context, RECORD_TASKS, {
      ...{ stream, template, times, now: true, mixed: false },
    });
    return {
      ...preview,
      title: say(`Record ${shown} from now until ${end}`, `立即录制 ${shown}，至 ${end}`),
      lines: [
        ...preview.lines,
        say('Undo: stop it. What was recorded by then stays.', '可撤销：停止录制，已录内容会保留。'),
      ],
    };
  },
  run: (context, plan: TaskPlan) => runTask(context, RECORD_TASKS, plan),
  verify: (context, plan) => findTask(context, RECORD_TASKS, plan),
  undo({ say }, _, left) {
    const id = idOfLeft(left);
    const label = say('Undo: stop recording', '撤销：停止录制');
    return id === undefined ? undefined : { command: 'record task stop', options: { task: byId(id) }, label };
  },
});
