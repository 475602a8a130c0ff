import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../../src/command.ts';
import { typedLine } from '../../typed-line.ts';
import { verifyChange } from '../change.ts';
import { contentLines, contentMark, pictureMark, readMarks } from '../content.ts';
import {
  type Display,
  displayText,
  DisplayTextSchema,
  isSamePicture,
  pictureOf,
  sourceText,
} from '../display.ts';
import { refuseOtherContent, refuseUnlessLeft } from '../left.ts';
import { outputMark, outputFacts, readOutputs } from '../outputs.ts';
import { casterLabel, casterOption, casterTarget, refuseExpired, resolveCaster } from '../resolve.ts';
import { sceneFacts, transitionFacts } from '../scene-facts.ts';
import { readScene, readSources } from '../scene.ts';
import { showOn, stopSide } from '../on-air/side-calls.ts';
import { type Side, sideOption, sideWord } from '../on-air/side.ts';
import { wording } from '../../../src/text/language.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** `after`: what the side is to show; null: it is to be off. */
type Plan = {
  readonly id: string;
  readonly side: Side;
  readonly before: Display | null;
  readonly after: Display | null;
  readonly afterHeld?: string;
};

const EXAMPLE = '{"kind":"layout","index":1,"pictures":[],"texts":[],"audio":[],"transition":""}';

/** Undo of what changed PGM or PVW: shows again what was there, or stops it, where it is as the change left it. */
export const casterRestore = defineAct({
  name: 'caster restore',
  zh: '导播 还原',
  summary: { en: 'Put PGM or PVW back as it was', zh: '把主监或预监恢复为之前的状态' },
  risk: 'air',
  hidden: true,
  options: {
    caster: casterOption,
    display: {
      schema: DisplayTextSchema.optional(),
      summary: { en: 'the picture to put back; off when left out', zh: '要恢复的画面，不填表示关闭' },
      zh: '画面',
      required: false,
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
    since: {
      schema: z
        .string()
        .regex(/^\d{1,15}$/u)
        .transform(Number)
        .optional(),
      summary: { en: 'since when PGM ran after the change, ms UTC', zh: '改动后主监的开始时间（毫秒）' },
      zh: '开始',
      required: false,
      example: '1772395200000',
    },
    held: {
      schema: z.string().max(64).optional(),
      summary: { en: 'mark of what the picture to put back held', zh: '要恢复的画面的内容标记' },
      zh: '内容',
      required: false,
      example: 'Zk1c',
    },
  },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const side = options.what ?? 'pgm';
    const { display, left, held, since } = options;
    const caster = await resolveCaster(context, options.caster, 'caster show');
    if (display) refuseExpired(context, caster);
    const [scene, sources, outputs] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
      side === 'pgm' ? readOutputs(context, caster.id) : undefined,
    ]);
    const now = scene[side];
    refuseUnlessLeft(caster, side, scene, { display: left, since });
    const marks = await readMarks(context, caster.id, [display]);
    const mark = display && pictureMark(display, sources, marks);
    if (held !== undefined && held !== mark) refuseOtherContent(caster);
    const name = sideWord(context, side);
    return {
      target: casterTarget(context, caster),
      title: titleOf(
        context,
        name,
        wording(casterLabel(caster), context.language),
        display && sourceText(context, display, sources),
      ),
      plan: {
        id: caster.id,
        side,
        before: now ?? null,
        after: display ?? null,
        ...(mark === undefined ? {} : { afterHeld: mark }),
      },
      showCommand: typedLine('caster show', caster.word),
      state: {
        side,
        now: pictureOf(now),
        since: side === 'pgm' ? (scene.since ?? null) : null,
        after: pictureOf(display),
        transition: display?.transition ?? '',
        holds: display ? contentMark(display, sources, marks) : null,
        outputs: now ? null : outputMark(outputs),
      },
      facts: [
        ...sceneFacts(context, scene, sources),
        { label: say(`${name} after`, `恢复后${name}`), value: displayText(context, display, sources) },
        ...(display ? transitionFacts(context, display) : []),
        ...(side === 'pgm' ? await outputFacts(context, outputs) : []),
      ],
      lines: [effectLine(context, side, display), ...(display ? contentLines(context, display, marks) : [])],
    };
  },
  run: (context, { side, id, after }) =>
    after ? showOn(context, side, id, after) : stopSide(context, side, id),
  async verify(context, plan) {
    const { side, before, after } = plan;
    if (after) return verifyChange(context, side, { ...plan, after });
    const scene = await readScene(context, plan.id);
    const now = scene[side];
    const another = now !== undefined && !isSamePicture(now, before ?? undefined);
    return {
      seen: now === undefined,
      ...(another && { maybeOthers: true }),
      facts: sceneFacts(context, scene),
    };
  },
});

function titleOf({ say }: CommandContext, name: string, label: string, shown: string | undefined): string {
  return shown === undefined
    ? say(`Stop ${name} of ${label}`, `停止 ${spaced(label)}的${name}`)
    : say(`Put ${shown} back into ${name} of ${label}`, `把 ${spaced(label)}的${name}恢复为${shown}`);
}

function effectLine({ say }: CommandContext, side: Side, display: Display | undefined): string {
  if (side === 'pvw') return say('Viewers notice nothing: only PVW changes.', '观众无感知，只改变预监画面。');
  if (display) return say('Viewers see it at once.', '观众会立即看到画面变化。');
  return say('Viewers lose the picture: it was off before.', '观众会看不到画面：之前主监未开启。');
}
