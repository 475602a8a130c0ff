import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';

/** The push domain whose callbacks it is about. */
export const domainOption = {
  schema: z.string().min(1).max(255),
  summary: { en: 'the push domain', zh: '推流域名' },
  ...{ zh: '域名', required: true, example: 'push.example.com' },
  ...{ suggests: 'push-domain', names: true },
} as const satisfies OptionSpec;

/** The app of it. */
export const appOption = {
  schema: z.string().min(1).max(255).optional(),
  summary: {
    en: 'the app (path) of the domain; live when left out',
    zh: '域名下的应用（路径），不填为 live',
  },
  ...{ zh: '应用', required: false, example: 'live', names: true },
} as const satisfies OptionSpec;
