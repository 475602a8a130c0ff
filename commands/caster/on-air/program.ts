import type { CommandContext, Preview } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { typedLine } from '../../typed-line.ts';
import type { Change } from '../change.ts';
import { contentLines, readMarks } from '../content.ts';
import { type Display, displayText, isSamePicture, pictureOf, type Sources } from '../display.ts';
import { outputMark, outputFacts, readOutputs } from '../outputs.ts';
import { plannedChange } from '../planned.ts';
import { type Caster, casterLabel } from '../resolve.ts';
import { sceneFacts, transitionFacts } from '../scene-facts.ts';
import type { Scene } from '../scene.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** The preview of a command that changes what is on air. @throws Refusal where PGM shows it already. */
export async function previewProgram(
  context: CommandContext,
  found: {
    readonly caster: Caster;
    readonly scene: Scene;
    readonly sources: Sources;
    readonly after: Display;
    /** What viewers notice, where it is not a picture; and what else the asker has to know. */
    readonly noticed?: Text;
    readonly warnings?: readonly string[];
  },
): Promise<Omit<Preview<Change>, 'title'>> {
  const { say } = context;
  const { caster, scene, sources, after } = found;
  const before = scene.pgm;
  if (isSamePicture(before, after))
    throw new Refusal(
      'airdesk.nothing-to-do',
      {
        en: `PGM of ${casterLabel(caster).en} shows that already`,
        zh: `${spaced(casterLabel(caster).zh)}的主监已经是这个画面`,
      },
      { en: 'Nothing to change.', zh: '无需切换。' },
      [typedLine('caster show', caster.word)],
    );
  const [marks, outputs] = await Promise.all([
    readMarks(context, caster.id, [before, after]),
    readOutputs(context, caster.id),
  ]);
  const warnings = [...(found.warnings ?? []), ...contentLines(context, after, marks)];
  const { state, ...planned } = plannedChange(context, { caster, sources, marks, before, after });
  return {
    ...planned,
    state: { ...state, pgm: pictureOf(before), outputs: before ? null : outputMark(outputs) },
    facts: [
      ...sceneFacts(context, scene, sources),
      { label: say('PGM after', '切换后主监'), value: displayText(context, after, sources) },
      ...transitionFacts(context, after),
      ...(await outputFacts(context, outputs)),
    ],
    lines: before
      ? [
          wording(
            found.noticed ?? { en: 'Viewers see it at once.', zh: '观众会立即看到新画面。' },
            context.language,
          ),
          ...warnings,
          say('Undo: put the picture of now back into PGM.', '可撤销：主监恢复为现在的画面。'),
        ]
      : [
          say(
            'PGM is off: this starts it and pushes it to viewers and third parties.',
            '主监未开启：执行后会启动主监，并推流给观众和第三方平台。',
          ),
          ...warnings,
          say('Undo: stop PGM.', '可撤销：停止主监。'),
        ],
  };
}
