import type { Command } from '../../src/command.ts';
import { sessionEnd } from './end.ts';
import { sessionList } from './list.ts';

/** Who is signed in on the desk. */
export const sessionCommands: readonly Command[] = [sessionList, sessionEnd];
