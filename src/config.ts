import { z } from 'zod';
import { LANGUAGES } from './text/language.ts';

const LanguageSchema = z.enum(LANGUAGES);
const RiskSchema = z.enum(['read', 'change', 'air', 'destroy', 'secret']);
const NameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u);

/** How an account's key is found. Never the key itself. */
const CredentialsSchema = z.union([
  /** The vendor's chain: environment, profile file, CVM role, OIDC. */
  z.literal('chain'),
  z.strictObject({ secretIdEnv: z.string(), secretKeyEnv: z.string(), tokenEnv: z.string().optional() }),
  /** A file in the vendor's profile format. */
  z.strictObject({ file: z.string(), profile: z.string().default('default') }),
]);

const AccountSchema = z.strictObject({
  credentials: CredentialsSchema.default('chain'),
  /** Host, or origin with scheme and port. */
  endpoint: z.string().default('live.tencentcloudapi.com'),
  region: z.string().default('ap-guangzhou'),
  language: LanguageSchema.optional(),
});

const PersonSchema = z.strictObject({
  slack: z.string().optional(),
  discord: z.string().optional(),
  /** Login name on the desk. */
  desk: z.string().optional(),
  roles: z.array(NameSchema).min(1),
  language: LanguageSchema.optional(),
});

const RoleSchema = z.strictObject({
  risks: z.array(RiskSchema).default([]),
  /** Command names, as `stream drop` or `caster *`, that the role may use whatever their risk. */
  commands: z.array(z.string()).default([]),
  /** Only on these accounts; all when left out. */
  accounts: z.array(NameSchema).optional(),
});

const StreamSchema = z.strictObject({
  account: NameSchema.optional(),
  domain: z.string(),
  app: z.string(),
  stream: z.string(),
});

const ChannelSchema = z.strictObject({ account: NameSchema.optional(), language: LanguageSchema.optional() });

const PolicySchema = z.strictObject({
  /** How long a preview can be confirmed, s. */
  confirmWithinSeconds: z.number().int().min(10).max(900).default(120),
  /** How long undo is offered, s. */
  undoWithinSeconds: z.number().int().min(10).max(86_400).default(900),
  /** Who may confirm: only who asked, or anybody who may use the command. */
  confirmBy: z.enum(['asker', 'permitted']).default('asker'),
  /** Deadline of one cloud call, s. */
  callTimeoutSeconds: z.number().min(1).max(60).default(8),
  /** How long the effect is looked for, s. */
  verifyWithinSeconds: z.number().min(0).max(300).default(20),
});

/** airdesk.yaml. */
export const ConfigFileSchema = z.strictObject({
  language: LanguageSchema.default('en'),
  /** IANA time zone shown beside UTC. */
  timeZone: z.string().default('UTC'),
  accounts: z.record(NameSchema, AccountSchema).default({}),
  defaultAccount: NameSchema.optional(),
  roles: z.record(NameSchema, RoleSchema).default({}),
  people: z.record(NameSchema, PersonSchema).default({}),
  /** Short names of streams. */
  streams: z.record(NameSchema, StreamSchema).default({}),
  /** By `slack:C0123`, `discord:123`, `desk:desk`. */
  channels: z.record(z.string(), ChannelSchema).default({}),
  policy: PolicySchema.prefault({}),
});

export type ConfigFile = z.infer<typeof ConfigFileSchema>;
export type AccountConfig = ConfigFile['accounts'][string];
export type Person = ConfigFile['people'][string] & { readonly id: string };
export type Policy = ConfigFile['policy'];

/** airdesk.yaml as commands and guards see it, with cross references checked. */
export interface Config extends ConfigFile {
  readonly defaultAccount: string;
}
