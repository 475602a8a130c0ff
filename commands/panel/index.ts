import type { Command } from '../../src/command.ts';
import { panelList } from './list.ts';
import { panelPost } from './post.ts';
import { panelRemove } from './remove.ts';

/** Standing control messages in channels. */
export const panelCommands: readonly Command[] = [panelPost, panelList, panelRemove];
