import type { Command } from '../../src/command.ts';
import { urlCheck } from './check.ts';
import { playUrl } from './play-url.ts';
import { pushUrl } from './push-url.ts';

/** Addresses to push to and to play from. */
export const urlCommands: readonly Command[] = [pushUrl, playUrl, urlCheck];
