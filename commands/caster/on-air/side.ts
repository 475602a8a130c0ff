import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../../src/command.ts';

/** PGM or PVW. */
export type Side = 'pgm' | 'pvw';

/** Which side of a caster; PGM when left out. */
export const sideOption = {
  schema: z.enum(['pgm', 'pvw']).optional(),
  summary: {
    en: 'pgm (what is on air) or pvw (the preview); pgm when left out',
    zh: '主监（pgm）或预监（pvw），不填为主监',
  },
  zh: '对象',
  required: false,
  example: 'pvw',
  choices: [
    { value: 'pgm', label: { en: 'PGM', zh: '主监' } },
    { value: 'pvw', label: { en: 'PVW', zh: '预监' } },
  ],
} as const satisfies OptionSpec;

/** The side's name in words. */
export function sideWord({ say }: Pick<CommandContext, 'say'>, side: Side): string {
  return side === 'pgm' ? say('PGM', '主监') : say('PVW', '预监');
}
