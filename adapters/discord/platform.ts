import type { ChatPlatform } from '../../src/platform/chat-platform.ts';
import { discordDescription, discordVariables } from './description.ts';
import { exchanged } from '../../src/platform/exchanged.ts';
import { createDiscordAdapter } from './index.ts';
import { inspectDiscord } from './inspect/inspect-discord.ts';
import { discordRemedy } from './refusals/remedy.ts';
import { alertChannelsOn } from '../../src/config/alerts/channels-on.ts';

/** Discord. */
export const discord: ChatPlatform = {
  ...discordDescription,
  remedy: discordRemedy,
  inspect: inspectDiscord,
  async join({ settings, config, http, clock, log, suggest, onForged, onSecret }) {
    const variables = discordVariables(settings.variables);
    if (!variables) return undefined;
    const adapter = createDiscordAdapter({
      tokens: exchanged(settings, 'DISCORD_TOKEN'),
      onRefused: (isRefused) => onSecret('DISCORD_TOKEN', isRefused),
      ...{ ...variables, http, clock, log, suggest, onForged },
      alertChannels: alertChannelsOn(config.alerts, 'discord'),
    });
    settings.onExchanged?.(adapter.lookAtToken);
    return {
      adapter,
      pins: adapter,
      isConnected: () => adapter.isConnected(),
      whyNot: () => adapter.whyNot(),
    };
  },
};
