import { type CommandContext, type OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { fromCloud, toCloud } from '../../src/live/cloud-time.ts';
import type { PullTask } from '../../src/live/read/pulls.ts';
import { byId } from '../../src/text/name-forms.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import type { FixedUntil } from '../fixed-until.ts';
import { lengthOption } from '../stream/ban-length.ts';
import { endOf } from '../until.ts';
import { typedLine } from '../typed-line.ts';
import { instant, when } from '../when.ts';
import { pullNoun, pullSubject } from './noun.ts';
import { pullLabel } from './resolve.ts';

/** CreateLivePullStreamTask, EndTime. */
const LONGEST = 30 * 86_400_000;

/** Until when a task pulls. What is meant is fixed when it is asked. */
const untilOption = {
  ...lengthOption,
  schema: lengthOption.schema.unwrap(),
  summary: {
    en: 'until when (22:00, 2026-03-05T22:00) or how long from now (2h); 30 days after its start at most',
    zh: '截止时间（22:00、2026-03-05T22:00）或从现在起的时长（2h）；距开始最长 30 天',
  },
  ...{ zh: '结束', required: true, example: '2h' },
} as const satisfies OptionSpec;

function endMeant(context: CommandContext, until: FixedUntil): number {
  const end = until.end ?? endOf(until, context.now(), context.config.timeZone);
  return Math.floor(end / 1000) * 1000;
}

const base = {
  risk: 'change',
  noun: pullNoun,
  subject: pullSubject,
  options: { until: untilOption },
  action: 'ModifyLivePullStreamTask',
  params: (task: PullTask, { until }: { readonly until: FixedUntil }, context: CommandContext) => ({
    ...{ TaskId: task.id, Operator: context.person.id },
    EndTime: toCloud(endMeant(context, until)),
  }),
} as const;

export const pullExtend = actCommand({
  ...base,
  name: 'pull extend',
  zh: '拉流 延期',
  summary: {
    en: 'Give a pull task a later end; its push goes on',
    zh: '延长拉流转推任务的结束时间，推流不中断',
  },
  title: (label) => ({ en: `Extend pull task ${label}`, zh: `延长拉流转推任务 ${label}` }),
  refuse(task, { until }, context) {
    const end = endMeant(context, until);
    const [label, show] = [pullLabel(task), typedLine('pull show', byId(task.id))];
    const [start, former] = [fromCloud(task.info.StartTime), fromCloud(task.info.EndTime)];
    if (end <= context.now())
      return bad(
        { en: 'until is over already', zh: '“结束”已过' },
        {
          en: 'Give a later time, as until:2h.',
          zh: '请给出更晚的时间，例如 结束:2h。',
        },
      );
    if (start !== undefined && end - start >= LONGEST)
      return bad(
        { en: `until is more than 30 days after ${label} began`, zh: `“结束”距 ${label} 开始超过 30 天` },
        {
          en: `The cloud takes an end before ${instant(context, start + LONGEST)}. For longer, make another task.`,
          zh: `云端只接受早于 ${instant(context, start + LONGEST)} 的结束时间；更久请另建任务。`,
        },
      );
    if (former !== undefined && end <= former)
      return nothingToDo(
        {
          en: `Pull task ${label} ends later than that already`,
          zh: `拉流转推任务 ${label} 的结束时间已晚于此`,
        },
        {
          en: `It ends ${instant(context, former)}. To end it now: pull stop.`,
          zh: `结束时间为 ${instant(context, former)}。要立即结束请用“拉流 停止”。`,
        },
        show,
      );
    return undefined;
  },
  warn: () => [{ en: 'Only its end changes: the push goes on.', zh: '只改结束时间，推流不会中断。' }],
  facts: (context, task, { until }) =>
    endFacts(context, fromCloud(task.info.EndTime), endMeant(context, until)),
  isDone,
  undo: (plan) => formerEnd(plan.was),
  undoText: { en: 'Undo: the former end.', zh: '可撤销：恢复原结束时间。' },
});

/** Undo of the former: an earlier end, which is asked for as such by nobody. */
export const pullEnd = actCommand({
  ...base,
  name: 'pull end',
  zh: '拉流 到期',
  summary: { en: 'Give a pull task its former end again', zh: '恢复拉流转推任务原来的结束时间' },
  hidden: true,
  title: (label) => ({
    en: `Give pull task ${label} its former end`,
    zh: `恢复拉流转推任务 ${label} 的结束时间`,
  }),
  refuse: (_, { until }, context) =>
    endMeant(context, until) <= context.now()
      ? bad(
          { en: 'The former end is over', zh: '原结束时间已过' },
          {
            en: 'With that end, the push would stop at once. To stop it: pull stop.',
            zh: '恢复后推流会立即结束。要结束请用“拉流 停止”。',
          },
        )
      : undefined,
  warn: () => [{ en: 'Its push ends at the former end.', zh: '推流将在原结束时间结束。' }],
  facts: (context, task, { until }) =>
    endFacts(context, fromCloud(task.info.EndTime), endMeant(context, until)),
  isDone,
  undoText: { en: 'No undo: pull extend gives it a later end.', zh: '无法撤销：可用“拉流 延期”再次延长。' },
});

function isDone(task: PullTask | undefined, plan: { readonly params: unknown }): boolean {
  const { EndTime } = plan.params as { readonly EndTime?: string };
  return task !== undefined && fromCloud(task.info.EndTime) === fromCloud(EndTime);
}

function formerEnd(was: unknown) {
  const { ends } = was as { readonly ends?: string };
  const end = fromCloud(ends);
  if (end === undefined) return undefined;
  return {
    command: 'pull end',
    options: { until: toCloud(end) },
    label: { en: 'Undo: the former end', zh: '撤销：恢复原结束时间' },
  };
}

function endFacts(context: CommandContext, before: number | undefined, after: number) {
  const { say } = context;
  const text = (ms: number | undefined) => (ms === undefined ? '' : when(context, ms));
  return [
    { label: say('Ends then', '改后结束'), value: text(after) },
    { label: say('Ends so far', '原结束'), value: text(before) },
  ].filter(({ value }) => value !== '');
}

function bad(title: { en: string; zh: string }, hint: { en: string; zh: string }): Refusal {
  return new Refusal('airdesk.bad-option', title, hint);
}
