import type { CommandContext, Preview, Undo, Verified } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { byId } from '../../src/text/name-forms.ts';
import { typedLine } from '../typed-line.ts';
import { type Display, displayText, heldBy, isSamePicture, pictureOf } from './display.ts';
import { type Caster, casterLabel, casterTarget } from './resolve.ts';
import { sceneFacts } from './scene-facts.ts';
import { outputFacts, readScene, type Scene, type Sources } from './scene.ts';

/** What PGM showed before (null: it was off) and shows after. */
export type ProgramPlan = { readonly id: string; readonly before: Display | null; readonly after: Display };

/** The preview of a command that changes what is on air. @throws Refusal where PGM shows it already. */
export async function previewProgram(
  context: CommandContext,
  found: {
    readonly caster: Caster;
    readonly scene: Scene;
    readonly sources: Sources;
    readonly after: Display;
  },
): Promise<Pick<Preview<ProgramPlan>, 'target' | 'plan' | 'state' | 'facts' | 'lines' | 'look'>> {
  const { say } = context;
  const { caster, scene, sources, after } = found;
  if (isSamePicture(scene.pgm, after))
    throw new Refusal(
      'airdesk.nothing-to-do',
      {
        en: `PGM of ${casterLabel(caster)} shows that already`,
        zh: `${casterLabel(caster)} 的主监已经是这个画面`,
      },
      { en: 'Nothing to change.', zh: '无需切换。' },
      [typedLine('caster show', caster.word)],
    );
  return {
    target: casterTarget(context, caster),
    plan: { id: caster.id, before: scene.pgm ?? null, after },
    look: typedLine('caster show', caster.word),
    state: { pgm: pictureOf(scene.pgm), after: pictureOf(after), holds: heldBy(after, sources) },
    facts: [
      ...sceneFacts(context, scene, sources),
      { label: say('PGM after', '切换后主监'), value: displayText(context, after, sources) },
      ...(await outputFacts(context, caster.id)),
    ],
    lines: scene.pgm
      ? [
          say('Viewers see it at once.', '观众会立即看到新画面。'),
          say('Undo: put the picture of now back into PGM.', '可撤销：主监恢复为现在的画面。'),
        ]
      : [
          say(
            'PGM is off: this starts it and pushes it to viewers and third parties.',
            '主监未开启：执行后会启动主监，并推流给观众和第三方平台。',
          ),
          say('Undo: stop PGM.', '可撤销：停止主监。'),
        ],
  };
}

/** Whether PGM shows what was asked for. */
export async function verifyProgram(context: CommandContext, plan: ProgramPlan): Promise<Verified> {
  const scene = await readScene(context, plan.id);
  return { seen: isSamePicture(scene.pgm, plan.after), facts: sceneFacts(context, scene) };
}

/** Puts back what PGM showed. */
export function undoProgram(context: CommandContext, plan: ProgramPlan): Undo {
  if (!plan.before)
    return {
      command: 'caster stop',
      options: { caster: byId(plan.id) },
      label: context.say('Undo: stop PGM', '撤销：停止主监'),
    };
  return {
    command: 'caster restore',
    options: {
      caster: byId(plan.id),
      display: JSON.stringify(plan.before),
      left: JSON.stringify(plan.after),
    },
    label: context.say('Undo: former PGM', '撤销：恢复主监'),
  };
}
