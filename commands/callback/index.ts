import type { Command } from '../../src/command.ts';
import { callbackCheck } from './check.ts';
import { callbackHistory } from './history.ts';
import { callbackSetup } from './setup.ts';
import { callbackTest } from './test.ts';

/** Whether Airdesk is told what happens. */
export const callbackCommands: readonly Command[] = [
  callbackSetup,
  callbackTest,
  callbackCheck,
  callbackHistory,
];
