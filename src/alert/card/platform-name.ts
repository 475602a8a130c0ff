import { platformOf, type Platform } from '../../platform/platform.ts';
import { wording, type Language } from '../../text/language.ts';

/** A platform by the name that people know. */
export function platformName(platforms: readonly Platform[], key: string, language: Language): string {
  const platform = platformOf(platforms, key);
  return platform ? wording(platform.named, language) : key;
}
