import { Refusal } from '../../src/errors.ts';
import type { MixInput } from '../../src/mix/mix-book.ts';
import { plainWord } from '../../src/text/characters.ts';
import { safeLine } from '../../src/text/safe-line.ts';

const NAME = /^[A-Za-z0-9_]{1,80}$/u;
const PLACE = /^(\d{1,4}):(\d{1,4}):(\d{1,4})x(\d{1,4})$/u;
/** Inputs of a mix; a layout of the cloud takes fewer. */
const MOST_INPUTS = 16;
/** Pixels. */
const FARTHEST = 2000;

/** The cloud's layouts, by how many inputs they are for; the first one is the usual one. */
export const LAYOUTS: Readonly<Record<number, readonly number[]>> = {
  2: [10, 20, 30, 40, 50],
  3: [310, 390, 391],
  4: [410],
  5: [510, 590],
  6: [610],
};

/** `main,sports@960:0:320x180`: names, each with its place in the picture where it has one. @throws Refusal */
export function readInputs(typed: string): readonly MixInput[] {
  const parts = plainWord(typed)
    .split(/[\s,，、]+/u)
    .filter(Boolean);
  const inputs = parts.map((part) => readInput(part) ?? unreadable(part));
  if (new Set(inputs.map(({ name }) => name)).size < inputs.length || inputs.length > MOST_INPUTS)
    throw misfit('inputs', 'airdesk.bad-option', {
      en: `A mix takes 1 to ${MOST_INPUTS} streams, each once.`,
      zh: `混流可有 1 到 ${MOST_INPUTS} 路流，每路只能出现一次。`,
    });
  const placed = inputs.filter(({ place }) => place !== undefined);
  if (placed.length > 0 && placed.length < inputs.length)
    throw misfit('inputs', 'airdesk.bad-option', {
      en: 'Give every input its place, or none of them.',
      zh: '要么为每路输入都指定位置，要么都不指定。',
    });
  return inputs;
}

function readInput(part: string): MixInput | undefined {
  const [name = '', at, ...more] = part.split('@');
  if (!NAME.test(name) || more.length > 0) return undefined;
  if (at === undefined) return { name };
  const [x, y, width, height] = (PLACE.exec(at) ?? []).slice(1).map(Number);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return Math.max(x, y, width, height) <= FARTHEST ? { name, place: { x, y, width, height } } : undefined;
}

function unreadable(part: string): never {
  throw misfit('inputs', 'airdesk.bad-option', {
    en: `"${safeLine(part, 60)}" is no input: write names of streams with commas between, as main,sports; for free places main@0:0:1280x720 (left:top:width x height, up to ${FARTHEST} pixels).`,
    zh: `“${safeLine(part, 60)}”不是输入：请写流名并用逗号分隔，例如 main,sports；自定义位置写作 main@0:0:1280x720（左:上:宽x高，最大 ${FARTHEST} 像素）。`,
  });
}

/** As they are typed, so that `readInputs` gives the same. */
export function inputsText(inputs: readonly MixInput[]): string {
  return inputs
    .map(({ name, place }) => (place ? `${name}@${place.x}:${place.y}:${place.width}x${place.height}` : name))
    .join(',');
}

/** The layout that was asked for, or the usual one for so many inputs; 0 for free places. @throws Refusal */
export function layoutFor(inputs: readonly MixInput[], asked: number | undefined): number {
  const fitting = LAYOUTS[inputs.length] ?? [];
  if (asked !== undefined && !fitting.includes(asked))
    throw misfit('layout', 'airdesk.bad-option', {
      en: `Layout ${asked} is not for ${inputs.length} inputs. ${fitting.length > 0 ? `Those are: ${fitting.join(', ')}.` : 'Give every input its place instead.'}`,
      zh: `布局 ${asked} 不适用于 ${inputs.length} 路输入。${fitting.length > 0 ? `可用：${fitting.join('、')}。` : '请为每路输入指定位置。'}`,
    });
  if (asked !== undefined) return asked;
  if (inputs.some(({ place }) => place) || inputs.length === 1) return 0;
  const [usual] = fitting;
  if (usual !== undefined) return usual;
  throw misfit('inputs', 'airdesk.bad-option', {
    en: 'There are layouts for 2 to 6 inputs. Of more, give every input its place.',
    zh: '预设布局适用于 2 到 6 路输入。更多输入请逐一指定位置。',
  });
}

/** An option that does not fit. */
export function misfit(
  option: string,
  code: string,
  hint: { readonly en: string; readonly zh: string },
): Refusal {
  const zh = { inputs: '输入', layout: '布局', output: '输出', size: '尺寸' }[option] ?? option;
  return new Refusal(
    code,
    { en: `\`${option}\` does not fit`, zh: `“${zh}”不符合要求` },
    { en: `${hint.en} Nothing was done.`, zh: `${hint.zh}未执行任何操作。` },
  );
}
