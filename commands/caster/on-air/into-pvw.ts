import type { CommandContext, Preview } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { typedLine } from '../../typed-line.ts';
import type { Change } from '../change.ts';
import { contentLines, readMarks } from '../content.ts';
import { type Display, displayText, isSamePicture, pictureOf, type Sources } from '../display.ts';
import { plannedChange } from '../planned.ts';
import { type Caster, casterLabel } from '../resolve.ts';
import { sceneFacts, transitionFacts } from '../scene-facts.ts';
import type { Scene } from '../scene.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** The preview of a command that changes PVW. @throws Refusal where PVW shows it already. */
export async function previewPvw(
  context: CommandContext,
  found: {
    readonly caster: Caster;
    readonly scene: Scene;
    readonly sources: Sources;
    readonly after: Display;
    readonly warnings?: readonly string[];
  },
): Promise<Omit<Preview<Change>, 'title'>> {
  const { say } = context;
  const { caster, scene, sources, after } = found;
  const before = scene.pvw;
  const label = casterLabel(caster);
  if (isSamePicture(before, after))
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: `PVW of ${label.en} shows that already`, zh: `${spaced(label.zh)}的预监已经是这个画面` },
      { en: 'To put it on air, take it.', zh: '如要播出，请切出。' },
      [typedLine('caster take', caster.word)],
    );
  const marks = await readMarks(context, caster.id, [before, after]);
  const { state, ...planned } = plannedChange(context, { caster, sources, marks, before, after });
  return {
    ...planned,
    state: { ...state, pvw: pictureOf(before) },
    facts: [
      ...sceneFacts(context, scene, sources),
      { label: say('PVW after', '切换后预监'), value: displayText(context, after, sources) },
      ...transitionFacts(context, after),
    ],
    lines: [
      before
        ? say('Viewers notice nothing: only PVW changes.', '观众无感知，只改变预监画面。')
        : say(
            'Viewers notice nothing. PVW is started, and billed while it runs.',
            '观众无感知；会启动预监，运行期间计费。',
          ),
      ...(found.warnings ?? []),
      ...contentLines(context, after, marks),
      before
        ? say('Undo: put the former picture back into PVW.', '可撤销：预监恢复为之前的画面。')
        : say('Undo: stop PVW.', '可撤销：停止预监。'),
    ],
  };
}
