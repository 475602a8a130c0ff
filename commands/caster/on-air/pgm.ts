import { defineAct, type Preview } from '../../../src/command.ts';
import { type Change, undoChange, verifyChange } from '../change.ts';
import { sourceText } from '../display.ts';
import { previewProgram, runProgram } from './program.ts';
import { casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { readScene, readSources } from '../scene.ts';
import { refuseUnknownSource, sourceOn, sourceOptions } from './source-options.ts';

export const casterPgm = defineAct({
  name: 'caster pgm',
  zh: '导播 主监',
  summary: { en: 'Cut PGM straight to a layout or an input', zh: '主监直接切到布局或输入（硬切）' },
  risk: 'air',
  options: { caster: casterOption, ...sourceOptions },
  async preview(context, options): Promise<Preview<Change>> {
    const { say } = context;
    const caster = await resolveCaster(context, options.caster, 'caster pgm', [
      options.kind,
      String(options.index),
    ]);
    refuseExpired(context, caster);
    const [scene, sources] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
    ]);
    refuseUnknownSource(caster, sources, options, 'caster pgm');
    // A cut: the transition of the last take is not played again.
    const after = { ...sourceOn(scene.pgm, options), transition: '' };
    const shown = sourceText(context, after, sources);
    const label = casterLabel(caster);
    return {
      title: say(`Cut PGM of ${label} to ${shown}`, `把 ${label} 的主监切到${shown}`),
      ...(await previewProgram(context, { caster, scene, sources, after })),
    };
  },
  run: runProgram,
  verify: (context, plan) => verifyChange(context, 'pgm', plan),
  undo: (context, plan, left) => undoChange(context, 'pgm', plan, left),
});
