import type { Command } from '../../src/command.ts';
import { accountCheck } from './check.ts';

/** The account of the cloud by itself. */
export const accountCommands: readonly Command[] = [accountCheck];
