import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { streamWords } from './address-words.ts';
import { LONGEST_WORD } from './naming/word.ts';

/** The stream that a command is about. */
export const streamOption = {
  schema: z.string().min(1).max(LONGEST_WORD),
  summary: {
    en: 'domain/app/stream, a configured short name, or the name of one stream that is online',
    zh: '域名/应用/流名，或配置里的短名，或唯一一路在线流的流名',
  },
  zh: '流',
  required: true,
  example: 'push.example.com/live/main',
  suggests: 'stream',
  names: true,
  words: streamWords,
} as const satisfies OptionSpec;
