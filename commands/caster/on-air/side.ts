import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../../src/command.ts';
import type { Text } from '../../../src/text/language.ts';

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

/** What a side is called. */
export const SIDE_NAMES: Readonly<Record<Side, Text>> = {
  pgm: { en: 'PGM', zh: '主监' },
  pvw: { en: 'PVW', zh: '预监' },
};

/** What a side is called, in the asker's language. */
export function sideWord({ say }: Pick<CommandContext, 'say'>, side: Side): string {
  const { en, zh } = SIDE_NAMES[side];
  return say(en, zh);
}
