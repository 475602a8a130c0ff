import { z } from 'zod';
import { problem } from '../../src/config/variables.ts';
import type { Platform, PlatformSettings } from '../../src/platform/platform.ts';
import { addressVariable, secretVariable } from '../../src/platform/variable-checks.ts';

const snowflake = z
  .string()
  .regex(/^\d{1,21}$/, 'must be a number, as Copy ID in Discord gives it')
  .optional();

/** What the core has to know of Discord. */
export const discordDescription: Platform = {
  key: 'discord',
  title: { en: 'Discord', zh: 'Discord' },
  named: { en: 'Discord', zh: 'Discord' },
  people: {
    id: '\\d{1,21}',
    about: 'Discord user id, in quotes.',
    wrong: 'is not a Discord user id, as "123456789012345678"',
  },
  channels: {
    id: '[A-Za-z0-9_-]{1,64}',
    example: '123456789012345678',
    usual: /^\d+$/u,
    about:
      'Threads and forum posts in Discord have what their channel has; an entry of their own goes first.',
  },
  groups: { id: '[A-Za-z0-9]{1,64}', example: '123456789012345678', kind: 'role id', areRoles: true },
  mentions: { id: '[A-Za-z0-9]{1,32}' },
  secrets: [
    { pattern: /discord(app)?\.com\/api\/(v\d+\/)?webhooks\//, what: 'a Discord webhook address' },
    { pattern: /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/, what: 'a Discord token' },
  ],
  environment: {
    title: 'Discord',
    variables: [
      {
        name: 'DISCORD_TOKEN',
        usual: 'not set',
        fromFile: true,
        about: 'Bot token. Turns Discord on, together with DISCORD_APPLICATION_ID.',
        check: secretVariable,
      },
      {
        name: 'DISCORD_APPLICATION_ID',
        usual: 'not set',
        about: 'Application ID from General Information.',
        check: snowflake,
      },
      {
        name: 'DISCORD_PUBLIC_KEY',
        usual: 'not set',
        about:
          'Discord over HTTP: what requests to /discord/interactions are checked with. Without it, the gateway.',
        check: z
          .string()
          .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hex digits of Public Key in General Information')
          .optional(),
      },
      {
        name: 'DISCORD_GUILD_ID',
        usual: 'not set',
        about:
          'For npm run discord:register: the server in which the commands are registered. Without it, everywhere.',
        check: snowflake,
      },
      {
        name: 'DISCORD_API_URL',
        usual: 'https://discord.com/api',
        about: 'Another REST API, for tests and proxies.',
        check: addressVariable,
      },
    ],
    problems,
    isSetUp: ({ variables }) => discordVariables(variables) !== undefined,
  },
};

/** Discord over HTTP where the public key is given, over the gateway otherwise. */
interface DiscordVariables {
  readonly token: string;
  readonly applicationId: string;
  readonly publicKey: string | undefined;
  /** Another REST API, for tests and proxies. */
  readonly apiUrl: string | undefined;
}

/** What the environment says of Discord; undefined where it is not set up. */
export function discordVariables(variables: PlatformSettings['variables']): DiscordVariables | undefined {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId } = variables;
  if (token === undefined || applicationId === undefined) return undefined;
  return {
    token,
    applicationId,
    publicKey: variables['DISCORD_PUBLIC_KEY'],
    apiUrl: variables['DISCORD_API_URL'],
  };
}

function problems({ variables }: PlatformSettings) {
  const need = (given: string, missing: string) =>
    variables[given] !== undefined && variables[missing] === undefined
      ? [problem(given, `is set and ${missing} is not; set both or neither`)]
      : [];
  return [
    ...need('DISCORD_TOKEN', 'DISCORD_APPLICATION_ID'),
    ...need('DISCORD_APPLICATION_ID', 'DISCORD_TOKEN'),
    ...need('DISCORD_PUBLIC_KEY', 'DISCORD_TOKEN'),
    ...need('DISCORD_GUILD_ID', 'DISCORD_TOKEN'),
  ];
}
