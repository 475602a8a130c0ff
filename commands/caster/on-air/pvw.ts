import { defineAct, type Preview } from '../../../src/command.ts';
import { type Change, undoChange, verifyChange } from '../change.ts';
import { sourceText } from '../display.ts';
import { previewPvw, runPvw } from './into-pvw.ts';
import { casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { readScene, readSources } from '../scene.ts';
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
    const shown = sourceText(context, after, sources);
    return {
      title: say(
        `Put ${shown} into PVW of ${casterLabel(caster)}`,
        `把${shown}放到 ${casterLabel(caster)} 的预监`,
      ),
      ...(await previewPvw(context, { caster, scene, sources, after })),
    };
  },
  run: runPvw,
  verify: (context, plan) => verifyChange(context, 'pvw', plan),
  undo: (context, plan, left) => undoChange(context, 'pvw', plan, left),
});
