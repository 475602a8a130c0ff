import { type CommandContext, defineAct, type Preview } from '../../../src/command.ts';
import { notFound } from '../../../src/name-refusals.ts';
import type { CasterInputInfo } from '../../../src/live/catalogue/types.generated.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { inRed } from '../../in-red.ts';
import { typedLine } from '../../typed-line.ts';
import { undoChange } from '../change.ts';
import { type Display, sourceText, type Sources } from '../display.ts';
import { INPUT_TYPES, isPushedInto, readArrives } from './input-state.ts';
import { numbersSchema } from '../numbers.ts';
import { type Caster, casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { readShown } from '../scene.ts';
import { previewSide, runSide, type SideChange, shownNow, verifySide } from './side-change.ts';
import { sideOption, sideWord } from './side.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** Words that give the sound back to what is seen. */
const OF_LAYOUT: ReadonlySet<string> = new Set(['layout', '布局']);

/** `caster sound`: the same picture with other inputs heard. */
export const casterSound = defineAct({
  name: 'caster sound',
  zh: '导播 声音',
  summary: { en: 'Choose which inputs are heard in PGM or PVW', zh: '选择主监或预监的声音来源' },
  risk: 'air',
  options: {
    caster: casterOption,
    inputs: {
      schema: numbersSchema(OF_LAYOUT),
      summary: {
        en: 'numbers of the inputs to hear, or layout: those that are seen',
        zh: '要听的输入编号，或“布局”：听画面中的输入',
      },
      ...{ zh: '输入', required: true, example: '1,2' },
    },
    on: sideOption,
  },
  async preview(context, options): Promise<Preview<SideChange>> {
    const { say } = context;
    const side = options.on ?? 'pgm';
    const caster = await resolveCaster(context, options.caster, 'caster sound');
    refuseExpired(context, caster);
    const { scene, sources } = await readShown(context, caster.id);
    const before = shownNow(caster, scene, side);
    refuseUnknownInput(caster, sources, options.inputs);
    const after: Display = {
      ...before,
      audio: [...options.inputs],
      // The picture stays, so nothing may be played between it and itself.
      ...(side === 'pgm' && { transition: '' }),
    };
    const heard = heardInputs(after, sources);
    const preview = await previewSide(context, side, {
      ...{ caster, scene, sources, after },
      noticed: { en: 'Viewers hear it at once. The picture stays.', zh: '观众会立即听到变化；画面不变。' },
      warnings: await silenceLines(context, caster.id, heard),
    });
    const [label, name] = [casterLabel(caster), sideWord(context, side)];
    return {
      ...preview,
      title: say(
        `Let ${name} of ${label.en} be heard from ${heardText(context, after, sources)}`,
        `${spaced(label.zh)}${name}的声音改为${heardText(context, after, sources)}`,
      ),
      facts: [
        { label: say('Heard now', '当前声音'), value: heardText(context, before, sources) },
        { label: say('Heard after', '切换后声音'), value: heardText(context, after, sources) },
        ...preview.facts,
      ],
    };
  },
  run: runSide,
  verify: verifySide,
  undo: (context, plan, left) => undoChange(context, plan.side, plan, left),
});

/** The inputs that are heard: those that were chosen, or those that are seen. */
function heardInputs(display: Display, { inputs, layouts }: Sources): readonly CasterInputInfo[] {
  const layout = layouts.find((each) => Number(each.LayoutIndex) === display.index);
  const seen =
    display.kind === 'input'
      ? [display.index]
      : (layout?.InputIndexList ?? '').split('|').filter(Boolean).map(Number);
  const numbers = display.audio.length > 0 ? display.audio : seen;
  return inputs.filter((input) => numbers.includes(Number(input.InputIndex)));
}

function heardText(context: CommandContext, display: Display, sources: Sources): string {
  const { say } = context;
  if (display.audio.length === 0) return say('what is seen', '画面中的输入');
  return display.audio
    .map((index) => sourceText(context, { kind: 'input', index }, sources))
    .join(say(', ', '、'));
}

/** Inputs that are not heard although they are chosen. Where that is all of them, the programme is silent. */
async function silenceLines(
  context: CommandContext,
  id: string,
  heard: readonly CasterInputInfo[],
): Promise<string[]> {
  const found = await Promise.all(
    heard.map(async (input) => [input, await whySilent(context, id, input)] as const),
  );
  const silent = found.flatMap(([input, why]) => (why ? [{ number: Number(input.InputIndex), why }] : []));
  const all = heard.length > 0 && silent.length === heard.length;
  const lines: Text[] = silent.map(({ number, why }) => ({
    en: `Input ${number} ${why.en}.`,
    zh: `输入 ${number} ${why.zh}。`,
  }));
  if (all) lines.unshift(inRed({ en: 'Nothing will be heard: silence.', zh: '将没有任何声音：静音。' }));
  return lines.map((line) => wording(line, context.language));
}

async function whySilent(
  context: CommandContext,
  id: string,
  input: CasterInputInfo,
): Promise<Text | undefined> {
  if (Number(input.InputType ?? -1) === INPUT_TYPES.picture)
    return { en: 'is a picture and has no sound', zh: '是图片，没有声音' };
  if (Number(input.Volume ?? 100) === 0) return { en: 'has its volume at 0 %', zh: '音量为 0 %' };
  if (isPushedInto(input) && (await readArrives(context, id, input)) === 'no')
    return { en: 'is not pushed into', zh: '没有推流' };
  return undefined;
}

function refuseUnknownInput(caster: Caster, { inputs }: Sources, asked: readonly number[]): void {
  const known = inputs.map((input) => Number(input.InputIndex));
  const unknown = asked.find((number) => !known.includes(number));
  if (unknown === undefined) return;
  throw notFound(
    {
      en: `Caster ${casterLabel(caster).en} has no input ${unknown}`,
      zh: `导播台 ${spaced(casterLabel(caster).zh)}没有输入 ${unknown}`,
    },
    known.length > 0
      ? { en: `It has: ${known.join(', ')}.`, zh: `现有：${known.join('、')}。` }
      : { en: 'It has no inputs yet.', zh: '还没有配置输入。' },
    known.slice(0, 5).map((number) => typedLine('caster sound', caster.word, String(number))),
  );
}
