import { beijingText } from '../../cloud-time.ts';
import { ApiError } from '../../api-error.ts';
import type { Feature } from '../feature.ts';
import { amount, text } from '../rules-of-value.ts';
import { textOf } from '../text-of.ts';

/** A list is asked for in pages of so many where the call does not say. */
const PAGE = 500;
const percent = amount(0, { min: 0, max: 100 });

/** A picture over the picture. Its id, `WatermarkId`, is the `TemplateId` of its rules. */
export const watermark: Feature = {
  name: 'watermark',
  actions: {
    create: 'AddLiveWatermark',
    modify: 'UpdateLiveWatermark',
    remove: 'DeleteLiveWatermark',
    one: 'DescribeLiveWatermark',
    all: 'DescribeLiveWatermarks',
    bind: 'CreateLiveWatermarkRule',
    unbind: 'DeleteLiveWatermarkRule',
    rules: 'DescribeLiveWatermarkRules',
  },
  members: { id: 'WatermarkId', one: 'Watermark', all: 'WatermarkList' },
  domains: 'push',
  most: 100,
  mostRules: 1000,
  values: {
    PictureUrl: {
      fallback: '',
      url: true,
      pattern: /^[^;(){}$>`#"'|]+$/,
      allows: 'an address without any of ;(){}$>`#"\'|',
    },
    WatermarkName: text,
    XPosition: percent,
    YPosition: percent,
    Width: percent,
    Height: percent,
    BackgroundWidth: amount(1920, { min: 1 }),
    BackgroundHeight: amount(1080, { min: 1 }),
  },
  together: ({ PictureUrl, WatermarkName }) =>
    PictureUrl === '' || WatermarkName === ''
      ? { why: 'value', message: 'PictureUrl and WatermarkName must not be empty.' }
      : undefined,
  shows: ({ createTime }, inUse) => ({ Status: inUse ? 1 : 0, CreateTime: beijingText(createTime) }),
  select(templates, params) {
    const name = textOf(params, 'Name');
    const number = Number(params['PageNo'] ?? 1);
    const size = Number(params['PageSize'] ?? PAGE);
    if (number < 1 || size < 1 || size > PAGE)
      throw new ApiError('InvalidParameterValue', `PageNo is at least 1, PageSize between 1 and ${PAGE}.`);
    const found = templates.filter(({ values }) => name === '' || values['WatermarkName'] === name);
    return {
      templates: found.slice((number - 1) * size, number * size),
      beside: { TotalNum: found.length },
    };
  },
};
