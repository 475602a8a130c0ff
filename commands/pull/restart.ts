import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { type Pull, pullLabel, pullOption, pullTarget, readPull, resolvePull } from './resolve.ts';
import { idleReason, pullFacts, readPullState, taskMark } from './state.ts';
import { targetStream } from '../../src/live/read/pulls.ts';

/** The task, the push that it made, and its last heartbeat (ms UTC; 0: none), to tell the next ones by. */
type Plan = { readonly id: string; readonly sequence: string; readonly reported: number };

export const pullRestart = defineAct({
  name: 'pull restart',
  zh: '拉流 重启',
  summary: {
    en: 'Restart a pull task; its push is interrupted',
    zh: '重启一个拉流转推任务，推流会中断一下',
  },
  risk: 'air',
  options: { task: pullOption },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const pull = await resolvePull(context, options.task, 'pull restart');
    refuseIdle(context, pull);
    const target = targetStream(pull);
    const [reading, viewers] = await Promise.all([
      readPullState(context, pull),
      target ? viewersFact(context, target) : undefined,
    ]);
    const label = pullLabel(pull);
    const sequence = reading.push?.sequence ?? '';
    return {
      target: pullTarget(context, pull),
      title: say(`Restart pull task ${label}`, `重启拉流转推任务 ${label}`),
      plan: { id: pull.id, sequence, reported: reading.reported ?? 0 },
      showCommand: typedLine('pull show', pull.word),
      state: {
        runStatus: reading.runStatus,
        sequence,
        main: reading.push?.main ?? null,
        changed: pull.info.UpdateTime ?? '',
        task: taskMark(pull),
      },
      facts: [...pullFacts(context, pull, reading), ...(viewers ? [viewers] : [])],
      lines: [
        reading.push && !reading.push.main
          ? say(
              'It feeds a backup: viewers notice nothing as long as the main push is fine.',
              '它推的是备流：主流正常时观众无感知。',
            )
          : say(
              'The push is interrupted: viewers lose the picture until the task pushes again.',
              '推流会中断，任务重新推上来之前观众看不到画面。',
            ),
        say(
          'No undo: a restart cannot be taken back. Files resume or start over, depending on the task.',
          '无法撤销。点播源是续播还是从头播，取决于任务设置。',
        ),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('RestartLivePullStreamTask', {
      TaskId: plan.id,
      Operator: context.person.id,
    });
  },
  /** Another push than before shows the restart; where pushes are not listed, only the heartbeat is seen. */
  async verify(context, plan) {
    const pull = await readPull(context, plan.id);
    if (!pull) return { seen: false, facts: [] };
    const reading = await readPullState(context, pull);
    const again = reading.push
      ? reading.push.sequence !== plan.sequence
      : plan.sequence === '' && (reading.reported ?? 0) > plan.reported;
    return { seen: reading.runStatus === 'active' && again, facts: pullFacts(context, pull, reading) };
  },
});

function refuseIdle(context: CommandContext, pull: Pull): void {
  const { now } = context;
  const inEnglish = idleReason({ now, say: (en) => en }, pull);
  const inChinese = idleReason({ now, say: (_en, zh) => zh }, pull);
  if (inEnglish === undefined || inChinese === undefined) return;
  const label = pullLabel(pull);
  throw new Refusal(
    'airdesk.nothing-to-do',
    {
      en: `Pull task ${label} is ${inEnglish}: nothing to restart`,
      zh: `拉流转推任务 ${label} ${inChinese}，无需重启`,
    },
    {
      en: 'Only a task that is enabled and within its time can be restarted. Change it in the console.',
      zh: '只有已启用且在有效期内的任务才能重启，请到控制台修改任务。',
    },
    [typedLine('pull show', pull.word)],
  );
}
