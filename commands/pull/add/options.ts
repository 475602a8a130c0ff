import { z } from 'zod';
import type { OptionSpecs } from '../../../src/command.ts';
import type { Text } from '../../../src/text/language.ts';
import { fieldOptions } from '../../shape/field-options.ts';
import { streamOption } from '../../stream/option.ts';
import { addressOption, type SourceKind } from '../source.ts';
import { pullRows } from './fields.ts';
import { fromOption, untilOption } from './times.ts';

const { fields } = fieldOptions(pullRows, { required: [], optional: [] });

/** Kinds of sources in words. */
export const KINDS: Readonly<Record<SourceKind, Text>> = {
  live: { en: 'live', zh: '直播' },
  file: { en: 'files', zh: '点播文件' },
  picture: { en: 'a picture', zh: '图片' },
};

/** What a new task takes. */
export const addOptions = {
  to: {
    ...streamOption,
    ...{ zh: '目标', example: 'push.example.com/live/feed' },
    summary: { en: 'stream that it pushes to: domain/app/stream', zh: '推到哪路流：域名/应用/流名' },
  },
  source: {
    schema: z.string().min(1).max(4000),
    summary: {
      en: 'address that is pulled, without a key in it; of files several, with commas',
      zh: '拉流源地址，不能带密钥；点播文件可多个，用逗号分隔',
    },
    ...{ zh: '源', required: true, example: 'rtmp://source.example.com/live/feed' },
  },
  until: untilOption,
  kind: {
    schema: z.enum(['live', 'file', 'picture']).optional(),
    summary: {
      en: 'what the source is; seen by its address when left out',
      zh: '源的类型，不填时按地址判断',
    },
    ...{ zh: '类型', required: false, example: 'live' },
    choices: Object.entries(KINDS).map(([value, label]) => ({ value, label })),
  },
  from: fromOption,
  backup: addressOption(
    'address that is pulled when a live source fails, without a key in it',
    '直播源异常时改拉的地址，不能带密钥',
    'backup',
    'rtmp://backup.example.com/live/feed',
  ),
  name: {
    schema: z.string().min(1).max(512).optional(),
    summary: { en: 'comment by which people know it', zh: '备注，便于识别' },
    ...{ zh: '名称', required: false, example: 'stadium-two', names: true },
  },
  fields,
} as const satisfies OptionSpecs;
