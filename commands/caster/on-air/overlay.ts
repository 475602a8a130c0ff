import { type CommandContext, defineAct, type Preview } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { notFound } from '../../../src/name-refusals.ts';
import type { Fact } from '../../../src/reply.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import { typedLine } from '../../typed-line.ts';
import { undoChange } from '../change.ts';
import type { Display } from '../display.ts';
import { numbersSchema } from '../numbers.ts';
import { type Caster, casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { casterNumber, readShown } from '../scene.ts';
import { previewSide, runSide, type SideChange, shownNow, verifySide } from './side-change.ts';
import { sideOption, sideWord } from './side.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** What can be laid over a picture, by number: what it is called, or says. */
interface Overlays {
  readonly pictures: ReadonlyMap<number, string>;
  readonly texts: ReadonlyMap<number, string>;
}

const KINDS = {
  pictures: { en: 'watermark', zh: '图片水印', list: 'caster watermark list' },
  texts: { en: 'text', zh: '文本', list: 'caster text list' },
} as const;

/** `caster overlay`: the same picture with other watermarks and texts over it. */
export const casterOverlay = defineAct({
  name: 'caster overlay',
  zh: '导播 叠加',
  summary: { en: 'Show watermarks and texts over PVW or PGM', zh: '在预监或主监上叠加水印和文本' },
  risk: 'air',
  options: {
    caster: casterOption,
    on: {
      ...sideOption,
      summary: {
        en: 'pvw (the preview) or pgm (what is on air); pvw when left out',
        zh: '预监（pvw）或主监（pgm），不填为预监',
      },
    },
    watermarks: {
      schema: numbersSchema().optional(),
      summary: {
        en: 'numbers of the watermarks to show, or none; as they are when left out',
        zh: '要显示的图片水印编号，或“无”；不填保持不变',
      },
      ...{ zh: '水印', required: false, example: '1,2' },
    },
    texts: {
      schema: numbersSchema().optional(),
      summary: {
        en: 'numbers of the texts to show, or none; as they are when left out',
        zh: '要显示的文本编号，或“无”；不填保持不变',
      },
      ...{ zh: '文本', required: false, example: 'none' },
    },
  },
  async preview(context, options): Promise<Preview<SideChange>> {
    const { say } = context;
    const side = options.on ?? 'pvw';
    const caster = await resolveCaster(context, options.caster, 'caster overlay');
    if (!options.watermarks && !options.texts) throw nothingGiven(caster);
    refuseExpired(context, caster);
    const [{ scene, sources }, overlays] = await Promise.all([
      readShown(context, caster.id),
      readOverlays(context, caster.id),
    ]);
    const before = shownNow(caster, scene, side);
    const after: Display = {
      ...before,
      pictures: [...(options.watermarks ?? before.pictures)],
      texts: [...(options.texts ?? before.texts)],
      // The picture stays, so nothing may be played between it and itself.
      ...(side === 'pgm' && { transition: '' }),
    };
    for (const kind of ['pictures', 'texts'] as const)
      refuseUnknown(caster, kind, overlays[kind], kind === 'pictures' ? options.watermarks : options.texts);
    const label = casterLabel(caster);
    const preview = await previewSide(context, side, {
      ...{ caster, scene, sources, after, warnings: [] },
      noticed: {
        en: 'Viewers see it at once. The picture and its sound stay.',
        zh: '观众会立即看到变化；画面和声音不变。',
      },
    });
    const name = sideWord(context, side);
    return {
      ...preview,
      title: say(
        `Change what is laid over ${name} of ${label.en}`,
        `修改 ${spaced(label.zh)}${name}上的叠加`,
      ),
      facts: [...changeFacts(context, overlays, before, after), ...preview.facts],
    };
  },
  run: runSide,
  verify: verifySide,
  undo: (context, plan, left) => undoChange(context, plan.side, plan, left),
});

async function readOverlays({ live }: CommandContext, id: string): Promise<Overlays> {
  const CasterId = casterNumber(id);
  const [{ MarkPicInfos }, { MarkWordInfos }] = await Promise.all([
    live.call('DescribeCasterMarkPicInfos', { CasterId }),
    live.call('DescribeCasterMarkWordInfos', { CasterId }),
  ]);
  return {
    pictures: new Map(MarkPicInfos.map((mark) => [Number(mark.MarkPicIndex), mark.Description ?? ''])),
    texts: new Map(MarkWordInfos.map((mark) => [Number(mark.MarkWordIndex), mark.MarkWordText ?? ''])),
  };
}

/** What comes and what goes, with its words: what viewers will read is read before. */
function changeFacts({ say }: CommandContext, overlays: Overlays, before: Display, after: Display): Fact[] {
  const named = (from: Display, to: Display) =>
    (['pictures', 'texts'] as const).flatMap((kind) =>
      to[kind]
        .filter((number) => !from[kind].includes(number))
        .map((number) => {
          const word = say(KINDS[kind].en, KINDS[kind].zh);
          const says = safeLine(overlays[kind].get(number) ?? '', 80);
          return says === ''
            ? `${word} ${number}`
            : say(`${word} ${number} (${says})`, `${word} ${number}（${says}）`);
        }),
    );
  const [comes, goes] = [named(before, after), named(after, before)];
  return [
    ...(comes.length > 0 ? [{ label: say('Comes on', '将出现'), value: comes.join('\n') }] : []),
    ...(goes.length > 0 ? [{ label: say('Goes off', '将消失'), value: goes.join('\n') }] : []),
  ];
}

function refuseUnknown(
  caster: Caster,
  kind: 'pictures' | 'texts',
  known: ReadonlyMap<number, string>,
  asked: readonly number[] | undefined,
): void {
  const unknown = asked?.find((number) => !known.has(number));
  if (unknown === undefined) return;
  const { en, zh, list } = KINDS[kind];
  const numbers = [...known.keys()];
  throw notFound(
    {
      en: `Caster ${casterLabel(caster).en} has no ${en} ${unknown}`,
      zh: `导播台 ${spaced(casterLabel(caster).zh)}没有${zh} ${unknown}`,
    },
    numbers.length > 0
      ? { en: `It has: ${numbers.join(', ')}.`, zh: `现有：${numbers.join('、')}。` }
      : { en: `It has no ${en}s yet.`, zh: `还没有配置${zh}。` },
    [typedLine(list, caster.word)],
  );
}

function nothingGiven(caster: Caster): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: 'Which watermarks or texts should be shown?', zh: '要显示哪些水印或文本？' },
    {
      en: 'Give watermarks, texts or both, as texts:1 or texts:none. Nothing was done.',
      zh: '请填写水印、文本或两者，例如 文本:1 或 文本:无。未执行任何操作。',
    },
    [typedLine('caster watermark list', caster.word), typedLine('caster text list', caster.word)],
  );
}
