import type { Platform } from '../platform/platform.ts';
import { configFileSchema, type Config, type RoleConfig } from './schema.ts';

/** The roles where airdesk.yaml names none. */
export const DEFAULT_ROLES: Readonly<Record<string, RoleConfig>> = {
  viewer: { risks: ['read'], commands: [] },
  producer: { risks: ['read', 'change'], commands: ['caster *'] },
  engineer: { risks: ['read', 'change', 'air'], commands: [] },
  lead: { risks: ['read', 'change', 'air', 'destroy', 'secret'], commands: [] },
};

/** The desk begins as the first of them, so that the first command a newcomer tries works. */
const DEMO_ROLES = ['engineer', 'producer', 'lead', 'viewer'];

/**
 * The configuration of the demonstration: one person a role, named like it on the platform that needs no account
 * anywhere; one account, `main`.
 */
export function demoConfig(platforms: readonly Platform[]): Config {
  const here = platforms.flatMap(({ key, home }) => (home === undefined ? [] : [key]));
  const person = (role: string) => ({
    ...Object.fromEntries(here.map((key) => [key, role])),
    roles: [role],
  });
  const file = configFileSchema(platforms).parse({
    accounts: { main: {} },
    roles: DEFAULT_ROLES,
    people: Object.fromEntries(DEMO_ROLES.map((role) => [role, person(role)])),
    // What a newcomer cuts is an outage, whatever code they cut it with.
    alerts: { watched: [{ streams: ['*'] }] },
  });
  return { ...file, defaultAccount: 'main' };
}
