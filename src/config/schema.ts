import { z } from 'zod';
import type { Platform } from '../platform/platform.ts';
import { alertsSchema } from './alerts/schema.ts';
import { WebhooksSchema } from './webhooks/schema.ts';
import { AuditSchema } from './audit/schema.ts';
import { oncallSchema } from './oncall/schema.ts';
import { channelKeySchema, groupKeySchema, NAME, personIdSchema } from './ids.ts';
import { ZoneSchema } from './zone.ts';
import { LANGUAGES } from '../text/language.ts';

const LanguageSchema = z.enum(LANGUAGES);
const RiskSchema = z.enum(['read', 'change', 'air', 'destroy', 'secret']);
const NameSchema = z.string().regex(new RegExp(`^${NAME}$`, 'u'));
const VariableSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
/** One part of a stream's name: neither empty nor with a separator in it. */
const PartSchema = z
  .string()
  .max(255)
  .regex(/^[^\s/]+$/u);
const PathSchema = z.string().min(1).max(1024);
const EmailSchema = z
  .string()
  .max(254)
  .regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/u);

const CredentialsSchema = z
  .union([
    z.literal('chain').describe("The vendor's chain: environment, profile file, CVM role, OIDC."),
    z
      .strictObject({
        secretIdEnv: VariableSchema,
        secretKeyEnv: VariableSchema,
        tokenEnv: VariableSchema.optional(),
      })
      .describe(
        'Names of the environment variables that hold the key. NAME_FILE may point at a file instead.',
      ),
    z
      .strictObject({ file: PathSchema, profile: z.string().min(1).max(64).default('default') })
      .describe("A file in the vendor's profile format."),
  ])
  .describe("How the account's key is found. Never the key itself.");

/** A cloud account. */
export const AccountSchema = z.strictObject({
  credentials: CredentialsSchema.default('chain'),
  endpoint: z
    .string()
    .regex(/^(https?:\/\/)?[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,252}\/?$/)
    .default('live.tencentcloudapi.com')
    .describe('Host of the cloud, or its origin with scheme and port.'),
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z0-9]+)+$/)
    .default('ap-guangzhou')
    .describe('Region of the calls that take one, as ap-guangzhou.'),
  language: LanguageSchema.optional().describe("Language of the cloud's own messages."),
  callbacks: z
    .strictObject({
      tokenEnv: VariableSchema.describe(
        'Variable with the last part of the path: POST /callbacks/live/<token>.',
      ),
      keyEnv: z
        .union([VariableSchema, z.array(VariableSchema).min(1).max(10)])
        .optional()
        .describe(
          'Variable with the callback key of the callback template. A list where there are several templates, or while a key is exchanged: every key that is listed is accepted.',
        ),
    })
    .optional()
    .describe(
      "Where the cloud's callbacks arrive. Names of variables, which can also be given as NAME_FILE; never the values.",
    ),
});

/** A person: what stands under each platform's key becomes `ids`. */
function personSchema(platforms: readonly Platform[]) {
  const ids = Object.fromEntries(
    platforms.map((platform) => [
      platform.key,
      personIdSchema(platform).optional().describe(platform.people.about),
    ]),
  );
  return z
    .strictObject({
      ...ids,
      roles: z.array(NameSchema).min(1).max(50).describe('What this person may do: names under roles.'),
      language: LanguageSchema.optional().describe('Language of the answers to this person.'),
      email: z
        .union([EmailSchema, z.array(EmailSchema).min(1).max(10)])
        .optional()
        .describe(
          'Email addresses by which calendars of on-call rotations name this person. Nothing is sent there.',
        ),
    })
    .transform(({ roles, language, email, ...rest }) => ({
      /** By platform, the ids of this person there. */
      ids: Object.fromEntries(
        Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
      roles,
      ...(language && { language }),
      /** In small letters. */
      ...(email !== undefined && { emails: [email].flat().map((each) => each.toLowerCase()) }),
    }));
}

const RoleSchema = z.strictObject({
  risks: z
    .array(RiskSchema)
    .max(5)
    .default([])
    .describe(
      'All commands of these risks. read: looks only. change: changes configuration. air: viewers notice it. destroy: cannot be got back. secret: shows keys, to whoever asks only.',
    ),
  commands: z
    .array(z.string().min(1).max(100))
    .max(200)
    .default([])
    .describe(
      'Commands that the role may use besides, whatever their risk, by name, as "stream drop". A pattern, as "caster *" or "*", does not cover commands of the risks destroy and secret: name each of those, or give the risk.',
    ),
  accounts: z
    .array(NameSchema)
    .max(100)
    .optional()
    .describe('Cloud accounts on which the role counts. Left out: all.'),
});

const StreamSchema = z.strictObject({
  account: NameSchema.optional().describe('Left out: the default account.'),
  domain: PartSchema.toLowerCase().describe('Push domain.'),
  app: PartSchema.describe('Path behind the domain (AppName).'),
  stream: PartSchema.describe('Stream name, without what follows the question mark.'),
});

function channelSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    account: NameSchema.optional().describe('What is typed and pressed here works on this account only.'),
    language: LanguageSchema.optional().describe('Language of what is shown to everybody here.'),
    mirrors: z
      .array(channelKeySchema(platforms))
      .max(5)
      .default([])
      .describe(
        'Channels, on any platform, in which the cards of commands typed here are shown too, with their buttons.',
      ),
  });
}

const PolicySchema = z.strictObject({
  confirmWithinSeconds: z
    .number()
    .int()
    .min(10)
    .max(900)
    .default(120)
    .describe('How long a preview can be confirmed, s.'),
  undoWithinSeconds: z
    .number()
    .int()
    .min(10)
    .max(86_400)
    .default(900)
    .describe('How long Undo is offered, s.'),
  confirmBy: z
    .enum(['asker', 'permitted', 'another'])
    .default('asker')
    .describe(
      'Who may confirm. asker: only whoever asked. permitted: everybody who may use the command. another: everybody who may use it except whoever asked.',
    ),
  callTimeoutSeconds: z
    .number()
    .min(1)
    .max(60)
    .default(8)
    .describe('How long one call to the cloud may take, s.'),
  verifyWithinSeconds: z
    .number()
    .min(0)
    .max(300)
    .default(20)
    .describe('How long the effect is looked for after a call, s.'),
  panelSeconds: z
    .number()
    .min(5)
    .max(240)
    .default(20)
    .describe('How often panels look at the state of what they show, s.'),
});

const schemas = new WeakMap<readonly Platform[], ReturnType<typeof schemaWith>>();

/** airdesk.yaml, where these platforms are. Made once for a list. */
export function configFileSchema(platforms: readonly Platform[]): ReturnType<typeof schemaWith> {
  const schema = schemas.get(platforms) ?? schemaWith(platforms);
  schemas.set(platforms, schema);
  return schema;
}

function schemaWith(platforms: readonly Platform[]) {
  return z
    .strictObject({
      language: LanguageSchema.default('en').describe(
        'Language for people and channels that have none of their own.',
      ),
      timeZone: ZoneSchema.default('UTC').describe(
        'IANA time zone in which times are shown, with UTC behind it, as Asia/Shanghai.',
      ),
      accounts: z
        .record(NameSchema, AccountSchema)
        .default({})
        .describe('Cloud accounts. Without any, one named main comes from the environment.'),
      defaultAccount: NameSchema.optional().describe(
        'Account that is meant where a line names none. Needed where there are several.',
      ),
      roles: z
        .record(NameSchema, RoleSchema)
        .default({})
        .describe(
          'What people may do, by the name of the role. Without any role here, there are the usual ones, below.',
        ),
      people: z
        .record(NameSchema, personSchema(platforms))
        .prefault({})
        .describe('Who may use Airdesk, by a name of yours.'),
      platformRoles: z
        .record(groupKeySchema(platforms), z.array(NameSchema).min(1).max(50))
        .default({})
        .describe(
          `Roles for everybody who is in a group on a platform: by ${rolesOf(platforms)}. Each takes names under roles, which add to those of people.`,
        ),
      streams: z
        .record(NameSchema, StreamSchema)
        .default({})
        .describe('Short names of streams, to be typed instead of the full ones.'),
      channels: z
        .record(channelKeySchema(platforms), channelSchema(platforms))
        .default({})
        .describe(channelsAre(platforms)),
      policy: PolicySchema.prefault({}),
      alerts: alertsSchema(platforms).prefault({}),
      webhooks: WebhooksSchema.default({}).describe(
        'Where escalations call besides chat, by name: webhook:<name>.',
      ),
      audit: AuditSchema.prefault({}).describe(
        'Where else the lines of the audit go: what is exported, and how, is in docs/operations.md.',
      ),
      oncall: oncallSchema(platforms).prefault({}),
    })
    .transform((file) => ({ ...file, /** The chat platforms that there are. */ platforms }));
}

function rolesOf(platforms: readonly Platform[]): string {
  return platforms
    .flatMap(({ key, groups }) => (groups?.areRoles ? [`${key}:<${groups.kind}>`] : []))
    .join(', ');
}

function channelsAre(platforms: readonly Platform[]): string {
  const examples = platforms.map(({ key, channels }) => `${key}:${channels.example}`).join(', ');
  return [`By ${examples}.`, ...platforms.flatMap(({ channels }) => channels.about ?? [])].join(' ');
}

/** airdesk.yaml as it is read, defaults filled in, and the chat platforms that there are. */
export type ConfigFile = z.infer<ReturnType<typeof configFileSchema>>;
/** One entry of `accounts`. */
export type AccountConfig = ConfigFile['accounts'][string];
/** One entry of `roles`. */
export type RoleConfig = ConfigFile['roles'][string];
/** One entry of `people`, with its name in the file as `id`. */
export type Person = ConfigFile['people'][string] & { readonly id: string };
/** The part `policy`: who confirms, and how long things may take. */
export type Policy = ConfigFile['policy'];

/** airdesk.yaml as commands and guards see it, with cross references checked. */
export interface Config extends ConfigFile {
  readonly defaultAccount: string;
}
