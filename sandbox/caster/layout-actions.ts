import { ApiError } from '../api-error.ts';
import type { CasterLayoutInfo, CasterLayoutParam } from '../../src/live/catalogue/types.generated.ts';
import type { Handlers } from '../handler.ts';
import { layoutInputs, type Caster } from './caster.ts';
import { within } from './configure.ts';
import { findCaster } from './find.ts';
import { refuseShownLayout } from './in-use.ts';
import { sorted } from './input-actions.ts';

/** Width, height, x, y of each layer, from the lowest up. The document names the templates; these shapes are ours. */
const TEMPLATES: Readonly<Record<number, readonly (readonly [number, number, number, number])[]>> = {
  1: [[1, 1, 0, 0]],
  20: [
    [0.5, 1, 0, 0],
    [0.5, 1, 0.5, 0],
  ],
  21: [
    [1, 1, 0, 0],
    [0.25, 0.25, 0.75, 0.75],
  ],
  31: [
    [0.5, 1, 0, 0],
    [0.5, 0.5, 0.5, 0],
    [0.5, 0.5, 0.5, 0.5],
  ],
  32: [
    [0.33, 1, 0, 0],
    [0.34, 1, 0.33, 0],
    [0.33, 1, 0.67, 0],
  ],
  41: [
    [0.5, 0.5, 0, 0],
    [0.5, 0.5, 0.5, 0],
    [0.5, 0.5, 0, 0.5],
    [0.5, 0.5, 0.5, 0.5],
  ],
};

/** The layouts of a caster. */
export const casterLayoutActions: Handlers<
  'AddCasterLayoutInfo' | 'ModifyCasterLayoutInfo' | 'DeleteCasterLayoutInfo' | 'DescribeCasterLayoutInfos'
> = {
  AddCasterLayoutInfo(world, { CasterId, LayoutInfo }) {
    const caster = findCaster(world, 'AddCasterLayoutInfo', CasterId);
    const index = Number(LayoutInfo.LayoutIndex);
    within('LayoutIndex', index, 1, 1000);
    if (caster.layouts.has(index))
      throw new ApiError('FailedOperation.LayoutAlreadyExist', `Layout ${index} exists already.`);
    caster.layouts.set(index, completeLayout(caster, LayoutInfo));
    return {};
  },

  ModifyCasterLayoutInfo(world, { CasterId, LayoutInfo }) {
    const caster = findCaster(world, 'ModifyCasterLayoutInfo', CasterId);
    const index = Number(LayoutInfo.LayoutIndex);
    const old = caster.layouts.get(index);
    if (!old) throw new ApiError('FailedOperation.LayoutNotExist', `Layout ${index} does not exist.`);
    refuseShownLayout(caster, index);
    const params = LayoutInfo.LayoutTemplateId === undefined ? old.LayoutParams : undefined;
    caster.layouts.set(index, completeLayout(caster, { ...old, LayoutParams: params, ...LayoutInfo }));
    return {};
  },

  DeleteCasterLayoutInfo(world, { CasterId, LayoutIndex }) {
    const caster = findCaster(world, 'DeleteCasterLayoutInfo', CasterId);
    const index = Number(LayoutIndex);
    if (!caster.layouts.has(index)) throw new ApiError('InvalidParameter', `Layout ${index} does not exist.`);
    refuseShownLayout(caster, index);
    caster.layouts.delete(index);
    return {};
  },

  DescribeCasterLayoutInfos: (world, { CasterId }) => ({
    LayoutInfos: sorted(findCaster(world, 'DescribeCasterLayoutInfos', CasterId).layouts),
  }),
};

/**
 * A layout with everything that the cloud fills in; the inputs that it places must exist.
 * @throws ApiError InvalidParameter
 */
export function completeLayout(caster: Caster, layout: CasterLayoutInfo): CasterLayoutInfo {
  const templateId = Number(layout.LayoutTemplateId ?? 0);
  const template = TEMPLATES[templateId];
  if (!template && templateId !== 0)
    throw new ApiError(
      'InvalidParameter',
      `LayoutTemplateId must be one of ${Object.keys(TEMPLATES).join(', ')}.`,
    );
  const params = layout.LayoutParams ?? template?.map(layer) ?? [];
  for (const { LayerWidth, LayerHeight, LayerLocationX, LayerLocationY } of params)
    for (const share of [LayerWidth, LayerHeight, LayerLocationX, LayerLocationY])
      within('Each number of LayoutParams', share, 0, 1);
  const list = layout.InputIndexList ?? '';
  if (!/^(\d{1,2}(\|\d{1,2})*)?$/.test(list))
    throw new ApiError('InvalidParameter', 'InputIndexList must look like 1|2.');
  const unknown = layoutInputs(layout).find((index) => !caster.inputs.has(index));
  if (unknown !== undefined) throw new ApiError('InvalidParameter', `The caster has no input ${unknown}.`);
  return {
    LayoutIndex: layout.LayoutIndex,
    LayoutTemplateId: templateId,
    InputIndexList: list,
    LayoutParams: params,
    LayoutWidth: layout.LayoutWidth ?? 1280,
    LayoutHeight: layout.LayoutHeight ?? 720,
  };
}

function layer(
  [width, height, x, y]: readonly [number, number, number, number],
  index: number,
): CasterLayoutParam {
  return {
    LayerId: index + 1,
    LayerWidth: width,
    LayerHeight: height,
    LayerLocationX: x,
    LayerLocationY: y,
    UsePortraitSegment: false,
  };
}
