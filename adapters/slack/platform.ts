import type { ChatPlatform } from '../../src/platform/chat-platform.ts';
import { slackDescription, slackVariables } from './description.ts';
import { exchanged } from '../../src/platform/exchanged.ts';
import { inspectSlack } from './inspect/inspect-slack.ts';
import { slackRemedy } from './remedy.ts';

/** Slack. It pins nothing: that would cost a scope more (pins:write). */
export const slack: ChatPlatform = {
  ...slackDescription,
  remedy: slackRemedy,
  inspect: inspectSlack,
  async join({ settings, http, clock, log, onForged, onSecret }) {
    const variables = slackVariables(settings.variables);
    if (!variables) return undefined;
    const { createSlackAdapter } = await import('./index.ts');
    const adapter = createSlackAdapter({
      ...variables,
      botTokens: exchanged(settings, 'SLACK_BOT_TOKEN'),
      appTokens: exchanged(settings, 'SLACK_APP_TOKEN'),
      signingSecrets: exchanged(settings, 'SLACK_SIGNING_SECRET'),
      http,
      clock,
      log,
      onForged,
      onRefused: onSecret,
    });
    settings.onExchanged?.(adapter.lookAtTokens);
    return {
      adapter,
      groups: adapter.groups,
      isConnected: () => adapter.isConnected(),
      whyNot: () => adapter.whyNot(),
    };
  },
};
