import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { discordCommands } from '../../../adapters/discord/commands/commands.ts';
import { registerCommands, type Rest, type Scope } from '../../../adapters/discord/commands/register.ts';
import { commands } from '../../../commands/index.ts';
import { systemClock } from '../../../src/clock.ts';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake-discord.ts';
import type { DiscordCommand } from '../../../adapters/discord/commands/command-shape.ts';

const APPLICATION = '100000000000000001';
const everywhere: Scope = { applicationId: APPLICATION };
const inServer: Scope = { applicationId: APPLICATION, guildId: '200000000000000001' };
const wanted = discordCommands(commands);
const names = wanted.map(({ name }) => name);

type Kept = Record<string, unknown>;

/** What Discord makes of a command: ids, versions, nulls for what was left out, defaults left out, other key order. */
function asDiscordKeeps(command: object, id: string, guildId?: string): Kept {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== 'object' || node === null) return node;
    const kept = Object.entries(node)
      .filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0))
      .reverse()
      .map(([name, value]) => [name, strip(value)] as const);
    return Object.fromEntries(kept);
  };
  const { contexts, integration_types: types, ...rest } = strip(command) as Kept;
  return {
    id,
    application_id: APPLICATION,
    version: `9${id}`,
    default_member_permissions: null,
    nsfw: false,
    ...(guildId === undefined
      ? { dm_permission: false, contexts: contexts ?? null, integration_types: types ?? [0] }
      : { guild_id: guildId }),
    name_localized: null,
    ...rest,
  };
}

/** Discord's list of commands in memory, with the calls that arrived. */
function discord(scope: Scope, kept: Kept[] = []) {
  const calls: string[] = [];
  let ids = 500;
  const path = scope.guildId
    ? `/applications/${scope.applicationId}/guilds/${scope.guildId}/commands`
    : `/applications/${scope.applicationId}/commands`;
  const rest: Rest = async (method, asked, body) => {
    calls.push(`${method} ${asked.slice(path.length)}${body ? ` ${String(body['name'])}` : ''}`);
    expect(asked.startsWith(path)).toBe(true);
    const id = asked.slice(path.length + 1);
    switch (method) {
      case 'GET':
        return structuredClone(kept);
      case 'POST':
        kept.push(asDiscordKeeps(body ?? {}, String(ids++), scope.guildId));
        return kept.at(-1);
      case 'PATCH': {
        const at = kept.findIndex((command) => command['id'] === id);
        // What an edit does not name stays as it was.
        kept[at] = asDiscordKeeps({ ...kept[at], ...body }, id, scope.guildId);
        return kept[at];
      }
      case 'DELETE':
        kept.splice(
          kept.findIndex((command) => command['id'] === id),
          1,
        );
        return undefined;
    }
  };
  return { kept, calls, register: (dryRun = false) => registerCommands({ wanted, scope, rest, dryRun }) };
}

/** Discord with everything registered, and nothing asked since. */
async function registered(scope: Scope = everywhere) {
  const there = discord(scope);
  await there.register();
  there.calls.length = 0;
  return there;
}

describe.each([
  ['everywhere', everywhere],
  ['in one server', inServer],
])('registering %s', (_where, scope) => {
  it('creates everything where there is nothing, and then has nothing to do', async () => {
    const there = discord(scope);
    const first = await there.register();
    expect(first.changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      names.map((name) => `create ${name}`),
    );
    expect(there.calls).toEqual(['GET ?with_localizations=true', ...names.map((name) => `POST  ${name}`)]);

    there.calls.length = 0;
    const again = await there.register();
    expect(again).toEqual({ changes: [], unchanged: names });
    expect(there.calls).toEqual(['GET ?with_localizations=true']);
  });

  it.each<[string, (stream: Kept) => void]>([
    ['a description', (stream) => (stream['description'] = 'other')],
    ['a Chinese name', (stream) => (stream['name_localizations'] = { 'zh-CN': '别的' })],
    ['a further language', (stream) => (stream['name_localizations'] = { 'zh-CN': '流', fr: 'flux' })],
    ['a language that is missing', (stream) => (stream['description_localizations'] = null)],
    ['a verb that is missing', (stream) => (stream['options'] as unknown[]).pop()],
    ['verbs in another order', (stream) => (stream['options'] as unknown[]).reverse()],
    ['an option with a length', (stream) => (options(stream)[0]!['max_length'] = 5)],
    ['an option that is not suggested any more', (stream) => delete options(stream)[0]!['autocomplete']],
    ['a permission', (stream) => (stream['default_member_permissions'] = '8')],
    ['an age limit', (stream) => (stream['nsfw'] = true)],
  ])('edits the one command that differs in %s, once', async (_what, change) => {
    const there = await registered(scope);
    const stream = there.kept.find((command) => command['name'] === 'stream')!;
    const before = structuredClone(stream);
    change(stream);
    const { changes, unchanged } = await there.register();
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['edit stream']);
    expect(unchanged).toHaveLength(names.length - 1);
    expect(there.calls).toEqual(['GET ?with_localizations=true', `PATCH /${String(stream['id'])} stream`]);
    expect(there.kept.find((command) => command['name'] === 'stream')).toEqual(before);
    expect((await there.register()).changes).toEqual([]);
  });

  it('deletes what is gone and creates what is new, as after a rename', async () => {
    const there = await registered(scope);
    there.kept.find((command) => command['name'] === 'caster')!['name'] = 'mixer';
    const { changes } = await there.register();
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['delete mixer', 'create caster']);
    expect(there.kept.map((command) => command['name']).sort()).toEqual([...names].sort());
  });

  it('leaves commands of other types alone, though they have the same name', async () => {
    const there = await registered(scope);
    there.kept.push({ ...there.kept[0], id: '900', type: 2, description: '' });
    expect((await there.register()).changes).toEqual([]);
  });

  it('only looks when asked to', async () => {
    const there = discord(scope);
    expect((await there.register(true)).changes).toHaveLength(names.length);
    expect(there.calls).toEqual(['GET ?with_localizations=true']);
  });
});

function options(stream: Kept): Kept[] {
  return (stream['options'] as { options: Kept[] }[])[2]!.options;
}

describe('registering', () => {
  it('everywhere minds where a command may be used; in one server that means nothing', async () => {
    for (const [scope, expected] of [
      [everywhere, ['edit stream']],
      [inServer, []],
    ] as const) {
      const there = await registered(scope);
      there.kept.find((command) => command['name'] === 'stream')!['contexts'] = [0, 1, 2];
      expect((await there.register()).changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
    }
  });

  it('in one server says nothing of where and for whom', async () => {
    const there = discord(inServer);
    const { changes } = await there.register();
    for (const change of changes) expect(change).not.toHaveProperty('body.contexts');
  });

  it.each([undefined, {}, [{ name: 'x' }], [{ id: '../../x', name: 'x' }], 'no'])(
    'stops at an answer that is no list: %j',
    async (answer) => {
      const calls: string[] = [];
      const rest: Rest = async (method) => {
        calls.push(method);
        return answer;
      };
      await expect(registerCommands({ wanted, scope: everywhere, rest })).rejects.toMatchObject({
        code: 'airdesk.discord-answer',
      });
      expect(calls).toEqual(['GET']);
    },
  );

  it('stops at the first call that fails, and goes on from there the next time', async () => {
    const there = discord(everywhere);
    const [first, second] = wanted as [DiscordCommand, DiscordCommand];
    let created = 0;
    const failing: Rest = async (method) => {
      if (method === 'GET') return there.kept;
      created += 1;
      if (created === 2) throw new Error('cut');
      there.kept.push(asDiscordKeeps(first, '1'));
      return undefined;
    };
    const both = { wanted: [first, second], scope: everywhere };
    await expect(registerCommands({ ...both, rest: failing })).rejects.toThrow('cut');
    created = 2;
    const again = await registerCommands({ ...both, rest: failing });
    expect(again.changes.map(({ name }) => name)).toEqual([second.name]);
  });
});

describe('npm run discord:register', { timeout: 180_000 }, () => {
  let fake: FakeDiscord | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'airdesk-'));
  afterEach(async () => {
    await fake?.stop();
    fake = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(env: Record<string, string | undefined>, ...args: string[]) {
    const script = fileURLToPath(new URL('../../../scripts/discord-register.ts', import.meta.url));
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', script, ...args],
        { env: { PATH: process.env['PATH'], ...env } },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  it('looks, registers, and then has nothing to do', async () => {
    fake = await createFakeDiscord({ clock: systemClock });
    fake.limitRate({ limit: 50, seconds: 1 });
    const env = {
      DISCORD_TOKEN: fake.token,
      DISCORD_APPLICATION_ID: fake.applicationId,
      DISCORD_API_URL: fake.apiUrl,
    };
    const look = await run(env, '--dry-run');
    expect(look).toMatchObject({ code: 0, err: '' });
    expect(look.out).toContain('would create /stream\n');
    expect(fake.calls.map(({ route }) => route)).toEqual(['list commands']);

    const first = await run(env);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('created /stream\n');
    expect(first.out).toContain(`0 of ${names.length} commands were up to date everywhere`);
    expect(fake.guild.commands.get('global')?.map(({ name }) => name)).toEqual(names);

    const again = await run(env);
    expect(again.out).toBe(`${names.length} of ${names.length} commands were up to date everywhere\n`);
    const writes = fake.calls.filter(({ route }) => route !== 'list commands');
    expect(writes).toHaveLength(names.length);
  });

  it('in one server, with the accounts of airdesk.yaml, the token from a file, within the limit of calls', async () => {
    fake = await createFakeDiscord({ clock: systemClock });
    fake.limitRate({ limit: 5, seconds: 0.3 });
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const { code, out } = await run({
      DISCORD_TOKEN_FILE: file('token', `${fake.token}\n`),
      DISCORD_APPLICATION_ID: fake.applicationId,
      DISCORD_API_URL: fake.apiUrl,
      DISCORD_GUILD_ID: '200000000000000001',
      AIRDESK_CONFIG: file('airdesk.yaml', 'accounts: { main: {}, sports: {} }\ndefaultAccount: main\n'),
    });
    expect(code).toBe(0);
    expect(out).toContain('in server 200000000000000001');
    expect(JSON.stringify(fake.guild.commands.get('200000000000000001'))).toContain('"name":"account"');
    expect(fake.guild.commands.get('global')).toBeUndefined();
    expect(fake.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('says all that is missing or wrong', async () => {
    const { code, err } = await run({ DISCORD_APPLICATION_ID: 'x', DISCORD_GUILD_ID: 'My server' });
    expect(code).toBe(1);
    expect(err).toMatch(/DISCORD_TOKEN: is not set/);
    expect(err).toMatch(/DISCORD_APPLICATION_ID: must be a number/);
    expect(err).toMatch(/DISCORD_GUILD_ID: must be a number/);
  });

  it('does nothing with an option that there is not', async () => {
    expect(await run({}, '--force')).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
  });

  it('says so when Discord refuses the token, without showing it', async () => {
    fake = await createFakeDiscord({ clock: systemClock });
    fake.revokeToken();
    const ran = await run({
      DISCORD_TOKEN: fake.token,
      DISCORD_APPLICATION_ID: fake.applicationId,
      DISCORD_API_URL: fake.apiUrl,
    });
    expect(ran.code).toBe(1);
    expect(ran.err).not.toContain(fake.token);
    expect(ran.err.length).toBeGreaterThan(20);
  });
});
