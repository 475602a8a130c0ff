import { sayIn, type Language } from '../../text/language.ts';

/** A platform by the name that people know. */
export function platformName(platform: string, language: Language): string {
  const say = sayIn(language);
  const names: Readonly<Record<string, string>> = {
    slack: 'Slack',
    discord: 'Discord',
    desk: say('the web desk', '网页播控台'),
  };
  return Object.hasOwn(names, platform) ? (names[platform] ?? platform) : platform;
}
