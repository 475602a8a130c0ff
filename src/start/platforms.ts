import type { Hono } from 'hono';
import { createDeskAdapter } from '../../adapters/desk/index.ts';
import { createDiscordAdapter } from '../../adapters/discord/index.ts';
import { discordRemedy } from '../../adapters/discord/remedy.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { slackRemedy } from '../../adapters/slack/remedy.ts';
import { commands } from '../../commands/index.ts';
import type { Clock } from '../clock.ts';
import { deskLogin } from '../config/desk-login.ts';
import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { completions, suggestions } from '../line/completions.ts';
import type { Log } from '../observability/log.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { Announcer } from '../platform/announcer.ts';
import type { Pins } from '../platform/pins.ts';
import type { Text } from '../text/language.ts';
import type { Suggest } from '../platform/suggest.ts';

/** The platforms that are configured: their adapters, which of them can pin, and whether they can be reached. */
export function createAdapters(options: {
  readonly environment: Environment;
  readonly config: Config;
  readonly deskPasswords: ReadonlyMap<string, string> | undefined;
  readonly http: Hono;
  readonly clock: Clock;
  readonly log: Log;
  readonly forged: (platform: string, why: string) => void;
  readonly suggest: Suggest;
  readonly notice: Text | undefined;
  readonly newId: () => string;
}) {
  const { environment, config, deskPasswords, forged, suggest, notice, newId } = options;
  const shared = { http: options.http, clock: options.clock, log: options.log };
  const slack =
    environment.slack &&
    createSlackAdapter({ ...environment.slack, ...shared, onForged: (why) => forged('slack', why) });
  const discord =
    environment.discord &&
    createDiscordAdapter({
      ...environment.discord,
      ...shared,
      suggest,
      alertChannels: alertChannels(config, 'discord'),
      onForged: (why) => forged('discord', why),
    });
  const login = deskLogin(config, environment.host, deskPasswords, shared.log);
  const desk =
    login &&
    createDeskAdapter({
      ...shared,
      newId,
      login,
      ...(notice && { notice }),
      suggestions,
      completions: (language) => completions(commands, language),
    });
  return {
    adapters: byName<Adapter & Announcer>(slack, discord, desk),
    // Not Slack: there it would cost a scope more (pins:write).
    pins: byName<Adapter & Pins>(discord, desk),
    connected: [
      ...(slack ? [['Slack', slack] as const] : []),
      ...(discord ? [['Discord', discord] as const] : []),
    ],
  };
}

function byName<T extends Adapter>(...adapters: readonly (T | undefined)[]): ReadonlyMap<string, T> {
  return new Map(adapters.flatMap((adapter) => (adapter ? [[adapter.name, adapter]] : [])));
}

/** Ids of the channels on a platform that alerts go to. */
function alertChannels({ alerts }: Config, platform: string): readonly string[] {
  const named = [...alerts.channels, ...alerts.rules.flatMap(({ channels = [] }) => channels)];
  const prefix = `${platform}:`;
  return [...new Set(named)].flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []));
}

/** What helps where a platform takes no message, by the code of the error. */
export function remedy(code: string): Text | undefined {
  return slackRemedy(code) ?? discordRemedy(code);
}
