import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';

/** The alert that a command is about. */
export const alertOption = {
  schema: z.string().min(1).max(40),
  summary: { en: 'id of the alert, or its beginning, as k3m9', zh: '告警编号，或开头几位，如 k3m9' },
  zh: '编号',
  required: true,
  example: 'k3m9x2ab',
} as const satisfies OptionSpec;
