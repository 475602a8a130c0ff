import { type CommandContext, defineAct } from '../../../src/command.ts';
import type { Fact } from '../../../src/reply.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { inRed } from '../../in-red.ts';
import { nothingToDo } from '../../shape/act.ts';
import { typedLine } from '../../typed-line.ts';
import { pictureMark, readMarks } from '../content.ts';
import { type Display, isSamePicture, pictureOf } from '../display.ts';
import { outputFacts, readOutputs } from '../outputs.ts';
import { casterLabel, casterOption, casterTarget, resolveCaster } from '../resolve.ts';
import { sceneFacts } from '../scene-facts.ts';
import { casterNumber, readScene, readSources } from '../scene.ts';
import type { Side } from '../on-air/side.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** What each side showed; null: it was off. With the mark of what stood behind the one that an undo starts again. */
type ReleasePlan = {
  readonly id: string;
  readonly pgm: Display | null;
  readonly pvw: Display | null;
  readonly held: string;
};

/** `caster release`: ReleaseCaster, which stops both sides and keeps the configuration. */
export const casterRelease = defineAct({
  name: 'caster release',
  zh: '导播 释放',
  summary: {
    en: 'Stop everything on a caster, and keep its configuration',
    zh: '停止导播台的全部任务，保留配置',
  },
  risk: 'air',
  options: { caster: casterOption },
  async preview(context, options) {
    const { say } = context;
    const caster = await resolveCaster(context, options.caster, 'caster release');
    const [scene, sources, outputs] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
      readOutputs(context, caster.id),
    ]);
    const label = casterLabel(caster);
    const first = scene.pgm ?? scene.pvw;
    if (!first)
      throw nothingToDo(
        { en: `Nothing of ${label.en} runs`, zh: `${spaced(label.zh)}没有在运行` },
        { en: 'There is nothing to stop.', zh: '无需停止。' },
        typedLine('caster show', caster.word),
      );
    const marks = await readMarks(context, caster.id, [first]);
    const plan: ReleasePlan = {
      id: caster.id,
      pgm: scene.pgm ?? null,
      pvw: scene.pvw ?? null,
      held: pictureMark(first, sources, marks),
    };
    const red = inRed({
      en: 'Viewers lose the picture: PGM stops, and with it the push to the live service and to third parties.',
      zh: '观众会看不到画面：主监停止，推到直播和第三方的流都会停止。',
    });
    return {
      target: casterTarget(context, caster),
      title: say(`Stop everything of ${label.en}`, `停止 ${spaced(label.zh)}的全部任务`),
      plan,
      showCommand: typedLine('caster show', caster.word),
      state: { pgm: pictureOf(scene.pgm), pvw: pictureOf(scene.pvw), since: scene.since ?? null },
      facts: [
        ...sceneFacts(context, scene, sources),
        ...(scene.pgm ? await outputFacts(context, outputs) : []),
      ],
      lines: [
        scene.pgm
          ? say(red.en, red.zh)
          : say('Viewers notice nothing: PGM is off. PVW stops.', '观众无感知：主监未开启，只停止预监。'),
        say(
          'Encoders that push into its inputs go on pushing. The configuration stays.',
          '推到各输入的推流端会继续推流；配置保留。',
        ),
        scene.pgm
          ? say(
              'Undo: start PGM again with the same picture, after a gap. PVW has to be started separately.',
              '可撤销：按原画面重新启动主监（中间会断流）；预监需另行启动。',
            )
          : say('Undo: start PVW again with the same picture.', '可撤销：按原画面重新启动预监。'),
      ],
    };
  },
  async run(context, { id }: ReleasePlan) {
    await context.live.call('ReleaseCaster', { CasterId: casterNumber(id) });
  },
  async verify(context, { id, pgm, pvw }) {
    const scene = await readScene(context, id);
    const isOff = scene.pgm === undefined && scene.pvw === undefined;
    const isOther =
      (scene.pgm !== undefined && !isSamePicture(scene.pgm, pgm ?? undefined)) ||
      (scene.pvw !== undefined && !isSamePicture(scene.pvw, pvw ?? undefined));
    return {
      seen: isOff,
      ...(isOther && { maybeOthers: true }),
      facts: [...sceneFacts(context, scene), ...(isOff ? againFacts(context, id, pgm, pvw) : [])],
    };
  },
  undo({ say }, { id, pgm, pvw, held }) {
    const display = pgm ?? pvw;
    if (!display) return undefined;
    const what: Side = pgm ? 'pgm' : 'pvw';
    return {
      command: 'caster restore',
      options: { caster: byId(id), what, display: JSON.stringify(display), held },
      label:
        what === 'pgm'
          ? say('Undo: start PGM again', '撤销：重新启动主监')
          : say('Undo: start PVW again', '撤销：重新启动预监'),
    };
  },
});

/** The lines that show both again; the one that the undo starts as well, for when it is no longer offered. */
function againFacts({ say }: CommandContext, id: string, pgm: Display | null, pvw: Display | null): Fact[] {
  const line = (side: Side, { kind, index }: Display) =>
    typedLine(`caster ${side}`, byId(id), kind, String(index));
  return [
    ...(pgm ? [{ label: say('PGM again', '重启主监'), value: line('pgm', pgm) }] : []),
    ...(pvw ? [{ label: say('PVW again', '重启预监'), value: line('pvw', pvw) }] : []),
  ];
}
