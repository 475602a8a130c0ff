import type { CommandContext, Preview, Verified } from '../../src/command.ts';
import { onlineStream, pushedSince } from '../../src/live/read/online.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { isOver, readTasksAround, type StreamTask } from '../../src/live/read/tasks.ts';
import { readRules, type Template } from '../../src/live/read/templates.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { markOf, seenValues, settingFacts, templateNoun } from '../feature/template-noun.ts';
import { labelOf } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import type { TaskRow } from './kinds.ts';
import { taskNoun, templateText } from './noun.ts';
import { ruleFor } from './rule-for.ts';
import type { Times } from './times.ts';

/** A task that is to be made, and which were there before. Times in seconds since 1970, as the cloud takes them. */
export type TaskPlan = {
  readonly stream: StreamName;
  /** Null: at once. */
  readonly start: number | null;
  readonly end: number;
  readonly templateId: string;
  readonly mixed: boolean;
  readonly known: readonly string[];
};

/** A task as somebody asks for it, before the cloud has one. */
export interface AskedTask {
  readonly stream: StreamName;
  readonly template: Template;
  readonly times: Times;
  /** It begins with the call. */
  readonly now: boolean;
  readonly mixed: boolean;
}

/** Of the tasks of a stream that are due, so many run at once. */
const MOST_AT_ONCE = 3;

/** The preview of a task, `title` aside. @throws LiveError */
export async function previewTask(
  context: CommandContext,
  row: TaskRow,
  { stream, template, times, now, mixed }: AskedTask,
): Promise<Omit<Preview<TaskPlan>, 'title'>> {
  const { say, language } = context;
  const { kind, feature, makes } = row;
  const [online, tasks, rules] = await Promise.all([
    onlineStream(context, stream),
    readTasksAround(kind, context, context.now(), stream),
    readRules(kind, context),
  ]);
  const since = online && pushedSince(online.publishes);
  const open = tasks.items.filter((task) => !isOver(task, context.now()));
  const meanwhile = open.filter((task) => task.start < times.end && task.end > times.start);
  const rule = ruleFor(rules, stream);
  const lines: Text[] = [
    makes,
    ...(online ? [] : [notPushed(now)]),
    ...(meanwhile.length >= MOST_AT_ONCE ? [TOO_MANY] : []),
  ];
  return {
    target: { key: `${context.account}/${kind}-task/on:${fullName(stream)}`, label: fullName(stream) },
    plan: {
      stream,
      start: now ? null : times.start / 1000,
      end: times.end / 1000,
      templateId: template.id,
      mixed,
      known: tasks.items.map(({ id }) => id),
    },
    state: {
      onAir: online !== undefined,
      template: markOf(feature, template),
      tasks: open.map(({ id }) => id).sort(),
      rule: rule?.templateId ?? '',
      end: times.end,
    },
    showCommand: typedLine(`${kind} task list`, fullName(stream)),
    facts: [
      {
        label: say('On air', '推流'),
        value: online
          ? since === undefined
            ? say('yes', '推流中')
            : when(context, since)
          : say('no', '未推流'),
      },
      { label: say('From', '开始'), value: now ? say('at once', '立即') : when(context, times.start) },
      { label: say('Until', '结束'), value: when(context, times.end) },
      {
        label: say('Template', '模板'),
        value: wording(labelOf(templateNoun(feature), template), context.language),
      },
      ...settingFacts(feature, context, seenValues(feature, context, template.info)),
      ...(rule
        ? [
            {
              label: say('A rule does so too', '已有规则'),
              value: await templateText(context, row, rule.templateId),
            },
          ]
        : []),
      ...(meanwhile.length > 0
        ? [
            {
              label: say('Tasks at that time', '同时段任务'),
              value: meanwhile
                .slice(0, 5)
                .map((task) => `${task.id.slice(0, 8)} → ${when(context, task.end)}`)
                .join('\n'),
            },
          ]
        : []),
    ],
    lines: lines.map((line) => wording(line, language)),
  };
}

const TOO_MANY: Text = {
  en: 'At most 3 tasks run at once on a stream: this one waits until another ends.',
  zh: '同一路流最多同时运行 3 个任务：需等其他任务结束后才会开始。',
};

function notPushed(now: boolean): Text {
  return now
    ? {
        en: 'The stream is not pushed now: it waits for the push, until its end.',
        zh: '该流当前未推流：任务会等待推流，直到结束时间。',
      }
    : { en: 'The stream is not pushed now.', zh: '该流当前未推流。' };
}

/** Makes the task: one write. @throws LiveError */
export async function runTask({ live }: CommandContext, { calls }: TaskRow, plan: TaskPlan): Promise<void> {
  await live.call(calls.create, {
    ...cloudName(plan.stream),
    ...(plan.start !== null && { StartTime: plan.start }),
    ...{ EndTime: plan.end, TemplateId: BigInt(plan.templateId) },
    // Where a mix makes the stream, no push of its own begins it.
    ...(plan.mixed && { StreamType: 1 }),
  });
}

/** Whether it is listed. @throws LiveError */
export async function findTask(context: CommandContext, row: TaskRow, plan: TaskPlan): Promise<Verified> {
  const { items } = await readTasksAround(row.kind, context, context.now(), plan.stream);
  const [only, second] = items.filter((task) => isOurs(task, plan));
  if (!only) return { seen: false, facts: [] };
  const facts = await taskNoun(row).facts(context, { ...only, word: only.id });
  // Two alike in the same moment: somebody else made one, and nobody can tell which is ours.
  return second ? { seen: false, maybeOthers: true, facts } : { seen: true, facts, left: { id: only.id } };
}

function isOurs(task: StreamTask, plan: TaskPlan): boolean {
  return (
    !plan.known.includes(task.id) &&
    fullName(task.stream) === fullName(plan.stream) &&
    task.end === plan.end * 1000 &&
    task.templateId === plan.templateId &&
    (plan.start === null || task.start === plan.start * 1000)
  );
}
