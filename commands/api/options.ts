import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';

/** The parameters of an action, as they are typed. */
export const fields = {
  schema: z.string().max(3000).optional(),
  summary: {
    en: 'its parameters as Name=value, JSON for structures',
    zh: '接口参数，写作 名称=值，结构体用 JSON',
  },
  zh: '参数',
  required: false,
  example: 'StreamName=main',
  rest: true,
} as const satisfies OptionSpec;

/** An action of the live API. */
export const action = {
  schema: z.string().min(1).max(100),
  summary: { en: 'name of the action, as DropLiveStream', zh: '接口名称，如 DropLiveStream' },
  zh: '接口',
  required: true,
  example: 'DescribeLiveDomains',
  suggests: 'action',
} as const satisfies OptionSpec;
