import { z } from 'zod';
import type { CommandContext } from '../../src/command.ts';
import { targetStream, type PullTask } from '../../src/live/read/pulls.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Text } from '../../src/text/language.ts';
import type { Fact } from '../../src/reply.ts';
import { actCommand, nothingToDo, type ActPlan } from '../shape/act.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { pullNoun, pullSubject } from './noun.ts';
import { pullLabel } from './resolve.ts';
import { settingsOf } from './settings.ts';
import { addressOption, SOURCE_KINDS, wrongSource } from './source.ts';
import { plainAddress } from './state.ts';

const { live: LIVE } = SOURCE_KINDS;
const NONE = /^(?:none|无)$/iu;

interface Asked {
  readonly source?: string | undefined;
  readonly backup?: string | undefined;
  readonly name?: string | undefined;
}

/** The settings that are asked for. A backup that is taken away is empty. */
function wanted({ source, backup, name }: Asked): Partial<ReturnType<typeof settingsOf>> {
  return {
    ...(source !== undefined && { source: source.trim() }),
    ...(backup !== undefined && { backup: NONE.test(backup.trim()) ? '' : backup.trim() }),
    ...(name !== undefined && { name: name.trim() }),
  };
}

export const pullSet = actCommand({
  name: 'pull set',
  zh: '拉流 修改',
  summary: {
    en: 'Change source, backup source or comment of a pull task',
    zh: '修改拉流转推任务的源、备用源或备注',
  },
  risk: 'air',
  noun: pullNoun,
  subject: pullSubject,
  options: {
    source: addressOption(
      'address that is pulled, without a key in it',
      '拉流源地址，不能带密钥',
      'source',
      'rtmp://source.example.com/live/feed',
    ),
    backup: addressOption(
      'address that is pulled when the source fails, without a key in it; or none',
      '源异常时改拉的地址，不能带密钥；或“无”',
      'backup',
      'rtmp://backup.example.com/live/feed',
    ),
    name: {
      schema: z.string().min(1).max(512).optional(),
      summary: { en: 'comment by which people know it', zh: '备注，便于识别' },
      ...{ zh: '名称', required: false, example: 'stadium-feed', names: true },
    },
  },
  action: 'ModifyLivePullStreamTask',
  params: (task, options, { person }) => {
    const { source, backup, name } = wanted(options);
    return {
      ...{ TaskId: task.id, Operator: person.id },
      ...(source !== undefined && { SourceUrls: [source] }),
      ...(backup !== undefined && {
        BackupSourceUrl: backup,
        BackupSourceType: backup === '' ? '' : LIVE,
      }),
      ...(name !== undefined && { Comment: name }),
    };
  },
  title: (label) => ({ en: `Change pull task ${label}`, zh: `修改拉流转推任务 ${label}` }),
  refuse(task, options) {
    const { source, backup, ...rest } = wanted(options);
    const show = typedLine('pull show', byId(task.id));
    for (const [option, address] of Object.entries({ source, backup }) as ['source' | 'backup', string?][]) {
      const wrong = address ? wrongSource(option, address, show) : undefined;
      if (wrong) return wrong;
    }
    const isFiles = task.info.SourceType !== LIVE;
    if (isFiles && (source !== undefined || (backup !== undefined && backup !== '')))
      return nothingToDo(
        { en: `${pullLabel(task)} pulls files or a picture`, zh: `${pullLabel(task)} 的源是文件或图片` },
        {
          en: 'Lists of files are changed in the console. Nothing was done.',
          zh: '文件列表请到控制台修改。未执行任何操作。',
        },
        show,
      );
    const now = settingsOf(task);
    const changes = Object.entries({ source, backup, ...rest }).filter(
      ([key, value]) => value !== undefined && value !== now[key as keyof typeof now],
    );
    return changes.length > 0
      ? undefined
      : nothingToDo(
          { en: `Nothing of ${pullLabel(task)} would change`, zh: `${pullLabel(task)} 没有变化` },
          {
            en: 'Give source, backup or name another value.',
            zh: '请给出不同的 源、备用源 或 名称。',
          },
          show,
        );
  },
  warn: (_, __, { source, backup }): readonly Text[] => [
    ...(source === undefined
      ? []
      : [
          {
            en: 'The other source is pulled at once: the picture changes, with a gap of some seconds.',
            zh: '会立即改拉新的源：画面随之改变，并中断数秒。',
          },
        ]),
    ...(backup === undefined
      ? []
      : [
          {
            en: 'A backup source is pulled when the source fails.',
            zh: '源异常时才会拉取备用源。',
          },
        ]),
  ],
  facts: async (context, task, options) => [
    ...changeFacts(context, task, options),
    ...(await viewers(context, task)),
  ],
  isDone(task, plan) {
    if (!task) return false;
    const after = paramsOf(plan);
    const now = settingsOf(task);
    return (
      (after.SourceUrls === undefined || after.SourceUrls[0] === now.source) &&
      (after.BackupSourceUrl === undefined || after.BackupSourceUrl === now.backup) &&
      (after.Comment === undefined || after.Comment === now.name)
    );
  },
  undo(plan) {
    const after = paramsOf(plan);
    const was = plan.was as { readonly source?: string; readonly backup?: string; readonly name?: string };
    const options: Record<string, string> = {};
    if (after.SourceUrls !== undefined) options['source'] = was.source ?? '';
    if (after.BackupSourceUrl !== undefined)
      options['backup'] = was.backup === '' ? 'none' : (was.backup ?? '');
    if (after.Comment !== undefined) options['name'] = was.name ?? '';
    // An address that can hold a key is not kept, so that it cannot be put back.
    const isKept = Object.values(options).every((value) => value !== '' && !value.startsWith('#'));
    if (!isKept) return undefined;
    return { command: 'pull set', options, label: { en: 'Undo: the former values', zh: '撤销：恢复原值' } };
  },
  undoText: {
    en: 'Undo: the former values; not where a former address could hold a key.',
    zh: '可撤销：恢复原值；原地址可能含密钥时无法撤销。',
  },
});

function paramsOf({ params }: ActPlan) {
  return params as {
    readonly SourceUrls?: readonly string[];
    readonly BackupSourceUrl?: string;
    readonly Comment?: string;
  };
}

function changeFacts({ say }: CommandContext, task: PullTask, options: Asked): Fact[] {
  const now = { ...settingsOf(task), source: plainAddress(task.info.SourceUrls?.[0] ?? '') };
  const was = { ...now, backup: plainAddress(task.info.BackupSourceUrl ?? '') };
  const labels = {
    source: say('Source then', '改后的源'),
    backup: say('Backup source then', '改后的备用源'),
    name: say('Comment then', '改后的备注'),
  };
  const text = (value: string) => safeLine(value, 120) || say('none', '无');
  return Object.entries(wanted(options)).map(([key, value]) => {
    const name = key as keyof typeof was;
    return { label: labels[name], value: `${text(was[name])} → ${text(value)}` };
  });
}

async function viewers(context: CommandContext, task: PullTask): Promise<Fact[]> {
  const target = targetStream(task);
  return target ? [await viewersFact(context, target)] : [];
}
