import type { CasterLayoutInfo } from '../../../src/live/catalogue/types.generated.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { oneOf, wholeOf, type ApiValue } from '../../shape/values.ts';
import type { Sources } from '../display.ts';
import { inputNumbers } from './kinds.ts';
import { layers } from './layers.ts';
import type { Info, Part } from './part.ts';
import { inputsOf, usesIn } from './uses.ts';

/** Templates of the cloud; the first digit is how many inputs they place. */
const GRIDS = [1, 20, 21, 31, 32, 41];

const rows: readonly FieldRow[] = [
  {
    ...{ key: 'inputs', zh: '输入', label: { en: 'Inputs', zh: '输入' }, path: 'InputIndexList' },
    kind: inputNumbers,
  },
  {
    ...{ key: 'grid', zh: '模板', label: { en: 'Grid', zh: '模板' }, path: 'LayoutTemplateId' },
    kind: oneOf(GRIDS.map((value) => ({ word: String(value), zh: String(value), value }))),
  },
  {
    ...{ key: 'layers', zh: '图层', label: { en: 'Layers', zh: '图层' }, path: 'LayoutParams' },
    kind: layers,
  },
  {
    ...{ key: 'width', zh: '宽', label: { en: 'Width', zh: '宽' }, path: 'LayoutWidth' },
    kind: { ...wholeOf('px', { min: 1, max: 4096 }), example: '1280' },
  },
  {
    ...{ key: 'height', zh: '高', label: { en: 'Height', zh: '高' }, path: 'LayoutHeight' },
    kind: { ...wholeOf('px', { min: 1, max: 2160 }), example: '720' },
  },
];

/** Either the one or the other: a new one takes the place of both. */
const PLACES: readonly string[] = ['LayoutTemplateId', 'LayoutParams'];

/** How a caster places its inputs in the picture. */
export const layoutPart: Part = {
  ...{ name: 'layout', zh: '布局', words: { en: 'layout', zh: '布局' } },
  ...{ range: { min: 1, max: 1000 }, firstFree: 1, index: 'LayoutIndex', rows },
  usual: { LayoutWidth: 1280, LayoutHeight: 720 },
  ...{ required: ['inputs'], optional: ['grid', 'layers'], often: ['inputs', 'grid'] },
  ...{ listed: ['inputs', 'grid', 'layers'], setRisk: 'change' },
  locked: ['inputs', 'grid', 'layers', 'width', 'height'],
  read: async ({ live }, CasterId) =>
    (await live.call('DescribeCasterLayoutInfos', { CasterId })).LayoutInfos as readonly object[] as Info[],
  async add({ live }, CasterId, info) {
    await live.call('AddCasterLayoutInfo', { CasterId, LayoutInfo: info as unknown as CasterLayoutInfo });
  },
  async modify({ live }, CasterId, info) {
    await live.call('ModifyCasterLayoutInfo', { CasterId, LayoutInfo: info as unknown as CasterLayoutInfo });
  },
  async remove({ live }, CasterId, LayoutIndex) {
    await live.call('DeleteCasterLayoutInfo', { CasterId, LayoutIndex });
  },
  valuesOf(info) {
    const layout = info as unknown as CasterLayoutInfo;
    const grid = Number(layout.LayoutTemplateId ?? 0);
    return {
      InputIndexList: layout.InputIndexList ?? '',
      // The places of a template are the cloud's own.
      ...(grid === 0
        ? { LayoutParams: (layout.LayoutParams ?? []) as readonly object[] as ApiValue }
        : { LayoutTemplateId: grid }),
      LayoutWidth: Number(layout.LayoutWidth ?? 1280),
      LayoutHeight: Number(layout.LayoutHeight ?? 720),
    };
  },
  infoOf: ({ LayoutTemplateId: grid, LayoutParams: places, ...values }) => ({
    ...values,
    LayoutTemplateId: grid ?? 0,
    LayoutParams: places,
  }),
  sent: (after) => after,
  over(before, given) {
    const isPlaced = PLACES.some((path) => given[path] !== undefined);
    const kept = Object.entries(before).filter(([path]) => !isPlaced || !PLACES.includes(path));
    return { ...Object.fromEntries(kept), ...given };
  },
  problem: placesProblem,
  uses: (number, scene) => usesIn(scene, (display) => display.kind === 'layout' && display.index === number),
  lines: {
    add: () => ({
      en: 'Viewers notice nothing: it is seen only once it is put into PVW or PGM.',
      zh: '观众无感知：放到预监或主监之后才会出现。',
    }),
    set: () => [
      {
        en: 'Viewers notice nothing: neither PVW nor PGM shows it.',
        zh: '观众无感知：预监和主监都没有使用它。',
      },
    ],
    remove: () => [
      {
        en: 'Viewers notice nothing: neither PVW nor PGM shows it.',
        zh: '观众无感知：预监和主监都没有使用它。',
      },
    ],
  },
};

function placesProblem(values: FieldValues, _: number, sources: Sources) {
  const { InputIndexList: list, LayoutTemplateId: grid, LayoutParams: places } = values;
  const inputs = inputsOf(typeof list === 'string' ? list : '');
  const known = sources.inputs.map((input) => Number(input.InputIndex));
  const unknown = inputs.find((number) => !known.includes(number));
  if (unknown !== undefined)
    return {
      en: `There is no input ${unknown}; the caster has: ${known.join(', ') || 'none'}.`,
      zh: `没有输入 ${unknown}；现有：${known.join('、') || '无'}。`,
    };
  if (grid !== undefined && places !== undefined)
    return { en: 'Give grid or layers, not both.', zh: '模板和图层只能填写一个。' };
  if (grid === undefined && places === undefined)
    return {
      en: 'Give grid, as grid:21, or the places, as layers:0,0,100x100;70,70,25x25.',
      zh: '请填写模板（例如 模板:21）或图层（例如 图层:0,0,100x100;70,70,25x25）。',
    };
  const room = Array.isArray(places) ? places.length : Number(String(Number(grid)).charAt(0));
  return room === inputs.length
    ? undefined
    : {
        en: `It has room for ${room} inputs, and ${inputs.length} are given.`,
        zh: `可放 ${room} 路输入，填写了 ${inputs.length} 路。`,
      };
}
