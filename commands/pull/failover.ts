import { z } from 'zod';
import {
  type ActCommand,
  type CommandContext,
  defineAct,
  type Preview,
  type Verified,
} from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { fingerprint } from '../../src/json.ts';
import { isDue, targetStream } from '../../src/live/read/pulls.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { nothingToDo } from '../shape/act.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { pullLabel, pullOption, pullTarget, readPull, resolvePull, type Pull } from './resolve.ts';
import { plainAddress, pullFacts, readPullState, sourceMark } from './state.ts';

/** Marks of both sources, before and after: addresses can hold keys, and are kept nowhere. */
type Plan = { readonly id: string; readonly before: string; readonly after: string; readonly backup: string };

/** Source and backup source as they are. */
interface Sources {
  readonly main: string;
  readonly backup: string;
}

const LIVE = 'PullLivePushLive';

export const pullFailover: ActCommand = failover({
  name: 'pull failover',
  zh: '拉流 切源',
  summary: {
    en: 'Pull from the backup source; the source becomes the backup',
    zh: '改从备用源拉流，原来的源变为备用源',
  },
});

/** Undo of the former: only where both sources are as it left them. */
export const pullFailback: ActCommand = failover({
  name: 'pull failback',
  zh: '拉流 切回',
  summary: { en: 'Pull from the former source again', zh: '切回原来的拉流源' },
  hidden: true,
});

function failover(words: {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly hidden?: true;
}): ActCommand {
  return defineAct({
    ...words,
    risk: 'air',
    options: {
      task: pullOption,
      ...(words.hidden && {
        left: {
          schema: z.string().min(1).max(128),
          summary: { en: 'how the command left both sources', zh: '命令执行后两个源的标记' },
          ...{ zh: '现状', required: true, example: '4f1c' },
        },
      }),
    },
    async preview(context, options): Promise<Preview<Plan>> {
      const { say, language } = context;
      const pull = await resolvePull(context, options.task, words.name);
      const { left } = options as Readonly<Record<string, string | undefined>>;
      if (left !== undefined && left !== sourceMark(pull)) throw changed(pull);
      const sources = sourcesOf(context, pull);
      const target = targetStream(pull);
      const [reading, viewers] = await Promise.all([
        readPullState(context, pull),
        target ? viewersFact(context, target) : undefined,
      ]);
      if (reading.file !== undefined && reading.file === sources.backup) throw wentOver(pull);
      const label = pullLabel(pull);
      const backup = safeLine(plainAddress(sources.backup), 120);
      return {
        target: pullTarget(context, pull),
        title: say(`Pull ${label} from its backup source`, `${label} 改从备用源拉流`),
        plan: {
          id: pull.id,
          before: sourceMark(pull),
          after: swappedMark(pull, sources),
          backup: markOf(sources.backup),
        },
        showCommand: typedLine('pull show', pull.word),
        state: { sources: sourceMark(pull), runs: reading.runStatus },
        facts: [
          ...pullFacts(context, pull, reading),
          { label: say('Backup source', '备用源'), value: backup },
          ...(viewers ? [viewers] : []),
        ],
        lines: [
          reading.push && !reading.push.main
            ? {
                en: 'It feeds a backup: viewers notice nothing as long as the main push is fine.',
                zh: '它推的是备流：主流正常时观众无感知。',
              }
            : { en: 'The source changes with a gap of some seconds.', zh: '切换源时画面会中断数秒。' },
          { en: 'What is the source now becomes the backup source.', zh: '当前的源会变为备用源。' },
          { en: 'Undo: pull from the source of now again.', zh: '可撤销：切回当前的源。' },
        ].map((line) => wording(line, language)),
      };
    },
    /** Addresses are read again in the moment in which they are sent: no other than those of the preview are swapped. */
    async run(context, plan: Plan) {
      const pull = await readPull(context, plan.id);
      if (!pull || sourceMark(pull) !== plan.before) throw changed(pull);
      const { main, backup } = sourcesOf(context, pull);
      await context.live.call('ModifyLivePullStreamTask', {
        ...{ TaskId: plan.id, Operator: context.person.id, SourceUrls: [backup] },
        ...{ BackupSourceType: LIVE, BackupSourceUrl: main },
      });
    },
    async verify(context, plan: Plan): Promise<Verified> {
      const pull = await readPull(context, plan.id);
      if (!pull) return { seen: false, facts: [] };
      const reading = await readPullState(context, pull);
      const facts = pullFacts(context, pull, reading);
      const mark = sourceMark(pull);
      if (mark !== plan.after)
        return { seen: false, ...(mark !== plan.before && { maybeOthers: true }), facts };
      // What it pulls now is told only while it runs.
      const isPulled = reading.file === undefined || markOf(reading.file) === plan.backup;
      return { seen: reading.runStatus === 'active' && isPulled, facts };
    },
    undo: ({ say }, plan: Plan) => ({
      command: 'pull failback',
      options: { task: byId(plan.id), left: plan.after },
      label: say('Undo: the former source', '撤销：切回原来的源'),
    }),
  });
}

/** Both sources. @throws Refusal where there are no two that can change places */
function sourcesOf(context: CommandContext, pull: Pull): Sources {
  const { info } = pull;
  const [label, show] = [pullLabel(pull), typedLine('pull show', pull.word)];
  const [main] = info.SourceUrls ?? [];
  const backup = info.BackupSourceUrl ?? '';
  if (!isDue(pull, context.now()))
    throw nothingToDo(
      { en: `Pull task ${label} is stopped or over`, zh: `拉流转推任务 ${label} 已停止或已过期` },
      {
        en: 'Start it first: pull start. Or give it a later end: pull extend.',
        zh: '请先启动（拉流 启动）或延期（拉流 延期）。',
      },
      show,
    );
  if (info.SourceType !== LIVE || main === undefined)
    throw nothingToDo(
      { en: `Pull task ${label} pulls files or a picture`, zh: `拉流转推任务 ${label} 的源是文件或图片` },
      {
        en: 'Only a task that pulls a live source has a backup source to go over to.',
        zh: '只有直播源的任务才能切到备用源。',
      },
      show,
    );
  if (backup === '')
    throw nothingToDo(
      { en: `Pull task ${label} has no backup source`, zh: `拉流转推任务 ${label} 没有备用源` },
      {
        en: 'Give it one: pull set, with backup:rtmp://… Then it can go over.',
        zh: '请先用“拉流 修改”添加：备用源:rtmp://…，然后再切换。',
      },
      show,
    );
  if ((info.BackupSourceType ?? LIVE) !== LIVE && info.BackupSourceType !== '')
    throw nothingToDo(
      { en: `The backup source of ${label} is a file`, zh: `${label} 的备用源是文件` },
      {
        en: 'The cloud switches to it by itself when the live source fails. The kind of source cannot be changed.',
        zh: '直播源异常时云端会自动切到该文件；任务的源类型不能修改。',
      },
      show,
    );
  return { main, backup };
}

function wentOver(pull: Pull): Refusal {
  const label = pullLabel(pull);
  return nothingToDo(
    { en: `${label} pulls from its backup source already`, zh: `${label} 已在从备用源拉流` },
    {
      en: 'The cloud already switched to it by itself. Nothing was done.',
      zh: '云端已自动切到备用源。未执行任何操作。',
    },
    typedLine('pull show', pull.word),
  );
}

function changed(pull: Pull | undefined): Refusal {
  return new Refusal(
    'airdesk.changed',
    { en: 'The sources of the task have changed in the meantime', zh: '任务的拉流源已被改动' },
    {
      en: 'Nothing was done. Check the task, then try again.',
      zh: '未执行任何操作。请先查看任务，再重新发起。',
    },
    [pull ? typedLine('pull show', pull.word) : 'pull list'],
  );
}

function markOf(address: string): string {
  return fingerprint(address);
}

function swappedMark(pull: Pull, { main, backup }: Sources): string {
  const info = { ...pull.info, SourceUrls: [backup], BackupSourceType: LIVE, BackupSourceUrl: main };
  return sourceMark({ info });
}
