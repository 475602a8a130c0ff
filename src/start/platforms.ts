import { desk } from '../../adapters/desk/platform.ts';
import { discord } from '../../adapters/discord/platform.ts';
import { slack } from '../../adapters/slack/platform.ts';
import type { ChatPlatform } from '../platform/chat-platform.ts';

/** The chat platforms that there are, in the order in which people read of them. A new one is a folder and a line here. */
export const PLATFORMS: readonly ChatPlatform[] = [slack, discord, desk];
