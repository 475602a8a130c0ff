import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import {
  type Display,
  displayInfo,
  displayText,
  DisplayTextSchema,
  heldBy,
  isSamePicture,
  pictureOf,
  sourceText,
} from './display.ts';
import { casterLabel, casterOption, casterTarget, refuseExpired, resolveCaster } from './resolve.ts';
import { sceneFacts } from './scene-facts.ts';
import { casterNumber, outputFacts, readScene, readSources } from './scene.ts';
import { type Side, sideOption, sideWord } from './stop.ts';

type Plan = { readonly id: string; readonly side: Side; readonly after: Display };

const EXAMPLE = '{"kind":"layout","index":1,"pictures":[],"texts":[],"audio":[],"transition":""}';

/** Undo of what changed PGM or PVW: shows again what was there, as it was read before the change. */
export const casterRestore = defineAct({
  name: 'caster restore',
  zh: '导播 还原',
  summary: { en: 'Put a former picture back into PGM or PVW', zh: '把主监或预监恢复为之前的画面' },
  risk: 'air',
  hidden: true,
  options: {
    caster: casterOption,
    display: {
      schema: DisplayTextSchema,
      summary: { en: 'the picture to put back', zh: '要恢复的画面' },
      zh: '画面',
      required: true,
      example: EXAMPLE,
    },
    left: {
      schema: DisplayTextSchema.optional(),
      summary: {
        en: 'the picture that the change left; off when left out',
        zh: '改动后的画面，不填表示未开启',
      },
      zh: '现画面',
      required: false,
      example: EXAMPLE,
    },
    what: sideOption,
  },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const side = options.what ?? 'pgm';
    const caster = await resolveCaster(context, options.caster, 'caster show');
    refuseExpired(context, caster);
    const [scene, sources] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
    ]);
    const label = casterLabel(caster);
    const now = scene[side];
    if (!isSamePicture(now, options.left))
      throw new Refusal(
        'airdesk.changed',
        {
          en: `${side.toUpperCase()} of ${label} was changed again since`,
          zh: `${label} 的${side === 'pgm' ? '主监' : '预监'}之后又被改过`,
        },
        { en: 'Nothing was done. See what it shows now.', zh: '未做任何操作。请先查看现在的画面。' },
        [typedLine('caster show', caster.word)],
      );
    const shown = sourceText(context, options.display, sources);
    const name = sideWord(context, side);
    return {
      target: casterTarget(context, caster),
      title: say(`Put ${shown} back into ${name} of ${label}`, `把 ${label} 的${name}恢复为${shown}`),
      plan: { id: caster.id, side, after: options.display },
      look: typedLine('caster show', caster.word),
      state: { side, now: pictureOf(now), holds: heldBy(options.display, sources) },
      facts: [
        ...sceneFacts(context, scene, sources),
        {
          label: say(`${name} after`, `恢复后${name}`),
          value: displayText(context, options.display, sources),
        },
        ...(side === 'pgm' ? await outputFacts(context, caster.id) : []),
      ],
      lines: [
        side === 'pgm'
          ? say('Viewers see it at once.', '观众会立即看到画面变化。')
          : say('Viewers notice nothing: only PVW changes.', '观众无感知，只改变预监画面。'),
      ],
    };
  },
  async run(context, plan) {
    const CasterId = casterNumber(plan.id);
    const display = displayInfo(plan.after);
    await (plan.side === 'pgm'
      ? context.live.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: display })
      : context.live.call('CreateCasterPvw', { CasterId, PvwDisplayInfo: display }));
  },
  async verify(context, plan) {
    const scene = await readScene(context, plan.id);
    return { seen: isSamePicture(scene[plan.side], plan.after), facts: sceneFacts(context, scene) };
  },
});
