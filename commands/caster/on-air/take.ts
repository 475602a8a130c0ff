import { defineAct, type Preview } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { typedLine } from '../../typed-line.ts';
import { type Change, undoChange, verifyChange } from '../change.ts';
import { previewProgram } from './program.ts';
import { type Caster, casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { readShown } from '../scene.ts';
import { showOn } from './side-calls.ts';
import type { Sources } from '../display.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** `caster take`: puts on air the picture that was in PVW when it was previewed. */
export const casterTake = defineAct({
  name: 'caster take',
  zh: '导播 切出',
  summary: { en: 'Take: put on air what is in PVW', zh: '切出：把预监画面切到主监播出' },
  risk: 'air',
  options: { caster: casterOption },
  async preview(context, options): Promise<Preview<Change>> {
    const { say } = context;
    const caster = await resolveCaster(context, options.caster, 'caster take');
    refuseExpired(context, caster);
    const { scene, sources } = await readShown(context, caster.id);
    const { pvw } = scene;
    if (!pvw) return refuseWithoutPvw(caster, sources);
    const label = casterLabel(caster);
    return {
      title: say(`Take PVW to PGM on ${label.en}`, `${label.zh}：预监切出到主监`),
      ...(await previewProgram(context, { caster, scene, sources, after: pvw })),
    };
  },
  // Not CreateCasterPgmFromPvw: that takes whatever is in PVW when it arrives, seen or not.
  run: (context, plan) => showOn(context, 'pgm', plan.id, plan.after),
  verify: (context, plan) => verifyChange(context, 'pgm', plan),
  undo: (context, plan, left) => undoChange(context, 'pgm', plan, left),
});

function refuseWithoutPvw(caster: Caster, sources: Sources): never {
  const layouts = sources.layouts.map((layout) => ({ kind: 'layout', index: Number(layout.LayoutIndex) }));
  const inputs = sources.inputs.map((input) => ({ kind: 'input', index: Number(input.InputIndex) }));
  throw new Refusal(
    'airdesk.nothing-to-do',
    {
      en: `PVW of ${casterLabel(caster).en} is off: there is nothing to take`,
      zh: `${spaced(casterLabel(caster).zh)}的预监未开启，没有画面可切出`,
    },
    { en: 'Put a layout or an input into PVW first.', zh: '请先把布局或输入放到预监。' },
    [...layouts, ...inputs]
      .slice(0, 5)
      .map(({ kind, index }) => typedLine('caster pvw', caster.word, kind, String(index))),
  );
}
