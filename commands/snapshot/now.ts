import { z } from 'zod';
import { type CommandContext, defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { onlineStream } from '../../src/live/read/online.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { readTasksAround } from '../../src/live/read/tasks.ts';
import type { Template } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording } from '../../src/text/language.ts';
import { markOf, seenValues, settingFacts, templateNoun, templateSubject } from '../feature/template-noun.ts';
import { labelOf, nounOption } from '../shape/noun.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamWord } from '../stream/naming/word.ts';
import { streamOption } from '../stream/option.ts';
import { SNAPSHOT_TASKS } from '../task/kinds.ts';
import { taskNoun } from '../task/noun.ts';
import { templateMeant } from '../task/template-meant.ts';
import { typedLine } from '../typed-line.ts';
import { whyUnheard } from './arrives.ts';

/** After the interval of its template a task has to live so long, s: the picture is taken at its end. */
const MARGIN = 10;
/** Where a template does not tell its interval, s. */
const USUAL_INTERVAL = 10;

/** `lasts`: how long the task lives, s. */
type Plan = {
  readonly stream: StreamName;
  readonly templateId: string;
  readonly lasts: number;
  readonly known: readonly string[];
};

/** `snapshot now`: CreateScreenshotTask, just long enough for one picture. */
export const snapshotNow = defineAct({
  name: 'snapshot now',
  zh: '截图 立即',
  summary: { en: 'Take a picture of a stream, and show it', zh: '立即对一路流截图并显示' },
  risk: 'change',
  options: {
    stream: streamOption,
    template: {
      ...nounOption({ ...templateSubject(SNAPSHOT_TASKS.feature), required: false }),
      schema: z.string().min(1).max(255).optional(),
    },
  },
  async preview(context, options) {
    const { say, language } = context;
    const stream = await resolveStream(context, options.stream, 'snapshot now', [options.template ?? '']);
    const name = fullName(stream);
    const shown = safeLine(name, 100);
    if (!(await onlineStream(context, stream))) throw notOnAir(shown, streamWord(stream));
    const [template, tasks, unheard] = await Promise.all([
      templateMeant(context, SNAPSHOT_TASKS, stream, options.template),
      readTasksAround('snapshot', context, context.now(), stream),
      whyUnheard(context, stream),
    ]);
    const { feature } = SNAPSHOT_TASKS;
    const every = intervalOf(template);
    const wait = formatDuration(every * 1000, language);
    return {
      target: { key: `${context.account}/snapshot-task/on:${name}`, label: name },
      title: say(`Take a picture of ${shown}`, `对 ${shown} 截图`),
      plan: {
        ...{ stream, templateId: template.id, lasts: every + MARGIN },
        known: tasks.items.map(({ id }) => id),
      } satisfies Plan,
      state: { template: markOf(feature, template), unheard: unheard !== undefined },
      showCommand: typedLine('snapshot show', streamWord(stream)),
      facts: [
        {
          label: say('Template', '模板'),
          value: wording(labelOf(templateNoun(feature), template), context.language),
        },
        ...settingFacts(feature, context, seenValues(feature, context, template.info)),
      ],
      lines: [
        ...(unheard ? [wording(unheard, language)] : []),
        say(
          `It takes about ${wait}: the picture is stored in your bucket and reported by a callback. After that, Show on the card shows it.`,
          `约需 ${wait}：截图存入存储桶后通过回调通知，届时按卡片上的“查看”即可显示。`,
        ),
        say(
          'Viewers notice nothing. No undo: the task ends by itself after one picture.',
          '观众无感知。无法撤销：任务截图一张后自动结束。',
        ),
      ],
    };
  },
  async run({ live, now }, { stream, templateId, lasts }) {
    await live.call('CreateScreenshotTask', {
      ...cloudName(stream),
      ...{ EndTime: Math.floor(now() / 1000) + lasts, TemplateId: BigInt(templateId) },
    });
  },
  async verify(context, plan) {
    const { items } = await readTasksAround('snapshot', context, context.now(), plan.stream);
    const [only, second] = items.filter(
      ({ id, templateId }) => !plan.known.includes(id) && templateId === plan.templateId,
    );
    const facts = only
      ? [...(await taskNoun(SNAPSHOT_TASKS).facts(context, { ...only, word: only.id })), soon(context, plan)]
      : [];
    return { seen: only !== undefined && !second, ...(second && { maybeOthers: true }), facts };
  },
});

function soon({ say, language }: CommandContext, { lasts }: Plan): Fact {
  const wait = formatDuration((lasts - MARGIN) * 1000, language);
  return {
    label: say('Picture', '截图'),
    value: say(`in about ${wait}: press Show`, `约 ${wait} 后：按“查看”显示`),
  };
}

/** A picture every so many seconds. */
function intervalOf({ info }: Template): number {
  const every = Number((info as Readonly<Record<string, unknown>>)['SnapshotInterval'] ?? USUAL_INTERVAL);
  return Number.isFinite(every) && every > 0 ? every : USUAL_INTERVAL;
}

function notOnAir(shown: string, word: string): Refusal {
  return new Refusal(
    'airdesk.nothing-to-do',
    { en: `${shown} is not on air`, zh: `${shown} 当前未推流` },
    { en: 'There is nothing to take a picture of.', zh: '没有可截取的画面。' },
    [typedLine('stream show', word), typedLine('snapshot show', word)],
  );
}
