import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { mainOf, readGroups } from '../../src/live/read/backup-groups.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { nothingToDo } from '../shape/act.ts';
import { streamTarget } from '../stream/naming/name.ts';
import { streamWord } from '../stream/naming/word.ts';
import { streamOption } from '../stream/option.ts';
import { typedLine } from '../typed-line.ts';
import { findGroup, groupFacts, groupName } from './group.ts';
import { refuseNotPushed } from './switching.ts';

/** The stream, its domain group, and whether the cloud is to choose the best push by itself. */
type Plan = {
  readonly stream: string;
  readonly hostGroup: string;
  readonly word: string;
  readonly on: boolean;
};

/** `backup set`: EnableOptimalSwitching, for all that is pushed by this name on the domains of a group. */
export const backupSet = defineAct({
  name: 'backup set',
  zh: '主备 修改',
  summary: {
    en: 'Let the cloud switch to the best push of a stream automatically, or not',
    zh: '开启或关闭云端自动择优切换主备',
  },
  risk: 'air',
  options: {
    stream: streamOption,
    auto: {
      schema: z.enum(['on', 'off']),
      summary: {
        en: 'on: the cloud may switch by itself; off: only people switch',
        zh: '开：云端可自动切换；关：只由人切换',
      },
      ...{ zh: '自动', required: true, example: 'off' },
      choices: [
        { value: 'on', label: { en: 'on', zh: '开' } },
        { value: 'off', label: { en: 'off', zh: '关' } },
      ],
    },
  },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const on = options.auto === 'on';
    const group = await findGroup(context, options.stream, 'backup set', [options.auto]);
    const name = groupName(group);
    if (!name) return refuseNotPushed(options.stream);
    const full = fullName(name);
    if (group.optimal === on)
      throw nothingToDo(
        on
          ? { en: `The cloud already chooses the push of ${full}`, zh: `${full} 已启用自动择优` }
          : { en: `The cloud already leaves the push of ${full} alone`, zh: `${full} 未启用自动择优` },
        { en: 'There is nothing to do.', zh: '无需操作。' },
        typedLine('backup list', full),
      );
    return {
      target: streamTarget(context, name),
      title: on
        ? say(`Let the cloud choose the push of ${full}`, `对 ${full} 启用自动择优`)
        : say(`Keep the cloud from switching ${full}`, `对 ${full} 停用自动择优`),
      plan: { stream: group.stream, hostGroup: group.hostGroup, word: streamWord(name), on },
      showCommand: typedLine('backup list', full),
      state: { optimal: group.optimal, main: mainOf(group)?.sequence ?? null },
      facts: [
        ...groupFacts(context, group),
        {
          label: say('Automatic', '自动择优'),
          value: on ? say('off → on', '关 → 开') : say('on → off', '开 → 关'),
        },
      ],
      lines: [
        on
          ? say(
              'The cloud may put the other push on air at any time, even after a manual switch.',
              '云端可能随时切到另一路，也会覆盖人工切换。',
            )
          : say(
              'If the main push gets worse, nothing switches automatically any more; someone has to.',
              '主流变差时不会再自动切换，只能人工切换。',
            ),
        say(
          'The setting ends by itself when all pushes of the stream end.',
          '该流的推流全部结束后自动失效。',
        ),
        say('Undo: back to the former setting.', '可撤销：改回原设置。'),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('EnableOptimalSwitching', {
      ...{ StreamName: plan.stream, EnableSwitch: plan.on ? 1 : 0 },
      ...(plan.hostGroup !== '' && { HostGroupName: plan.hostGroup }),
    });
  },
  async verify(context, plan) {
    const groups = await readGroups(context, plan.stream);
    const group = groups.find(({ hostGroup }) => hostGroup === plan.hostGroup);
    return { seen: group?.optimal === plan.on, facts: group ? groupFacts(context, group) : [] };
  },
  undo: ({ say }: CommandContext, { word, on }) => ({
    command: 'backup set',
    options: { stream: word, auto: on ? 'off' : 'on' },
    label: on
      ? say('Undo: manual switching only', '撤销：停用自动择优')
      : say('Undo: automatic switching', '撤销：启用自动择优'),
  }),
});
