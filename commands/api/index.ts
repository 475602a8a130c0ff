import type { Command } from '../../src/command.ts';
import { apiCommands } from './call.ts';
import { api } from './front.ts';

/** Every action of the live API by its own name. */
export const allApiCommands: readonly Command[] = [api, ...apiCommands()];
