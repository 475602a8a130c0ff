import type { Platform } from '../../platform/platform.ts';
import type { Config } from '../schema.ts';
import { channelProblem } from '../../platform/channel-problem.ts';
import { escalationMisfits } from './escalation-problems.ts';
import { unknownZone } from '../zone.ts';
import { isTimeZone } from '../../text/time.ts';
import { commandMisfits } from './runbook-problems.ts';
import type { AlertsConfig, MatchConfig, WatchedConfig } from './schema.ts';
import { linkTemplateProblem } from './link-template.ts';
import { pattern } from '../../text/pattern.ts';
import { parseWindow } from '../../text/week.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Misfit } from '../problem.ts';

type Path = readonly PropertyKey[];
type Rule = AlertsConfig['rules'][number];
type Maintenance = AlertsConfig['maintenance'][number];

/** What the schema cannot see in `alerts`: names that name nothing, times that are none. `commandNames` where known. */
export function alertMisfits(
  config: Config,
  commandNames: readonly string[] | undefined,
  platforms: readonly Platform[],
): Misfit[] {
  const { rules, maintenance, groups, channels, watched } = config.alerts;
  return [
    ...channelMisfits(platforms, ['alerts', 'channels'], channels),
    ...watched.flatMap((entry, index) => watchedMisfits(config, ['alerts', 'watched', index], entry)),
    ...(['pictureUrl', 'consoleUrl'] as const).flatMap((name) => linkMisfits(config, name)),
    ...escalationMisfits(config),
    ...twice('rules', rules),
    ...rules.flatMap((rule, index) =>
      ruleMisfits(config, ['alerts', 'rules', index], rule, commandNames, platforms),
    ),
    ...twice('maintenance', maintenance),
    ...maintenance.flatMap((entry, index) =>
      maintenanceMisfits(config, ['alerts', 'maintenance', index], entry),
    ),
    ...Object.entries(groups).flatMap(([name, { streams }]) =>
      streams.flatMap((text, index) => nameMisfits(['alerts', 'groups', name, 'streams', index], text)),
    ),
  ];
}

function linkMisfits(config: Config, name: 'pictureUrl' | 'consoleUrl'): Misfit[] {
  const template = config.alerts[name];
  const text = template === undefined ? undefined : linkTemplateProblem(template);
  return text === undefined ? [] : [{ path: ['alerts', name], text }];
}

/** A pattern that fits nothing is fine: the stream may only be pushed for the next show. */
function watchedMisfits(config: Config, path: Path, { account, during, timeZone }: WatchedConfig): Misfit[] {
  return [
    ...matchMisfits(config, path, { account, during }),
    ...(timeZone === undefined || isTimeZone(timeZone) ? [] : [unknownZone([...path, 'timeZone'], timeZone)]),
  ];
}

function ruleMisfits(
  config: Config,
  path: Path,
  rule: Rule,
  commandNames: readonly string[] | undefined,
  platforms: readonly Platform[],
): Misfit[] {
  return [
    ...matchMisfits(config, [...path, 'match'], rule.match),
    ...channelMisfits(platforms, [...path, 'channels'], rule.channels ?? []),
    ...(rule.channels?.length === 0
      ? [{ path: [...path, 'channels'], text: 'is empty; for what is only recorded write severity: none' }]
      : []),
    ...(rule.mention ?? []).flatMap((name, index) =>
      mentionMisfits(config, [...path, 'mention', index], name),
    ),
    ...(rule.runbook?.buttons ?? []).flatMap(({ command }, index) =>
      commandMisfits([...path, 'runbook', 'buttons', index, 'command'], command, commandNames),
    ),
  ];
}

/** Names are what people read in a card's reason: two of one name could not be told apart. */
function twice(list: string, entries: readonly { readonly name: string }[]): Misfit[] {
  const seen = new Set<string>();
  return entries.flatMap(({ name }, index): Misfit[] => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      { path: ['alerts', list, index, 'name'], text: `"${name}" is there twice; rename one of the two` },
    ];
  });
}

function matchMisfits(config: Config, path: Path, match: MatchConfig): Misfit[] {
  const { account, type = [], during = [] } = match;
  return [
    ...(account === undefined || Object.hasOwn(config.accounts, account)
      ? []
      : [unknown([...path, 'account'], 'account', account, Object.keys(config.accounts))]),
    ...type.flatMap((text, index) =>
      typeMisfits([...path, 'type', index], text, Object.keys(config.alerts.conditions)),
    ),
    ...during.flatMap((text, index): Misfit[] => {
      const window = parseWindow(text);
      return typeof window === 'string' ? [{ path: [...path, 'during', index], text: window }] : [];
    }),
  ];
}

function typeMisfits(path: Path, text: string, known: readonly string[]): Misfit[] {
  if (known.some(pattern(text))) return [];
  const nouns = [
    ...new Set(known.flatMap((name) => (name.includes('.') ? [name.replace(/\..*/, '.*')] : []))),
  ];
  return [unknown(path, 'condition', text, [...known, ...nouns])];
}

function channelMisfits(platforms: readonly Platform[], path: Path, channels: readonly string[]): Misfit[] {
  return channels.flatMap((channel, index): Misfit[] => {
    const text = channelProblem(platforms, channel);
    return text === undefined ? [] : [{ path: [...path, index], text }];
  });
}

function mentionMisfits(config: Config, path: Path, name: string): Misfit[] {
  if (name.includes(':') || Object.hasOwn(config.people, name)) return [];
  return [unknown(path, 'person', name, Object.keys(config.people))];
}

function maintenanceMisfits(config: Config, path: Path, { from, to, match }: Maintenance): Misfit[] {
  return [
    ...matchMisfits(config, [...path, 'match'], match),
    ...(to === undefined && (from !== undefined || !match.during) ? [{ path, text: NO_END }] : []),
    ...(from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)
      ? [{ path: [...path, 'to'], text: 'is not after from' }]
      : []),
  ];
}

const NO_END = 'has no end; give from and to, or times of the week: match: { during: [Mon-Fri 02:00-04:00] }';

function nameMisfits(path: Path, text: string): Misfit[] {
  return text.includes('*') || text.split('/').length >= 3
    ? []
    : [{ path, text: `"${text}" is no full name; write domain/app/stream, or stars as */live/${text}` }];
}

function unknown(path: Path, what: string, given: string, known: readonly string[]): Misfit {
  return { path, text: `there is no ${what} "${given}"${didYouMean(given, known)}` };
}
