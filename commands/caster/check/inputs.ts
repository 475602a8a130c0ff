import type { CommandContext } from '../../../src/command.ts';
import type { CasterInputInfo } from '../../../src/live/catalogue/types.generated.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import type { Finding } from '../../findings.ts';
import { typedLine } from '../../typed-line.ts';
import type { Sources } from '../display.ts';
import { isPushedInto, readArrives } from '../on-air/input-state.ts';
import { inputsOf, needsInput } from '../part/uses.ts';
import type { Caster } from '../resolve.ts';
import type { Scene } from '../scene.ts';

/** Whether there is something to show, and whether it arrives. */
export async function inputFindings(
  context: CommandContext,
  caster: Caster,
  scene: Scene,
  sources: Sources,
): Promise<readonly Finding[]> {
  const { inputs, layouts } = sources;
  if (inputs.length === 0)
    return [
      {
        is: 'wrong',
        text: { en: 'it has no inputs: there is nothing to show', zh: '没有输入：没有可播出的画面' },
        fix: typedLine('caster input add', caster.word),
      },
    ];
  const arriving = await Promise.all(
    inputs.filter(isPushedInto).map((input) => arrival(context, caster, input, { scene, sources })),
  );
  const silent = inputs
    .filter((input) => Number(input.Volume ?? 100) === 0)
    .map(({ InputIndex }): Finding => ({
      is: 'note',
      text: { en: `input ${InputIndex}: its volume is 0 %`, zh: `输入 ${InputIndex}：音量为 0 %` },
      fix: `${typedLine('caster input set', caster.word, String(InputIndex))} volume:100`,
    }));
  const known = new Set(inputs.map((input) => Number(input.InputIndex)));
  const missing = layouts.flatMap(({ LayoutIndex, InputIndexList }): Finding[] =>
    inputsOf(InputIndexList)
      .filter((number) => !known.has(number))
      .map((number) => ({
        is: 'wrong',
        text: {
          en: `layout ${LayoutIndex} places input ${number}, which is not there`,
          zh: `布局 ${LayoutIndex} 使用了不存在的输入 ${number}`,
        },
        fix: typedLine('caster layout list', caster.word),
      })),
  );
  const count: Finding = {
    is: 'well',
    text: {
      en: `${inputs.length} inputs, ${layouts.length} layouts`,
      zh: `${inputs.length} 个输入，${layouts.length} 个布局`,
    },
  };
  return [...missing, ...arriving, ...silent, count];
}

/** Whether an input that is pushed into gets anything: wrong where it is seen or a layout places it. */
async function arrival(
  context: CommandContext,
  caster: Caster,
  input: CasterInputInfo,
  { scene, sources }: { readonly scene: Scene; readonly sources: Sources },
): Promise<Finding> {
  const number = Number(input.InputIndex);
  const name = safeLine(input.Description ?? '', 40);
  const label =
    name === ''
      ? { en: `input ${number}`, zh: `输入 ${number}` }
      : { en: `input ${number} (${name})`, zh: `输入 ${number}（${name}）` };
  const arrives = await readArrives(context, caster.id, input);
  if (arrives === 'yes')
    return { is: 'well', text: { en: `${label.en} is pushed into`, zh: `${label.zh}有推流` } };
  if (arrives === 'unknown')
    return {
      is: 'unread',
      text: {
        en: `${label.en}: whether it is pushed into could not be read`,
        zh: `${label.zh}：无法读取是否有推流`,
      },
    };
  const on = (['pgm', 'pvw'] as const).filter((side) => {
    const display = scene[side];
    return display !== undefined && needsInput(number, display, sources);
  });
  const isPlaced = sources.layouts.some((layout) => inputsOf(layout.InputIndexList).includes(number));
  const where = on.map((side) => side.toUpperCase()).join(' + ');
  return {
    is: isPlaced || on.length > 0 ? 'wrong' : 'note',
    text: {
      en: `${label.en} is not pushed into${where === '' ? '' : `, and is in ${where}`}`,
      zh: `${label.zh}没有推流${where === '' ? '' : `，而 ${where} 正在使用`}`,
    },
    fix: typedLine('caster push-url', caster.word, String(number)),
  };
}
