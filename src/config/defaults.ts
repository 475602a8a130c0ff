import { isPattern } from '../guard/command-grants.ts';
import type { Platform } from '../platform/platform.ts';
import { configFileSchema, type Config, type RoleConfig } from './schema.ts';

/** What a producer does at a show, by name: what is quiet and bad, as a changed rule of recording, is not among it. */
const PRODUCER = [
  'alert *',
  'mute *',
  'panel *',
  'monitor start',
  'monitor stop',
  'record now',
  'record task stop',
  'snapshot now',
  'caster pvw',
  'caster take',
  'caster pgm',
  'caster stop',
  'caster overlay',
  'caster sound',
  'caster text set',
] as const;

/** What an engineer is shown of what is secret: what an encoder or a player needs to be set up again. */
const ENGINEER = ['push-url', 'play-url', 'url check', 'caster push-url', 'caster play-url'] as const;

/** The roles where airdesk.yaml names none. */
export const DEFAULT_ROLES: Readonly<Record<string, RoleConfig>> = {
  viewer: { risks: ['read'], commands: [] },
  producer: { risks: ['read'], commands: [...PRODUCER] },
  engineer: { risks: ['read', 'change', 'air'], commands: [...ENGINEER] },
  lead: { risks: ['read', 'change', 'air', 'destroy', 'secret'], commands: [] },
};

/** The same with the commands that there are, where that is known. */
export function defaultRoles(commandNames?: readonly string[]): Record<string, RoleConfig> {
  const isThere = (given: string) =>
    commandNames === undefined || isPattern(given) || commandNames.includes(given);
  return Object.fromEntries(
    Object.entries(DEFAULT_ROLES).map(([id, role]) => [
      id,
      { ...role, commands: role.commands.filter(isThere) },
    ]),
  );
}

/** The desk begins as the first of them, so that the first command a newcomer tries works. */
const DEMO_ROLES = ['engineer', 'producer', 'lead', 'viewer'];

/** Two of them take turns, so that `oncall who` has an answer. */
const DEMO_ROTATION = {
  layers: [{ people: ['engineer', 'lead'], handover: 'monday 09:00', start: '2026-01-05' }],
};

/**
 * The configuration of the demonstration: one person a role, named like it on the platform that needs no account
 * anywhere; one account, `main`.
 */
export function demoConfig(platforms: readonly Platform[], commandNames?: readonly string[]): Config {
  const here = platforms.flatMap(({ key, home }) => (home === undefined ? [] : [key]));
  const person = (role: string) => ({
    ...Object.fromEntries(here.map((key) => [key, role])),
    roles: [role],
  });
  const file = configFileSchema(platforms).parse({
    accounts: { main: {} },
    roles: defaultRoles(commandNames),
    people: Object.fromEntries(DEMO_ROLES.map((role) => [role, person(role)])),
    // What a newcomer cuts is an outage, whatever code they cut it with.
    alerts: { watched: [{ streams: ['*'] }] },
    oncall: { rotations: { 'control-room': DEMO_ROTATION } },
  });
  return { ...file, defaultAccount: 'main' };
}
