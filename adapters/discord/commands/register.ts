import { z } from 'zod';
import { AirdeskError } from '../../../src/errors.ts';
import type { DiscordCommand } from './commands.ts';

/** One call of Discord's REST API with the bot's token; `path` is below the version. Resolves to the answer's JSON. */
export type Rest = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** Where commands are registered: in one server at once, or (without a guild) everywhere. */
export interface Scope {
  readonly applicationId: string;
  readonly guildId?: string | undefined;
}

/** One call that is owed. */
export type Change =
  | { readonly kind: 'delete' | 'edit'; readonly name: string; readonly id: string; readonly body?: Body }
  | { readonly kind: 'create'; readonly name: string; readonly body: Body };

type Body = Readonly<Record<string, unknown>>;

/** What was there and what was, or would be, changed. */
export interface Registration {
  readonly changes: readonly Change[];
  /** Names of the commands that are as they should be. */
  readonly unchanged: readonly string[];
}

const RegisteredSchema = z.array(
  z.looseObject({
    id: z.string().regex(/^\d{1,20}$/),
    name: z.string(),
    type: z.number().int().default(1),
  }),
);
type Registered = z.infer<typeof RegisteredSchema>[number];

/** Slash commands; those of other types are not ours. */
const CHAT_INPUT = 1;

/**
 * Makes the slash commands of an application those of `wanted`: reads what is there and changes only what differs. An
 * edit keeps the command's id, and with it what a server's administrators set for it.
 * @throws AirdeskError where Discord's answer makes no sense, and what `rest` throws
 */
export async function registerCommands(options: {
  readonly wanted: readonly DiscordCommand[];
  readonly scope: Scope;
  readonly rest: Rest;
  /** Looks only. */
  readonly dryRun?: boolean;
}): Promise<Registration> {
  const { wanted, scope, rest, dryRun = false } = options;
  const path = pathOf(scope);
  const answer = await rest('GET', `${path}?with_localizations=true`);
  const changes = changesBetween(wanted, readList(answer), scope);
  if (!dryRun) for (const change of changes) await carryOut(change, path, rest);
  const changed = new Set(changes.map(({ name }) => name));
  return { changes, unchanged: wanted.map(({ name }) => name).filter((name) => !changed.has(name)) };
}

/** What has to be done, deletions first so that there is room. Pure. */
function changesBetween(
  wanted: readonly DiscordCommand[],
  registered: readonly Registered[],
  scope: Scope,
): Change[] {
  const ours = registered.filter(({ type }) => type === CHAT_INPUT);
  const there = new Map(ours.map((command) => [command.name, command]));
  const names = new Set(wanted.map(({ name }) => name));
  const isGuild = scope.guildId !== undefined;
  const deletions = ours
    .filter(({ name }) => !names.has(name))
    .map(({ id, name }): Change => ({ kind: 'delete', id, name }));
  const others = wanted.flatMap((command): Change[] => {
    const { name } = command;
    const body = { type: CHAT_INPUT, ...bodyOf(command, isGuild) };
    const present = there.get(name);
    if (!present) return [{ kind: 'create', name, body }];
    if (same(comparable(body, isGuild), comparable(present, isGuild))) return [];
    // An edit leaves alone what it does not name; a type cannot be edited.
    const edited = { ...bodyOf(command, isGuild), default_member_permissions: null, nsfw: false };
    return [{ kind: 'edit', id: present.id, name, body: edited }];
  });
  return [...deletions, ...others];
}

async function carryOut(change: Change, path: string, rest: Rest): Promise<void> {
  switch (change.kind) {
    case 'create':
      await rest('POST', path, change.body);
      return;
    case 'edit':
      await rest('PATCH', `${path}/${change.id}`, change.body);
      return;
    case 'delete':
      await rest('DELETE', `${path}/${change.id}`);
  }
}

function pathOf({ applicationId, guildId }: Scope): string {
  const application = `/applications/${encodeURIComponent(applicationId)}`;
  return guildId === undefined
    ? `${application}/commands`
    : `${application}/guilds/${encodeURIComponent(guildId)}/commands`;
}

/** Where and for whom an application is installed means nothing inside one server. */
function bodyOf(command: DiscordCommand, isGuild: boolean): Body {
  const { name, name_localizations, description, description_localizations, options } = command;
  const body = { name, name_localizations, description, description_localizations, options };
  const { contexts, integration_types } = command;
  return isGuild ? body : { ...body, contexts, integration_types };
}

/** The documented fields that say what a command or option is. The others are Discord's own. */
const TELLING = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'autocomplete',
  'value',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'default_member_permissions',
  'nsfw',
] as const;
const LISTS = ['options', 'choices'] as const;
/** In no order. */
const SETS = ['contexts', 'integration_types', 'channel_types'] as const;

/** One form for what was sent and what Discord made of it: nothing empty, null or false, nothing of Discord's own. */
function comparable(node: unknown, isGuild: boolean): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const fields = node as Readonly<Record<string, unknown>>;
  const kept: Record<string, unknown> = {};
  for (const name of TELLING) kept[name] = fields[name];
  for (const name of LISTS) {
    const list = fields[name];
    if (Array.isArray(list)) kept[name] = list.map((item) => comparable(item, isGuild));
  }
  for (const name of SETS) {
    const list = fields[name];
    if (Array.isArray(list)) kept[name] = list.map(Number).sort((a, b) => a - b);
  }
  if (isGuild) for (const name of ['contexts', 'integration_types']) kept[name] = undefined;
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Objects are the same whatever the order of their fields. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readList(answer: unknown): Registered[] {
  const read = RegisteredSchema.safeParse(answer);
  if (read.success) return read.data;
  throw new AirdeskError('Discord answered with something that is no list of commands', {
    code: 'airdesk.discord-answer',
    hint: {
      en: 'Nothing was changed. Check DISCORD_API_URL, or try again later.',
      zh: '未做任何更改。请检查 DISCORD_API_URL，或稍后重试。',
    },
  });
}
