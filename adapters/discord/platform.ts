import type { ChatPlatform } from '../../src/platform/chat-platform.ts';
import { discordDescription, discordVariables } from './description.ts';
import { createDiscordAdapter } from './index.ts';

/** Discord. */
export const discord: ChatPlatform = {
  ...discordDescription,
  join({ settings, http, clock, log, suggest, onForged }) {
    const variables = discordVariables(settings.variables);
    if (!variables) return undefined;
    const adapter = createDiscordAdapter({ ...variables, http, clock, log, suggest, onForged });
    return { adapter, pins: adapter, isConnected: () => adapter.isConnected() };
  },
};
