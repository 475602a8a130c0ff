import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { discordCommands } from '../adapters/discord/commands/commands.ts';
import { createPace } from '../adapters/discord/pace.ts';
import { registerCommands, type Change, type Rest } from '../adapters/discord/commands/register.ts';
import { createDiscordApi } from '../adapters/discord/rest.ts';
import { createTransport } from '../adapters/discord/transport.ts';
import { commands } from '../commands/index.ts';
import { patientClock } from '../src/clock.ts';
import { AirdeskError } from '../src/errors.ts';
import { PLATFORMS } from '../src/start/platforms.ts';
import { problemLine, type Problem } from '../src/config/problem.ts';
import { readConfigFile } from '../src/config/read-file.ts';
import { withFileReferences, type ReadFile } from '../src/config/variables.ts';

const TIMEOUT_MS = 10_000;

const EnvironmentSchema = z.object({
  DISCORD_TOKEN: z.string('is not set: the bot token from the Bot page').regex(/^\S+$/, 'holds spaces'),
  DISCORD_APPLICATION_ID: z
    .string('is not set: the Application ID from General Information')
    .regex(/^\d{1,20}$/, 'must be a number'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{1,20}$/, 'must be a number')
    .optional(),
  DISCORD_API_URL: z
    .string()
    .regex(/^https?:\/\/[^\s?#@]+$/, 'must be an http or https address')
    .default('https://discord.com/api'),
  AIRDESK_CONFIG: z.string().optional(),
});

const readFile: ReadFile = (path) => readFileSync(path, 'utf8');

function cannotRegister(problems: readonly Problem[]): AirdeskError {
  return new AirdeskError(
    `The commands cannot be registered:\n${problems.map((problem) => `  ${problemLine(problem)}`).join('\n')}`,
    {
      code: 'airdesk.bad-configuration',
      hint: { en: 'Nothing was sent. Correct what is named.', zh: '未发送任何内容。请改正以上各项。' },
    },
  );
}

function readEnvironment(): z.output<typeof EnvironmentSchema> {
  const { variables, problems } = withFileReferences(process.env, ['DISCORD_TOKEN'], readFile);
  const read = EnvironmentSchema.safeParse(variables);
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => ({
    source: 'environment',
    path: String(path[0]),
    text: message,
  }));
  if (!read.success || problems.length > 0) throw cannotRegister([...problems, ...wrong]);
  return read.data;
}

function accountNames(configFile: string | undefined): string[] {
  if (configFile === undefined) return [];
  const { value, problems } = readConfigFile(configFile, readFile, PLATFORMS);
  if (!value) throw cannotRegister(problems);
  return Object.keys(value.accounts);
}

function described({ kind, name }: Change, dryRun: boolean): string {
  const done = { create: 'created', edit: 'edited', delete: 'deleted' };
  return dryRun ? `would ${kind} /${name}` : `${done[kind]} /${name}`;
}

async function registerAll(dryRun: boolean): Promise<string[]> {
  const env = readEnvironment();
  const wanted = discordCommands(commands, accountNames(env.AIRDESK_CONFIG));
  const transport = createTransport(patientClock, TIMEOUT_MS);
  const api = createDiscordApi({
    token: () => env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    transport,
    pace: createPace(patientClock),
    clock: patientClock,
  });
  // To create a command that is there already is to write it again.
  const rest: Rest = (method, path, body) =>
    api.call({
      name: `${method} command`,
      method,
      path,
      repeatable: true,
      bucket: `${method} commands`,
      ...(body ? { body } : {}),
    });
  const scope = { applicationId: env.DISCORD_APPLICATION_ID, guildId: env.DISCORD_GUILD_ID };
  try {
    const { changes, unchanged } = await registerCommands({ wanted, scope, rest, dryRun });
    const where = scope.guildId === undefined ? 'everywhere' : `in server ${scope.guildId}`;
    return [
      ...changes.map((change) => described(change, dryRun)),
      `${unchanged.length} of ${wanted.length} commands were up to date ${where}`,
    ];
  } finally {
    await transport.close();
  }
}

/**
 * `airdesk register`: registers the slash commands in Discord and changes only what differs; with `--dry-run` it only says
 * what it would change. DISCORD_TOKEN and DISCORD_APPLICATION_ID are needed. With DISCORD_GUILD_ID the commands are there
 * at once and in that server only; without it, everywhere. AIRDESK_CONFIG, where set, tells which accounts there are to
 * choose from. Resolves with the exit code.
 */
export async function register([option, ...more]: readonly string[]): Promise<number> {
  if ((option !== undefined && option !== '--dry-run') || more.length > 0) {
    process.stderr.write('Usage: airdesk register [--dry-run]\n');
    return 2;
  }
  try {
    const lines = await registerAll(option === '--dry-run');
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint.en}\n`);
    return 1;
  }
}
