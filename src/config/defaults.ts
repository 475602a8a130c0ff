import { ConfigFileSchema, type Config, type ConfigFile, type RoleConfig } from './schema.ts';

/** The roles where airdesk.yaml names none. */
export const DEFAULT_ROLES: Readonly<Record<string, RoleConfig>> = {
  viewer: { risks: ['read'], commands: [] },
  producer: { risks: ['read', 'change'], commands: ['caster *'] },
  engineer: { risks: ['read', 'change', 'air'], commands: [] },
  lead: { risks: ['read', 'change', 'air', 'destroy', 'secret'], commands: [] },
};

/** The desk begins as the first of them, so that the first command a newcomer tries works. */
const DEMO_ROLES = ['engineer', 'producer', 'lead', 'viewer'];

const file: ConfigFile = ConfigFileSchema.parse({
  accounts: { main: {} },
  roles: DEFAULT_ROLES,
  people: Object.fromEntries(DEMO_ROLES.map((role) => [role, { desk: role, roles: [role] }])),
  // What a newcomer cuts is an outage, whatever code they cut it with.
  alerts: { watched: [{ streams: ['*'] }] },
});

/** The configuration of the demonstration: one person a role, named like it on the desk; one account, `main`. */
export const demoConfig: Config = { ...file, defaultAccount: 'main' };
