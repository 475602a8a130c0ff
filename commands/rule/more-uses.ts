import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readCasterInfo, readCasterList } from '../../src/live/read/casters.ts';
import { readPullTasks } from '../../src/live/read/pulls.ts';
import { isOver, readTasksAround, type TaskKind } from '../../src/live/read/tasks.ts';
import type { Template } from '../../src/live/read/templates.ts';
import type { Text } from '../../src/text/language.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Feature } from '../feature/feature.ts';
import type { Uses } from '../feature/uses.ts';
import { typedLine } from '../typed-line.ts';
import { whyUnread } from '../unread.ts';

/** Each caster is asked for by itself, and the cloud takes few calls a second. */
const MOST_CASTERS = 20;

type Reading = readonly [what: Text, read: () => Promise<Uses>];

/** What uses a template besides rules and what binds it by name: tasks, pull tasks, casters. Never fails with what the cloud says. */
export async function moreUses(
  context: CommandContext,
  { name }: Feature,
  template: Template,
): Promise<Uses> {
  const readings: readonly Reading[] =
    name === 'record'
      ? [
          taskReading(context, 'record', template, { en: 'record tasks', zh: '录制任务' }),
          [{ en: 'pull tasks', zh: '拉流转推任务' }, () => pullUses(context, template)],
          [{ en: 'casters', zh: '导播台' }, () => casterUses(context, template)],
        ]
      : name === 'snapshot'
        ? [taskReading(context, 'snapshot', template, { en: 'snapshot tasks', zh: '截图任务' })]
        : [];
  const all = await Promise.all(readings.map(attempt));
  return { uses: all.flatMap(({ uses }) => uses), unread: all.flatMap(({ unread }) => unread) };
}

function taskReading(context: CommandContext, kind: TaskKind, { id }: Template, what: Text): Reading {
  return [
    what,
    async () => {
      const now = context.now();
      const { items, complete } = await readTasksAround(kind, context, now);
      const uses = items
        .filter((task) => task.templateId === id && !isOver(task, now))
        .map((task) => ({
          what: {
            en: `${kind} task of ${safeLine(task.name, 100)}`,
            zh: `${safeLine(task.name, 100)} 的${kind === 'record' ? '录制' : '截图'}任务`,
          },
          line: typedLine(`${kind} task list`),
        }));
      return { uses, unread: complete ? [] : [beyond(what)] };
    },
  ];
}

async function pullUses(context: CommandContext, template: Template): Promise<Uses> {
  const { items, complete } = await readPullTasks(context);
  const uses = items
    .filter(({ info }) => info.RecordTemplateId === template.id)
    .map(({ id, name }) => ({
      what: { en: `pull task ${safeLine(name || id, 40)}`, zh: `拉流转推任务 ${safeLine(name || id, 40)}` },
      line: typedLine('pull show', byId(id)),
    }));
  return { uses, unread: complete ? [] : [beyond({ en: 'pull tasks', zh: '拉流转推任务' })] };
}

async function casterUses(context: CommandContext, template: Template): Promise<Uses> {
  const casters = await readCasterList(context);
  const infos = await Promise.all(
    casters
      .slice(0, MOST_CASTERS)
      .map(async (caster) => ({ caster, info: await readCasterInfo(context, caster.id) })),
  );
  const uses = infos
    .filter(({ info }) => String(info?.RecordTemplateId ?? '') === template.id)
    .map(({ caster: { id, name } }) => ({
      what: { en: `caster ${safeLine(name || id, 40)}`, zh: `导播台 ${safeLine(name || id, 40)}` },
      line: typedLine('caster show', byId(id)),
    }));
  return { uses, unread: casters.length > MOST_CASTERS ? [beyond({ en: 'casters', zh: '导播台' })] : [] };
}

async function attempt([what, read]: Reading): Promise<Uses> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    const why = whyUnread(error);
    return { uses: [], unread: [{ en: `${what.en}: ${why.en}`, zh: `${what.zh}：${why.zh}` }] };
  }
}

function beyond({ en, zh }: Text): Text {
  return { en: `${en}: only the first ones were read`, zh: `${zh}：只读取了前一部分` };
}
