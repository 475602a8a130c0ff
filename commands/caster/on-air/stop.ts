import { type CommandContext, defineAct, type Preview } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { typedLine } from '../../typed-line.ts';
import { pictureMark, readMarks } from '../content.ts';
import { type Display, isSamePicture, pictureOf } from '../display.ts';
import { outputFacts, readOutputs } from '../outputs.ts';
import { casterLabel, casterOption, casterTarget, resolveCaster } from '../resolve.ts';
import { sceneFacts } from '../scene-facts.ts';
import { readScene, readShown } from '../scene.ts';
import { stopSide } from './side-calls.ts';
import { SIDE_NAMES, type Side, sideOption, sideWord } from './side.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** `before`: what that side showed, with the mark of what stood behind its numbers, for the undo. */
type Plan = {
  readonly id: string;
  readonly side: Side;
  readonly before: Display;
  readonly beforeHeld?: string;
};

/** `caster stop`: StopCasterPgm or StopCasterPvw. The undo starts that side again with the same picture. */
export const casterStop = defineAct({
  name: 'caster stop',
  zh: '导播 停止',
  summary: { en: 'Stop PGM of a caster, or PVW', zh: '停止导播台的主监或预监' },
  risk: 'air',
  options: { caster: casterOption, what: sideOption },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const side = options.what ?? 'pgm';
    const caster = await resolveCaster(context, options.caster, 'caster stop', options.what ? [side] : []);
    const { scene, sources } = await readShown(context, caster.id);
    const before = scene[side];
    const label = casterLabel(caster);
    const name = sideWord(context, side);
    if (!before)
      throw new Refusal(
        'airdesk.nothing-to-do',
        {
          en: `${SIDE_NAMES[side].en} of ${label.en} is off: nothing to stop`,
          zh: `${spaced(label.zh)}的${SIDE_NAMES[side].zh}未开启，无需停止`,
        },
        { en: 'See what runs with: caster list', zh: '查看运行情况：导播 列表' },
        [typedLine('caster show', caster.word)],
      );
    const [marks, outputs] = await Promise.all([
      readMarks(context, caster.id, [before]),
      side === 'pgm' ? readOutputs(context, caster.id) : undefined,
    ]);
    return {
      target: casterTarget(context, caster),
      title: say(`Stop ${name} of ${label.en}`, `停止 ${spaced(label.zh)}的${name}`),
      plan: { id: caster.id, side, before, beforeHeld: pictureMark(before, sources, marks) },
      showCommand: typedLine('caster show', caster.word),
      // A programme that somebody stopped and started again is another, also with the same picture.
      state: { side, before: pictureOf(before), since: side === 'pgm' ? (scene.since ?? null) : null },
      facts: [
        ...sceneFacts(context, scene, sources),
        ...(side === 'pgm' ? await outputFacts(context, outputs) : []),
      ],
      lines: side === 'pgm' ? stopPgmLines(context) : stopPvwLines(context),
    };
  },
  run: (context, plan) => stopSide(context, plan.side, plan.id),
  async verify(context, plan) {
    const scene = await readScene(context, plan.id);
    const now = scene[plan.side];
    const facts = sceneFacts(context, scene);
    if (!now) return { seen: true, facts };
    return isSamePicture(now, plan.before)
      ? { seen: false, facts }
      : { seen: false, maybeOthers: true, facts };
  },
  undo: (context, plan) => ({
    command: 'caster restore',
    options: {
      caster: byId(plan.id),
      what: plan.side,
      display: JSON.stringify(plan.before),
      ...(plan.beforeHeld === undefined ? {} : { held: plan.beforeHeld }),
    },
    label:
      plan.side === 'pgm'
        ? context.say('Undo: start PGM again', '撤销：重新启动主监')
        : context.say('Undo: start PVW again', '撤销：重新启动预监'),
  }),
});

function stopPgmLines({ say }: Pick<CommandContext, 'say'>): string[] {
  return [
    say(
      'Viewers lose the picture: the push to the live service stops, and so do those to third parties.',
      '观众会看不到画面：推到直播的流和推到第三方平台的流都会停止。',
    ),
    say(
      'Undo: start PGM again with the same picture. Viewers notice the gap, and the pushes restart.',
      '可撤销：按原画面重新启动主监，但中间会断流，推流会重新开始。',
    ),
  ];
}

function stopPvwLines({ say }: Pick<CommandContext, 'say'>): string[] {
  return [
    say('Viewers notice nothing. Without PVW there is nothing to take.', '观众无感知；预监停止后无法切出。'),
    say('Undo: start PVW again with the same picture.', '可撤销：按原画面重新启动预监。'),
  ];
}
