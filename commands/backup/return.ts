import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { z } from 'zod';
import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { streamTarget } from '../stream/naming/name.ts';
import { streamOption } from '../stream/option.ts';
import { viewersFact } from '../stream/viewers.ts';
import { streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import { findGroup, groupName, sourceText } from './group.ts';
import { type Group, mainOf, type Upstream } from '../../src/live/read/backup-groups.ts';
import { spokenName } from './push-word.ts';
import { switchLines } from './switch-lines.ts';
import {
  identityOf,
  type PushIdentity,
  refuseNotPushed,
  runSwitch,
  switchFacts,
  type SwitchPlan,
  verifySwitch,
} from './switching.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

const IdentitySchema = z.object({
  domain: z.string(),
  app: z.string(),
  source: z.string(),
  sequence: z.string(),
});

const identityOption = {
  schema: z
    .string()
    .max(2000)
    .transform((text): unknown => JSON.parse(text))
    .pipe(IdentitySchema),
  required: true,
  example: '{"domain":"push.example.com","app":"live","source":"","sequence":"1"}',
} as const;

/** Undo of `backup switch`: by who pushed, since a push that came back meanwhile has another sequence. */
export const backupReturn = defineAct({
  name: 'backup return',
  zh: '主备 切回',
  summary: { en: 'Switch back to the push that was the main one', zh: '切回原来的主流' },
  risk: 'air',
  hidden: true,
  options: {
    stream: streamOption,
    previous: {
      ...identityOption,
      summary: { en: 'the push that was on air', zh: '原来的主流' },
      zh: '原主流',
    },
    left: {
      ...identityOption,
      summary: { en: 'the push that the switch put on air', zh: '切换后的主流' },
      zh: '现主流',
    },
    known: {
      schema: z
        .string()
        .max(4000)
        .transform((text): unknown => JSON.parse(text))
        .pipe(z.array(z.string()))
        .optional(),
      summary: { en: 'sequences of the pushes that there were', zh: '切换时的各路序列号' },
      zh: '已知',
      required: false,
      example: '["1","2"]',
    },
  },
  async preview(context, options): Promise<Preview<SwitchPlan>> {
    const { say } = context;
    const group = await findGroup(context, options.stream, 'backup switch');
    const name = groupName(group);
    const main = mainOf(group);
    if (!name || !main) return refuseNotPushed(options.stream);
    refuseUnlessLeft(fullName(name), main, options.previous, options.left);
    const target = previousOf(group, options.previous, options.known ?? [], streamWord(name));
    return {
      target: streamTarget(context, name),
      title: say(
        `Switch ${fullName(name)} back to its former main (${sourceText(context, target)})`,
        `把 ${fullName(name)} 切回原主流（${sourceText(context, target)}）`,
      ),
      plan: { stream: group.stream, to: identityOf(target), from: identityOf(main) },
      showCommand: typedLine('backup list', fullName(name)),
      said: `${typedLine('backup switch', streamWord(name))} ${spokenName(context, group, target)}`,
      // Not the sequences of the others: the former main may be pushed again before somebody undoes.
      state: { main: main.sequence },
      facts: [...switchFacts(context, group, target), await viewersFact(context, name)],
      lines: [
        say('Viewers see the other push at once.', '观众会立即看到另一路画面。'),
        ...(target.sequence === options.previous.sequence
          ? []
          : [
              say(
                'It has reconnected since; this is its current push.',
                '它之后重推过，这里用的是当前这次推流。',
              ),
            ]),
      ],
    };
  },
  run: runSwitch,
  verify: verifySwitch,
});

/** From the same place: a re-push changes the sequence. */
function isAlike(upstream: PushIdentity, identity: PushIdentity): boolean {
  return (
    upstream.domain === identity.domain &&
    upstream.app === identity.app &&
    upstream.source === identity.source
  );
}

function refuseUnlessLeft(name: string, main: Upstream, previous: PushIdentity, left: PushIdentity): void {
  if (main.sequence === previous.sequence || (isAlike(main, previous) && !isAlike(main, left)))
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: `${name} is already back on its former main`, zh: `${name} 已经切回原来的主流` },
      { en: 'Nothing to undo.', zh: '无需撤销。' },
    );
  // By the sequence: several encoders can push from one place, and each of their pushes is another picture.
  if (main.sequence !== left.sequence)
    throw new Refusal(
      'airdesk.changed',
      { en: `${name} has been switched again since`, zh: `${name} 之后又被切换过` },
      {
        en: 'Nothing was done. Check the current state, then switch.',
        zh: '未执行任何操作。请先查看现状再切换。',
      },
      ['backup list'],
    );
}

/**
 * The former main push, or its re-push: one from the same place that was not there at the switch.
 * @throws Refusal where it is not pushed any more, or where several could be it.
 */
function previousOf(group: Group, previous: PushIdentity, known: readonly string[], name: string): Upstream {
  const backups = group.upstreams.filter((upstream) => !upstream.main);
  const exact = backups.find((upstream) => upstream.sequence === previous.sequence);
  if (exact) return exact;
  const [only, ...others] = backups.filter(
    (upstream) => isAlike(upstream, previous) && !known.includes(upstream.sequence),
  );
  if (only && others.length === 0) return only;
  const { lines, about, which } = switchLines(group, name);
  if (only)
    throw ambiguous(
      {
        en: 'The former main has reconnected, and more than one push could be it',
        zh: '原主流已重推，有多路推流都可能是它',
      },
      which,
      lines,
      about,
    );
  throw notFound(
    { en: 'The former main is no longer being pushed', zh: '原主流已不在推流' },
    {
      en: 'You can switch back once its encoder pushes again.',
      zh: '要等它的推流端重新推流后才能切回。',
    },
    lines,
    about,
  );
}
