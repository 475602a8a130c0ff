import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { streamTarget } from '../stream/naming/name.ts';
import { streamOption } from '../stream/option.ts';
import { pushFact } from '../stream/push-fact.ts';
import { viewersFact } from '../stream/viewers.ts';
import { streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import { findGroup, groupName, sourceText } from './group.ts';
import { type Group, mainOf, type Upstream } from '../../src/live/read/backup-groups.ts';
import { readOrigin } from './origin.ts';
import { pushesNamed, pushWords, spokenName } from './push-word.ts';
import { switchLines } from './switch-lines.ts';
import {
  identityOf,
  refuseNotPushed,
  runSwitch,
  switchFacts,
  switchState,
  type SwitchPlan,
  verifySwitch,
} from './switching.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** `backup switch`: SwitchBackupStream. The undo switches back to the push that was on air. */
export const backupSwitch = defineAct({
  name: 'backup switch',
  zh: '主备 切换',
  summary: { en: 'Put a backup push on air instead of the main one', zh: '把备流切成主流播出' },
  risk: 'air',
  options: {
    stream: streamOption,
    to: {
      schema: z.string().max(64).optional(),
      summary: {
        en: 'the backup: its number in backup list; may be left out when there is only one',
        zh: '要切到的备流：“主备 列表”里的编号；只有一路备流时可不填',
      },
      zh: '目标',
      words: pushWords,
      required: false,
      example: '2',
      suggests: 'upstream',
    },
  },
  async preview(context, options): Promise<Preview<SwitchPlan>> {
    const { say } = context;
    const given = options.to?.trim() ?? '';
    const group = await findGroup(context, options.stream, 'backup switch', given === '' ? [] : [given]);
    const name = groupName(group);
    if (!name) return refuseNotPushed(options.stream);
    const main = mainOf(group);
    const target = chosen(context, group, given, name);
    const said = spokenName(context, group, target);
    const { stream } = group;
    const [viewers, origin, brings] = await Promise.all([
      viewersFact(context, name),
      readOrigin(context, target),
      Promise.all([
        ...(main
          ? [
              pushFact(
                context,
                { domain: main.domain, app: main.app, stream },
                {
                  ...{ sequence: main.sequence, label: say('Main input', '主流推流质量') },
                },
              ),
            ]
          : []),
        pushFact(
          context,
          { domain: target.domain, app: target.app, stream },
          {
            ...{ sequence: target.sequence, label: say('Backup input', '备流推流质量') },
          },
        ),
      ]),
    ]);
    return {
      target: streamTarget(context, name),
      title: say(
        `Switch ${fullName(name)} to backup ${group.upstreams.indexOf(target) + 1} (${sourceText(context, target)})`,
        `把 ${fullName(name)} 切到备流 ${group.upstreams.indexOf(target) + 1}（${sourceText(context, target)}）`,
      ),
      plan: {
        stream: group.stream,
        to: identityOf(target),
        from: main ? identityOf(main) : null,
        known: group.upstreams.map(({ sequence }) => sequence),
      },
      showCommand: typedLine('backup list', fullName(name)),
      said: `${typedLine('backup switch', streamWord(name))} ${said}`,
      // Which push a number or "the only one" meant, too.
      state: { ...switchState(group), to: target.sequence, origin: origin.state },
      facts: [...switchFacts(context, group, target), ...origin.facts, ...brings, viewers],
      lines: [
        say(
          'Viewers see the other push at once; the picture may jump.',
          '观众会立即看到另一路画面，切换瞬间可能跳帧。',
        ),
        ...(group.optimal
          ? [
              say(
                'Warning: the cloud picks the best push of this stream automatically and may switch back.',
                '注意：这路流启用了择优调度，云端可能会自动切回去。',
              ),
            ]
          : []),
        main
          ? say(
              'Undo: switch back to the current main push, as long as it is still there.',
              '可撤销：只要现在的主流还在推，就能切回。',
            )
          : say('No undo: there is no main push to go back to.', '无法撤销：当前没有可切回的主流。'),
      ],
    };
  },
  run: runSwitch,
  verify: verifySwitch,
  undo(context, plan) {
    if (!plan.from) return undefined;
    return {
      command: 'backup return',
      options: {
        stream: streamWord({ ...plan.to, stream: plan.stream }),
        previous: JSON.stringify(plan.from),
        left: JSON.stringify(plan.to),
        ...(plan.known ? { known: JSON.stringify(plan.known) } : {}),
      },
      label: context.say('Undo: switch back', '撤销：切回原主流'),
    };
  },
});

/** The backup that `given` means: nothing or `backup` for the only one, else its number, its name or its sequence. */
function chosen(context: CommandContext, group: Group, given: string, stream: StreamName): Upstream {
  const name = fullName(stream);
  const backups = group.upstreams.filter((upstream) => !upstream.main);
  const [only, second] = backups;
  if (!only)
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: `${name} has no backup push now`, zh: `${name} 当前没有备流` },
      {
        en: 'Start the backup encoder or a pull task, then switch.',
        zh: '请先让备用推流端开推，或启动拉流转推任务，然后再切换。',
      },
      ['backup list'],
    );
  const { lines, about, which } = switchLines(group, streamWord(stream));
  if (given === '' || /^(?:backup|备流|备)$/iu.test(given)) {
    if (!second) return only;
    throw ambiguous(
      { en: `${name} has ${backups.length} backups`, zh: `${name} 有 ${backups.length} 路备流` },
      which,
      lines,
      about,
    );
  }
  const [target, ...more] = pushesNamed(group, given);
  if (more.length > 0)
    throw ambiguous(
      {
        en: `"${safeLine(given, 40)}" is the number of one push and the cloud's id of another`,
        zh: `“${safeLine(given, 40)}”既是一路推流的编号，又是另一路在云端的序列号`,
      },
      which,
      lines,
      about,
    );
  if (target && !target.main) return target;
  if (target)
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: 'That push is already the main one', zh: '这一路已经是主流' },
      {
        en: `Nothing was done. ${which.en}`,
        zh: `未执行任何操作。${which.zh}`,
      },
      lines,
      about,
    );
  throw notFound(
    {
      en: `${name} has no push "${safeLine(given, 40)}"`,
      zh: `${name} 没有“${safeLine(given, 40)}”这一路推流`,
    },
    {
      en: `Numbers change when a push ends or starts again. ${which.en}`,
      zh: `有推流断开或重推后，编号会变。${which.zh}`,
    },
    lines,
    about,
  );
}
