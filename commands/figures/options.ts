import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';

const DOMAIN = /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/u;

/** Only these domains. */
export const domainsOption = {
  schema: z
    .string()
    .max(500)
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,，、]+/u)
        .filter(Boolean),
    )
    .refine((domains) => domains.every((domain) => DOMAIN.test(domain)))
    .optional(),
  summary: { en: 'only these domains, with commas between', zh: '只看这些域名，用逗号分隔' },
  ...{ zh: '域名', required: false, example: 'play.example.com' },
} as const satisfies OptionSpec;

/** Where viewers are. */
export const areaOption = {
  schema: z.enum(['mainland', 'oversea', 'all']).optional(),
  summary: { en: 'mainland China or elsewhere', zh: '中国大陆或境外' },
  ...{ zh: '地区', required: false, example: 'mainland' },
  choices: [
    { value: 'mainland', label: { en: 'mainland China', zh: '中国大陆' } },
    { value: 'oversea', label: { en: 'elsewhere', zh: '境外' } },
    { value: 'all', label: { en: 'everywhere', zh: '全部' } },
  ],
} as const satisfies OptionSpec;

/** An area as the cloud's calls name it; undefined where none is left out. */
export function areaOf(
  given: 'mainland' | 'oversea' | 'all' | undefined,
): 'Mainland' | 'Oversea' | undefined {
  return given === 'mainland' ? 'Mainland' : given === 'oversea' ? 'Oversea' : undefined;
}

/** How many rows are shown. */
export function countOption(most: number, usual: number) {
  return {
    schema: z
      .string()
      .regex(/^[1-9]\d{0,2}$/u)
      .transform(Number)
      .refine((count) => count <= most)
      .optional(),
    summary: {
      en: `how many rows: 1 to ${most}, ${usual} if left out`,
      zh: `显示几行：1 到 ${most}，默认 ${usual}`,
    },
    ...{ zh: '行数', required: false, example: String(usual) },
  } as const satisfies OptionSpec;
}
