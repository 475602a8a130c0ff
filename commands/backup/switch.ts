import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { z } from 'zod';
import { defineAct, type Preview } from '../../src/command.ts';
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
import { pushesNamed, upstreamWord } from './push-word.ts';
import {
  identityOf,
  refuseNotPushed,
  runSwitch,
  switchFacts,
  switchState,
  type SwitchPlan,
  verifySwitch,
} from './switching.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

/** `backup switch`: SwitchBackupStream. The undo switches back to the push that was on air. */
export const backupSwitch = defineAct({
  name: 'backup switch',
  zh: '主备 切换',
  summary: { en: 'Put a backup push on air in place of the main one', zh: '把备流切成主流播出' },
  risk: 'air',
  options: {
    stream: streamOption,
    to: {
      schema: z.string().max(64).optional(),
      summary: {
        en: 'the backup: its sequence, or its number in backup list; may be left out when there is only one',
        zh: '要切到的备流：序列号，或“主备 列表”里的编号；只有一路备流时可不填',
      },
      zh: '目标',
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
    const target = chosen(group, given, fullName(name), streamWord(name));
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
                  ...{ sequence: main.sequence, label: say('On air comes in', '当前在播') },
                },
              ),
            ]
          : []),
        pushFact(
          context,
          { domain: target.domain, app: target.app, stream },
          {
            ...{ sequence: target.sequence, label: say('The backup comes in', '备流') },
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
      // Which push a number or "the only one" meant, too.
      state: { ...switchState(group), to: target.sequence, origin: origin.state },
      facts: [...switchFacts(context, main, target), ...origin.facts, ...brings, viewers],
      lines: [
        say(
          'Viewers see the other push at once; a jump in the picture is possible.',
          '观众会立即看到另一路画面，切换瞬间可能跳帧。',
        ),
        ...(group.optimal
          ? [
              say(
                'Warning: the cloud chooses the best push of this stream by itself and may switch back.',
                '注意：这路流启用了择优调度，云端可能会自动切回去。',
              ),
            ]
          : []),
        main
          ? say(
              'Undo: switch back to the main of now, while it is still pushed.',
              '可撤销：只要现在的主流还在推，就能切回。',
            )
          : say('No undo: there is no main push now to go back to.', '无法撤销：当前没有可切回的主流。'),
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

/** The backup that `given` means: nothing or `backup` for the only one, else a number or a sequence. `stream`: for lines. */
function chosen(group: Group, given: string, name: string, stream: string): Upstream {
  const backups = group.upstreams.filter((upstream) => !upstream.main);
  const [only, second] = backups;
  if (!only)
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: `${name} has no backup push now`, zh: `${name} 当前没有备流` },
      {
        en: 'Start the backup encoder or a pull task for it, then switch.',
        zh: '请先让备用推流端开推，或启动拉流转推任务，然后再切换。',
      },
      ['backup list'],
    );
  const lines = backups
    .flatMap((backup) => upstreamWord(group, backup) ?? [])
    .map((word) => typedLine('backup switch', stream, word))
    .slice(0, 10);
  if (given === '' || /^(?:backup|备流|备)$/iu.test(given)) {
    if (!second) return only;
    throw ambiguous(
      { en: `${name} has ${backups.length} backups`, zh: `${name} 有 ${backups.length} 路备流` },
      { en: 'Choose one by its sequence.', zh: '请用序列号指定其中一路。' },
      lines,
    );
  }
  const [target, ...more] = pushesNamed(group, given);
  if (more.length > 0)
    throw ambiguous(
      {
        en: `"${safeLine(given, 40)}" is the sequence of one push and the number of another`,
        zh: `“${safeLine(given, 40)}”既是一路推流的序列号，又是另一路的编号`,
      },
      { en: 'Choose one by its sequence.', zh: '请用序列号指定其中一路。' },
      lines,
    );
  if (target && !target.main) return target;
  if (target)
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: 'That push is the main one already', zh: '这一路已经是主流' },
      { en: 'Nothing to switch. Choose a backup.', zh: '无需切换，请选择备流。' },
      lines,
    );
  throw notFound(
    {
      en: `${name} has no push "${safeLine(given, 40)}"`,
      zh: `${name} 没有“${safeLine(given, 40)}”这一路推流`,
    },
    {
      en: 'Its sequence changes whenever the encoder pushes again. These backups are there now:',
      zh: '推流端每次重推，序列号都会变。当前的备流有：',
    },
    lines,
  );
}
