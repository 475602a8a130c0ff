import { channelOf } from '../line/account-of-line.ts';
import type { Config } from '../config/schema.ts';
import type { Language } from '../text/language.ts';

/** The language of a channel, as airdesk.yaml has it. `channel`: as `slack:C012AB3CD`. */
export function languageIn(config: Config, channel: string): Language {
  return channelOf(config, placeOf(channel))?.language ?? config.language;
}

/** The platform and the channel's id there. */
export function placeOf(channel: string): { readonly platform: string; readonly channelId: string } {
  const at = channel.indexOf(':');
  return { platform: channel.slice(0, at), channelId: channel.slice(at + 1) };
}
