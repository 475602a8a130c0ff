import type { AlertsConfig } from './schema.ts';

/** Ids of the channels on a platform that alerts go to, by rule or without one. */
export function alertChannelsOn({ channels, rules }: AlertsConfig, platform: string): readonly string[] {
  const named = [...channels, ...rules.flatMap((rule) => rule.channels ?? [])];
  const prefix = `${platform}:`;
  return [...new Set(named)].flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []));
}
