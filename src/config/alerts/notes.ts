import { homeOf, type Platform } from '../../platform/platform.ts';
import type { Config } from '../schema.ts';
import type { AlertsConfig, MatchConfig } from './schema.ts';
import { caselessPattern, pattern, takesAll } from '../../text/pattern.ts';
import type { Misfit } from '../problem.ts';

/** What around the file decides where alerts go. */
export interface AlertSurroundings {
  readonly hasEndpoint: boolean;
  readonly platforms: readonly { readonly platform: Platform; readonly isSetUp: boolean }[];
}

/** What in `alerts` is not wrong, and probably not what was meant. */
export function alertNotes({ alerts }: Pick<Config, 'alerts'>, around: AlertSurroundings): Misfit[] {
  return [
    ...arrivals(alerts, around),
    ...unreached(alerts, around),
    ...misnamed(alerts, around),
    ...shadowed(alerts),
  ];
}

function arrivals(alerts: AlertsConfig, { hasEndpoint, platforms }: AlertSurroundings): Misfit[] {
  const goesSomewhere = alerts.channels.length > 0 || alerts.rules.some(({ channels }) => channels);
  if (!hasEndpoint) {
    if (!goesSomewhere && alerts.rules.length === 0) return [];
    const text = 'no callbacks can arrive; set LIVE_CALLBACK_TOKEN, or callbacks under each account';
    return [{ path: ['alerts'], text }];
  }
  const home = homeOf(platforms.map(({ platform }) => platform));
  const hasOthers = platforms.some(({ platform, isSetUp }) => isSetUp && platform !== home);
  if (goesSomewhere || !home || !hasOthers) return [];
  const text = `names no channel, so alerts go to the ${home.title.en} only`;
  return [{ path: ['alerts', 'channels'], text }];
}

interface NamedChannels {
  readonly path: readonly PropertyKey[];
  readonly channels: readonly string[];
}

function namedChannels(alerts: AlertsConfig): readonly NamedChannels[] {
  return [
    { path: ['alerts', 'channels'], channels: alerts.channels },
    ...alerts.rules.map(({ channels }, index) => ({
      path: ['alerts', 'rules', index, 'channels'],
      channels: channels ?? [],
    })),
  ];
}

/** Channels by their names: platforms know them by their ids. */
function misnamed(alerts: AlertsConfig, { platforms }: AlertSurroundings): Misfit[] {
  return namedChannels(alerts).flatMap(({ path, channels }) =>
    channels.flatMap((channel, index) =>
      platforms
        .filter(
          ({
            platform: {
              key,
              channels: { usual },
            },
            isSetUp,
          }) => {
            const id = channel.startsWith(`${key}:`) ? channel.slice(key.length + 1) : undefined;
            return isSetUp && id !== undefined && usual?.test(id) === false;
          },
        )
        .map(
          ({
            platform: {
              key,
              title,
              channels: { example },
            },
          }) => ({
            path: [...path, index],
            text: `${channel} is no id of a channel in ${title.en}; write it as ${key}:${example}`,
          }),
        ),
    ),
  );
}

function unreached(alerts: AlertsConfig, { platforms }: AlertSurroundings): Misfit[] {
  const named = namedChannels(alerts);
  const missing = platforms.flatMap(({ platform, isSetUp }) => (isSetUp ? [] : [platform]));
  return named.flatMap(({ path, channels }) =>
    channels.flatMap((channel, index) =>
      missing
        .filter(({ key }) => channel.startsWith(`${key}:`))
        .map(({ title }) => ({
          path: [...path, index],
          text: `nothing is sent to ${channel}, since ${title.en} is not set up`,
        })),
    ),
  );
}

/** Rules that never apply, since an earlier one takes all that they would. */
function shadowed({ rules }: AlertsConfig): Misfit[] {
  return rules.flatMap((rule, index): Misfit[] => {
    const wider = rules.slice(0, index).find((earlier) => isWider(earlier.match, rule.match));
    if (!wider) return [];
    const text = `never applies: the earlier rule ${wider.name} takes everything that it would; put the narrower one first`;
    return [{ path: ['alerts', 'rules', index, 'name'], text }];
  });
}

/** Whether all that fits `narrow` fits `wide`. May miss some: patterns are compared with fixed texts only. */
function isWider(wide: MatchConfig, narrow: MatchConfig): boolean {
  return (
    (wide.account === undefined || wide.account === narrow.account) &&
    (wide.type === undefined || coversAll(wide.type, narrow.type)) &&
    coversText(wide.domain, narrow.domain, caselessPattern) &&
    coversText(wide.app, narrow.app, pattern) &&
    coversText(wide.stream, narrow.stream, pattern) &&
    (wide.cause === undefined || includesAll(wide.cause, narrow.cause)) &&
    (wide.during === undefined || includesAll(wide.during, narrow.during))
  );
}

function coversAll(wide: readonly string[], narrow: readonly string[] | undefined): boolean {
  if (wide.some(takesAll)) return true;
  return narrow?.every((text) => wide.some((each) => coversText(each, text, pattern))) ?? false;
}

function coversText(
  wide: string | undefined,
  narrow: string | undefined,
  compile: (source: string) => (text: string) => boolean,
): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  return wide === narrow || takesAll(wide) || (!narrow.includes('*') && compile(wide)(narrow));
}

function includesAll(wide: readonly string[], narrow: readonly string[] | undefined): boolean {
  return narrow?.every((text) => wide.includes(text)) ?? false;
}
