import { channelOf } from '../line/account-of-line.ts';
import type { Config } from '../config/schema.ts';
import { platformOf } from '../platform/platform.ts';
import type { Card } from '../reply.ts';
import { LANGUAGES, type Language } from '../text/language.ts';

/** The language of a channel, as airdesk.yaml has it. `channel`: as `slack:C012AB3CD`. */
export function languageIn(config: Config, channel: string): Language {
  return channelOf(config, placeOf(channel))?.language ?? config.language;
}

/** A card in the channel's language, and in the others for a platform whose readers choose. */
export function inLanguages(config: Config, channel: string, draw: (language: Language) => Card): Card {
  const own = languageIn(config, channel);
  const card = draw(own);
  if (platformOf(config.platforms, placeOf(channel).platform)?.readersChoose !== true) return card;
  const others = LANGUAGES.filter((language) => language !== own);
  return { ...card, inLanguages: Object.fromEntries(others.map((language) => [language, draw(language)])) };
}

/** The platform and the channel's id there. */
export function placeOf(channel: string): { readonly platform: string; readonly channelId: string } {
  const at = channel.indexOf(':');
  return { platform: channel.slice(0, at), channelId: channel.slice(at + 1) };
}
