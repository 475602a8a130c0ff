import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { type Change, undoChange, verifyChange } from './change.ts';
import { contentLines, readMarks } from './content.ts';
import { displayInfo, displayText, isSamePicture, pictureOf, sourceText } from './display.ts';
import { plannedChange } from './planned.ts';
import { casterLabel, casterOption, refuseExpired, resolveCaster } from './resolve.ts';
import { sceneFacts, transitionFacts } from './scene-facts.ts';
import { casterNumber, readScene, readSources } from './scene.ts';
import { refuseUnknownSource, sourceOn, sourceOptions } from './source-options.ts';

export const casterPvw = defineAct({
  name: 'caster pvw',
  zh: '导播 预监',
  summary: { en: 'Put a layout or an input into PVW', zh: '把布局或输入放到预监' },
  risk: 'change',
  options: { caster: casterOption, ...sourceOptions },
  async preview(context, options): Promise<Preview<Change>> {
    const { say } = context;
    const caster = await resolveCaster(context, options.caster, 'caster pvw', [
      options.kind,
      String(options.index),
    ]);
    refuseExpired(context, caster);
    const [scene, sources] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
    ]);
    refuseUnknownSource(caster, sources, options, 'caster pvw');
    // What PGM carries is the start, so that a later take does not lose the watermarks.
    const after = sourceOn(scene.pvw ?? scene.pgm, options);
    const label = casterLabel(caster);
    if (isSamePicture(scene.pvw, after))
      throw new Refusal(
        'airdesk.nothing-to-do',
        { en: `PVW of ${label} shows that already`, zh: `${label} 的预监已经是这个画面` },
        { en: 'To put it on air, take it.', zh: '如要播出，请切出。' },
        [typedLine('caster take', caster.word)],
      );
    const shown = sourceText(context, after, sources);
    const before = scene.pvw;
    const marks = await readMarks(context, caster.id, [before, after]);
    const { state, ...planned } = plannedChange(context, { caster, sources, marks, before, after });
    return {
      ...planned,
      title: say(`Put ${shown} into PVW of ${label}`, `把${shown}放到 ${label} 的预监`),
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
        ...contentLines(context, after, marks),
        before
          ? say('Undo: put the former picture back into PVW.', '可撤销：预监恢复为之前的画面。')
          : say('Undo: stop PVW.', '可撤销：停止预监。'),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('CreateCasterPvw', {
      CasterId: casterNumber(plan.id),
      PvwDisplayInfo: displayInfo(plan.after),
    });
  },
  verify: (context, plan) => verifyChange(context, 'pvw', plan),
  undo: (context, plan, left) => undoChange(context, 'pvw', plan, left),
});
