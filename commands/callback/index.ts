import type { Command } from '../../src/command.ts';
import { callbackCheck } from './check.ts';
import { callbackHistory } from './history.ts';

/** Whether Airdesk is told what happens. */
export const callbackCommands: readonly Command[] = [callbackCheck, callbackHistory];
