import { ApiError } from '../api-error.ts';
import type { CasterMarkPicInfo, CasterMarkWordInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Handlers } from '../handler.ts';
import { within } from './configure.ts';
import { findCaster } from './find.ts';
import { refuseShownMark } from './in-use.ts';
import { sorted } from './input-actions.ts';

/** Indices of marks have no documented range; this one keeps a caster small. */
const MAX_INDEX = 1000;

/** The pictures and texts that a caster lays over its picture. */
export const casterMarkActions: Handlers<
  | 'AddCasterMarkPicInfo'
  | 'ModifyCasterMarkPicInfo'
  | 'DeleteCasterMarkPicInfo'
  | 'DescribeCasterMarkPicInfos'
  | 'AddCasterMarkWordInfo'
  | 'ModifyCasterMarkWordInfo'
  | 'DeleteCasterMarkWordInfo'
  | 'DescribeCasterMarkWordInfos'
> = {
  AddCasterMarkPicInfo(world, { CasterId, MarkPicInfo }) {
    const { pics } = findCaster(world, 'AddCasterMarkPicInfo', CasterId);
    const index = Number(MarkPicInfo.MarkPicIndex);
    if (pics.has(index))
      throw new ApiError('FailedOperation.MarkPicAlreadyExist', `Picture ${index} exists already.`);
    pics.set(index, completePic(MarkPicInfo));
    return {};
  },

  ModifyCasterMarkPicInfo(world, { CasterId, MarkPicInfo }) {
    const { pics } = findCaster(world, 'ModifyCasterMarkPicInfo', CasterId);
    const index = Number(MarkPicInfo.MarkPicIndex);
    const old = pics.get(index);
    if (!old) throw new ApiError('FailedOperation.MarkPicNotExist', `Picture ${index} does not exist.`);
    pics.set(index, completePic({ ...old, ...MarkPicInfo }));
    return {};
  },

  DeleteCasterMarkPicInfo(world, { CasterId, MarkPicIndex }) {
    const caster = findCaster(world, 'DeleteCasterMarkPicInfo', CasterId);
    const index = Number(MarkPicIndex);
    if (!caster.pics.has(index)) throw new ApiError('FailedOperation', `Picture ${index} does not exist.`);
    refuseShownMark(caster, 'pics', index);
    caster.pics.delete(index);
    return {};
  },

  DescribeCasterMarkPicInfos: (world, { CasterId }) => ({
    MarkPicInfos: sorted(findCaster(world, 'DescribeCasterMarkPicInfos', CasterId).pics),
  }),

  AddCasterMarkWordInfo(world, { CasterId, MarkWordInfo }) {
    const { words } = findCaster(world, 'AddCasterMarkWordInfo', CasterId);
    const index = Number(MarkWordInfo.MarkWordIndex);
    if (words.has(index))
      throw new ApiError('FailedOperation.MarkWordAlreadyExist', `Text ${index} exists already.`);
    words.set(index, completeWord(MarkWordInfo));
    return {};
  },

  ModifyCasterMarkWordInfo(world, { CasterId, MarkWordInfo }) {
    const { words } = findCaster(world, 'ModifyCasterMarkWordInfo', CasterId);
    const index = Number(MarkWordInfo.MarkWordIndex);
    const old = words.get(index);
    if (!old) throw new ApiError('FailedOperation.MarkWordNotExist', `Text ${index} does not exist.`);
    words.set(index, completeWord({ ...old, ...MarkWordInfo }));
    return {};
  },

  DeleteCasterMarkWordInfo(world, { CasterId, MarkWordIndex }) {
    const caster = findCaster(world, 'DeleteCasterMarkWordInfo', CasterId);
    const index = Number(MarkWordIndex);
    if (!caster.words.has(index)) throw new ApiError('FailedOperation', `Text ${index} does not exist.`);
    refuseShownMark(caster, 'words', index);
    caster.words.delete(index);
    return {};
  },

  DescribeCasterMarkWordInfos: (world, { CasterId }) => ({
    MarkWordInfos: sorted(findCaster(world, 'DescribeCasterMarkWordInfos', CasterId).words),
  }),
};

/**
 * A picture with everything that the cloud fills in.
 * @throws ApiError InvalidParameter, for the ranges of the structure CasterMarkPicInfo.
 */
export function completePic(pic: CasterMarkPicInfo): CasterMarkPicInfo {
  within('MarkPicIndex', Number(pic.MarkPicIndex), 0, MAX_INDEX);
  within('MarkPicWidth', pic.MarkPicWidth ?? 0, 0, 1920);
  within('MarkPicHeight', pic.MarkPicHeight ?? 0, 0, 1080);
  within('MarkPicLocationX', pic.MarkPicLocationX ?? 0, 0, 1920);
  within('MarkPicLocationY', pic.MarkPicLocationY ?? 0, 0, 1080);
  const url = pic.MarkPicUrl ?? '';
  if (url !== '' && (url.length > 256 || !/\.(jpe?g|png|bmp|gif)$/i.test(url)))
    throw new ApiError(
      'InvalidParameter',
      'MarkPicUrl is at most 256 characters and ends in jpg, jpeg, png, bmp or gif.',
    );
  return {
    MarkPicId: 0,
    MarkPicWidth: 0,
    MarkPicHeight: 0,
    MarkPicLocationX: 0,
    MarkPicLocationY: 0,
    Description: '',
    IsEqualProportion: false,
    ...pic,
    MarkPicUrl: url,
  };
}

/**
 * A text with everything that the cloud fills in.
 * @throws ApiError InvalidParameter, for the ranges of the structure CasterMarkWordInfo.
 */
export function completeWord(word: CasterMarkWordInfo): CasterMarkWordInfo {
  within('MarkWordIndex', Number(word.MarkWordIndex), 0, MAX_INDEX);
  // 12 and 15 appear in the document's own examples, below the range that it gives (16 to 60).
  within('MarkWordFontSize', Number(word.MarkWordFontSize ?? 16), 12, 60);
  within('MarkWordFontType', Number(word.MarkWordFontType ?? 1), 1, 2);
  within('MarkWordRollDirection', Number(word.MarkWordRollDirection ?? 0), 0, 1);
  within('MarkWordRollOnceTime', Number(word.MarkWordRollOnceTime ?? 5), 5, 600);
  const places = ['LocationX', 'LocationY', 'RollStartLocationX', 'RollEndLocationX'] as const;
  for (const place of places) within(`MarkWord${place}`, word[`MarkWord${place}`] ?? 0, 0, 1);
  return {
    MarkWordText: '',
    MarkWordFontSize: 16,
    MarkWordFontColor: '0xffffff',
    MarkWordFontType: 1,
    MarkWordLocationX: 0,
    MarkWordLocationY: 0,
    MarkWordRollEnable: false,
    MarkWordRollOnceTime: 5,
    MarkWordRollDirection: 0,
    MarkWordRollStartLocationX: 0,
    MarkWordRollEndLocationX: 1,
    ...word,
  };
}
