import { nameWithId } from '../../src/card/name-with-id.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { isOver, readTasksAround, type StreamTask } from '../../src/live/read/tasks.ts';
import { readTemplates } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { formatInZone } from '../../src/text/time.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { templateNoun } from '../feature/template-noun.ts';
import { prefixedName } from '../../src/text/name-forms.ts';
import { labelOf, type Noun, type NounOption } from '../shape/noun.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { when } from '../when.ts';
import type { TaskRow } from './kinds.ts';

/** Tasks of a kind, as commands of one call change them: by id, or by the stream that has only one. */
export function taskNoun(row: TaskRow): Noun<StreamTask> {
  const { kind, words } = row;
  return {
    kind: `${kind}-task`,
    words,
    list: `${kind} task list`,
    // A task has no card of its own: its list tells all there is.
    show: `${kind} task list`,
    read: async (context) => {
      const listed = await readTasksAround(kind, context, context.now());
      const open = listed.items.filter((task) => !isOver(task, context.now()));
      // A stream means the task that it has now, where it has one; an id any of them.
      const names = new Set(open.map(({ name }) => name));
      const over = (task: StreamTask) => isOver(task, context.now()) && names.has(task.name);
      return { ...listed, items: listed.items.map((task) => (over(task) ? { ...task, name: '' } : task)) };
    },
    readOne: async (context, id) =>
      (await readTasksAround(kind, context, context.now())).items.find((task) => task.id === id),
    async meant(context, given, command) {
      if (prefixedName(given)?.by === 'id') return given;
      try {
        return fullName(await resolveStream(context, given, command));
      } catch (error) {
        // No stream is called so: it may be the id of a task.
        if (error instanceof Refusal && error.code !== 'airdesk.ambiguous') return given;
        throw error;
      }
    },
    label: taskLabel,
    facts: (context, task) => taskFacts(context, row, task),
    state: ({ start, end, templateId, stopped = 0 }) => ({ start, end, templateId, stopped }),
  };
}

/** The option that names one. */
export function taskSubject({ kind, words }: TaskRow): NounOption & { readonly name: string } {
  return {
    ...{ name: 'task', zh: '任务', suggests: `${kind}-task` as const, example: 'push.example.com/live/main' },
    summary: {
      en: `id of the ${words.en}, or the stream where it has only one`,
      zh: `${words.zh}的 ID；某路流只有一个任务时可写流名`,
    },
  };
}

/** The stream, and the beginning of the id. */
export function taskLabel({ stream, id }: StreamTask): Text {
  return nameWithId(safeLine(fullName(stream), 100), id.slice(0, 8));
}

/** Whether it waits, works, was stopped or is over. */
export function taskState(
  { say, language, now }: Pick<CommandContext, 'say' | 'language' | 'now'>,
  { running }: TaskRow,
  task: StreamTask,
): string {
  if (task.stopped !== undefined) return say('stopped', '已停止');
  if (task.end <= now()) return say('over', '已结束');
  return task.start > now() ? say('waiting', '等待开始') : wording(running, language);
}

/** As tables have it: `2026-03-01 20:48`, in the reader's zone, which stands under them. */
export function minute({ config }: Pick<CommandContext, 'config'>, ms: number): string {
  return formatInZone(ms, config.timeZone).slice(0, 16);
}

async function taskFacts(context: CommandContext, row: TaskRow, task: StreamTask): Promise<Fact[]> {
  const { say } = context;
  return [
    { label: say('Stream', '流'), value: fullName(task.stream) },
    { label: say('State', '状态'), value: taskState(context, row, task) },
    { label: say('From', '开始'), value: when(context, task.start) },
    { label: say('Until', '结束'), value: when(context, task.end) },
    ...(task.stopped === undefined
      ? []
      : [{ label: say('Stopped', '停止时间'), value: when(context, task.stopped) }]),
    { label: say('Template', '模板'), value: await templateText(context, row, task.templateId) },
    { label: 'ID', value: task.id },
  ];
}

/** What the template is called; that it is gone, where it is. @throws LiveError */
export async function templateText(
  context: CommandContext,
  { feature, noTemplate, kind }: TaskRow,
  id: string,
): Promise<string> {
  const { items } = await readTemplates(kind, context);
  const template = items.find((each) => each.id === id);
  if (template) return wording(labelOf(templateNoun(feature), template), context.language);
  return context.say(`${id || '-'} (${noTemplate.en})`, `${id || '-'}（${noTemplate.zh}）`);
}
