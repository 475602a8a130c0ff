import { z } from 'zod';
import type { Platform, PlatformVariable } from '../platform/platform.ts';
import { secretVariable } from '../platform/variable-checks.ts';
import type { Problem } from './problem.ts';
import {
  type Variables,
  type ReadFile,
  withFileReferences,
  problem,
  CALLBACK_TOKEN,
  CALLBACK_TOKEN_RULE,
} from './variables.ts';
import { areProxies } from '../http/trusted-proxies.ts';
import type { SessionLimits } from '../sessions/session.ts';
import { LOG_LEVELS, type LogLevel } from '../observability/log.ts';

/** What the environment says, checked. Holds secrets: not to be logged. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Path of airdesk.yaml. */
  readonly configFile: string | undefined;
  /** Folder for the store, the audit and the journal. */
  readonly dataFolder: string;
  /** Whether the demonstration goes on with what it had at its last start. */
  readonly keepsDemo: boolean;
  readonly liveEndpoint: string | undefined;
  readonly liveRegion: string | undefined;
  /** Where the cloud reaches Airdesk, as https://airdesk.example.com. Undefined: nobody said. */
  readonly callbackOrigin: string | undefined;
  /** Whether the environment itself holds a cloud key. */
  readonly hasCloudKey: boolean;
  readonly logLevel: LogLevel;
  /** How long somebody stays signed in on the desk. */
  readonly sessions: SessionLimits;
  /** All variables with NAME_FILE read into NAME, for the credential chain and accounts. */
  readonly variables: Variables;
  /** The text of the files that variables of platforms are the path of, by the variable's name. */
  readonly files: Variables;
}

const HOUR_MS = 3_600_000;

const SECRETS = [
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_SESSION_TOKEN',
  'LIVE_CALLBACK_TOKEN',
  'LIVE_CALLBACK_KEY',
  'LIVE_CALLBACK_KEY_OLD',
  'ONCALL_FEED_TOKEN',
  'HEARTBEAT_URL',
];

/** Read elsewhere: by the sandbox, and by the cloud's chain of credentials. */
const ELSEWHERE = [
  'SANDBOX_SECRET_ID',
  'SANDBOX_SECRET_KEY',
  'TKE_REGION',
  'TKE_PROVIDER_ID',
  'TKE_WEB_IDENTITY_TOKEN_FILE',
  'TKE_ROLE_ARN',
];

/** The name of every variable that Airdesk reads, whether it is set or not; those that airdesk.yaml names come besides. */
export function knownVariables(platforms: readonly Platform[]): string[] {
  const ofPlatforms = variablesOf(platforms).map(({ name }) => name);
  return [...Object.keys(EnvironmentSchema.shape), ...SECRETS, ...ELSEWHERE, ...ofPlatforms];
}

/** Variables that can each be given as NAME_FILE, the path of a file that holds it. */
export function secretVariables(platforms: readonly Platform[]): string[] {
  const ofPlatforms = variablesOf(platforms).filter(({ fromFile }) => fromFile);
  return [...SECRETS, ...ofPlatforms.map(({ name }) => name)];
}

function hoursUpTo(most: number, usual: number | undefined) {
  return z
    .string()
    .regex(/^\d{1,4}(\.\d{1,4})?$/, `must be a number of hours up to ${most}`)
    .transform(Number)
    .refine((hours) => hours > 0 && hours <= most, `must be a number of hours up to ${most}`)
    .optional()
    .transform((hours) => hours ?? usual);
}

const ORIGIN = /^https?:\/\/[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,252}\/?$/;

const originVariable = z
  .string()
  .refine(
    (text) => ORIGIN.test(text) && URL.canParse(text),
    'must be an address without a path, as https://airdesk.example.com',
  )
  .optional();

/** Messages continue the sentence that starts with the variable's name, and never quote the value. */
const EnvironmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535')
    .default(8787),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be an address or a host name, as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  AIRDESK_CONFIG: z.string().optional(),
  AIRDESK_DATA: z.string().default('./data'),
  AIRDESK_DEMO: z.enum(['fresh', 'kept'], 'must be fresh or kept').default('fresh'),
  LIVE_ENDPOINT: z
    .string()
    .regex(
      /^(https?:\/\/)?[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,252}\/?$/,
      'must be a host or an origin, as live.tencentcloudapi.com or http://127.0.0.1:9000',
    )
    .optional(),
  LIVE_REGION: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z0-9]+)+$/, 'must be a region, as ap-guangzhou')
    .optional(),
  LIVE_CALLBACK_TOKEN: z.string().regex(CALLBACK_TOKEN, CALLBACK_TOKEN_RULE).optional(),
  LIVE_CALLBACK_URL: originVariable,
  LIVE_CALLBACK_KEY: secretVariable,
  LIVE_CALLBACK_KEY_OLD: secretVariable,
  HEARTBEAT_URL: z
    .string()
    .max(2_048)
    .refine(isWatcherAddress, 'must be an https address, or an http one on this machine or network')
    .optional(),
  ONCALL_FEED_TOKEN: z.string().regex(CALLBACK_TOKEN, CALLBACK_TOKEN_RULE).optional(),
  TENCENTCLOUD_SECRET_ID: secretVariable,
  TENCENTCLOUD_SECRET_KEY: secretVariable,
  TENCENTCLOUD_SESSION_TOKEN: secretVariable,
  AIRDESK_URL: originVariable,
  AIRDESK_PROXIES: z
    .string()
    .max(2_000)
    .refine(areProxies, 'must be addresses or networks with commas between them, as 10.0.0.5,10.1.0.0/16')
    .optional(),
  DESK_SESSION_HOURS: hoursUpTo(24 * 31, 12),
  DESK_IDLE_HOURS: hoursUpTo(24 * 31, undefined),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** What is wrong with the value of a secret that is read while Airdesk runs; undefined where nothing is. */
export function wrongValue(
  platforms: readonly Platform[],
): (name: string, value: string) => string | undefined {
  const checks = new Map(variablesOf(platforms).map(({ name, check }) => [name, check]));
  return (name, value) => checks.get(name)?.safeParse(value).error?.issues[0]?.message;
}

/** A name or a password in it would be sent along in clear. Messages do not quote it: such an address is a secret. */
function isWatcherAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

type Settings = z.output<typeof EnvironmentSchema>;

/** Reads and checks the environment, what it says to platforms too. An empty variable counts as not set. */
export function readEnvironment(
  env: Variables,
  readFile: ReadFile,
  platforms: readonly Platform[],
): { readonly environment: Environment | undefined; readonly problems: readonly Problem[] } {
  const { variables, problems } = withFileReferences(env, secretVariables(platforms), readFile);
  const parsed = EnvironmentSchema.safeParse(variables);
  const checked = platformSchema(platforms).safeParse(variables);
  if (!parsed.success || !checked.success) {
    const issues = [...(parsed.error?.issues ?? []), ...(checked.error?.issues ?? [])];
    const wrong = issues.map((issue) => problem(String(issue.path[0]), issue.message));
    return { environment: undefined, problems: [...problems, ...wrong] };
  }
  const { files, problems: unread } = namedFiles(variables, platforms, readFile);
  // That a variable is not set is no news where its file could not be read.
  const all = [
    ...problems,
    ...[
      ...halfGiven(parsed.data),
      ...platforms.flatMap(({ environment }) => environment.problems({ variables, files })),
    ].filter(
      ({ text }) => !problems.some(({ path }) => text.includes(`${path.replace(/_FILE$/, '')} is not`)),
    ),
    ...unread,
  ];
  if (all.length > 0) return { environment: undefined, problems: all };
  return { environment: toEnvironment(parsed.data, variables, files), problems: [] };
}

function variablesOf(platforms: readonly Platform[]): PlatformVariable[] {
  return platforms.flatMap(({ environment }) => environment.variables);
}

function platformSchema(platforms: readonly Platform[]) {
  return z.object(Object.fromEntries(variablesOf(platforms).map(({ name, check }) => [name, check])));
}

function namedFiles(
  variables: Variables,
  platforms: readonly Platform[],
  readFile: ReadFile,
): { readonly files: Variables; readonly problems: readonly Problem[] } {
  const files: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const { name, isPath } of variablesOf(platforms)) {
    const path = variables[name];
    if (!isPath || path === undefined) continue;
    try {
      files[name] = readFile(path);
    } catch {
      problems.push(problem(name, `the file ${path} cannot be read`));
    }
  }
  return { files, problems };
}

/** Settings that are of use only together. */
function halfGiven(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const need = (given: keyof Settings, missing: keyof Settings): void => {
    if (settings[given] !== undefined && settings[missing] === undefined) {
      problems.push(problem(given, `is set and ${missing} is not; set both or neither`));
    }
  };
  need('TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY');
  need('TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SECRET_ID');
  if (!settings.TENCENTCLOUD_SECRET_ID && !settings.TENCENTCLOUD_SECRET_KEY) {
    need('TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECRET_ID');
  }
  if (settings.LIVE_CALLBACK_KEY !== undefined && settings.LIVE_CALLBACK_TOKEN === undefined) {
    problems.push(
      problem('LIVE_CALLBACK_KEY', 'is set and LIVE_CALLBACK_TOKEN, the path that it checks, is not'),
    );
  }
  need('LIVE_CALLBACK_KEY_OLD', 'LIVE_CALLBACK_KEY');
  return problems;
}

function toEnvironment(settings: Settings, variables: Variables, files: Variables): Environment {
  return {
    port: settings.PORT,
    host: settings.HOST,
    configFile: settings.AIRDESK_CONFIG,
    dataFolder: settings.AIRDESK_DATA,
    keepsDemo: settings.AIRDESK_DEMO === 'kept',
    liveEndpoint: settings.LIVE_ENDPOINT,
    liveRegion: settings.LIVE_REGION,
    callbackOrigin: originOf(settings.LIVE_CALLBACK_URL ?? settings.AIRDESK_URL),
    hasCloudKey: settings.TENCENTCLOUD_SECRET_ID !== undefined,
    logLevel: settings.LOG_LEVEL,
    sessions: sessionLimits(settings),
    variables,
    files,
  };
}

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : new URL(address).origin;
}

function sessionLimits({ DESK_SESSION_HOURS: longest = 12, DESK_IDLE_HOURS: idle }: Settings): SessionLimits {
  return { longestMs: longest * HOUR_MS, idleMs: (idle ?? longest) * HOUR_MS };
}
