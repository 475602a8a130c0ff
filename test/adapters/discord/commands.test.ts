import { describe, expect, it } from 'vitest';
import { discordCommands } from '../../../adapters/discord/commands/commands.ts';
import { LINE_COMMAND } from '../../../adapters/discord/typed-line.ts';
import { commands } from '../../../commands/index.ts';
import { accountOf } from '../../line/account-of.ts';
import { isListed } from '../../../src/command.ts';
import { openApiSchema } from '../../fakes/discord/openapi.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { readOptions } from '../../../src/line/read-options.ts';
import { drawn, leaves, lineOf } from './command-tree.ts';

const registered = discordCommands(commands);
const visible = commands.filter(isListed);

describe('what is registered', () => {
  it('is one command a noun, its verbs below it, single words alone, and one for whole lines', async () => {
    const lines = registered.flatMap((command) => drawn(command));
    // Sorted, so that a command that is added is one line more. `npx vitest run <this file> -u` writes it anew.
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('./registered.txt');
  });

  it('is every command that people type and none that is hidden', () => {
    const words = registered.flatMap((command) => leaves(command)).map((leaf) => leaf.words.join(' '));
    expect([...words].sort()).toEqual([...visible.map(({ name }) => name), LINE_COMMAND.name].sort());
    expect(JSON.stringify(registered)).not.toMatch(/"restore"|"return"/);
  });

  it('has names and descriptions in Chinese at every level', () => {
    const stream = registered.find(({ name }) => name === 'stream')!;
    const forbid = stream.options.find(({ name }) => name === 'forbid')!;
    expect(stream.name_localizations).toEqual({ 'zh-CN': '流' });
    expect(stream.description).toMatch(/^list, show, drop/);
    expect(stream.description_localizations['zh-CN']).toMatch(/^列表、查看、断开/);
    expect(forbid).toMatchObject({
      name_localizations: { 'zh-CN': '禁推' },
      description: 'Cut a stream and keep it from being pushed for a time',
      description_localizations: { 'zh-CN': '断开一路流，并在一段时间内禁止推流' },
    });
    expect(forbid.options?.map((option) => option.name_localizations['zh-CN'])).toEqual([
      '流',
      '时长',
      '原因',
    ]);
    const kind = registered
      .find(({ name }) => name === 'caster')!
      .options.find(({ name }) => name === 'pvw')!
      .options!.find(({ name }) => name === 'kind')!;
    expect(kind.choices?.[0]).toEqual({
      name: 'layout',
      name_localizations: { 'zh-CN': '布局' },
      value: 'layout',
    });
  });

  it('is for servers, installed to servers, and leaves it to Airdesk who may', () => {
    for (const command of registered) {
      expect(command).toMatchObject({ type: 1, contexts: [0], integration_types: [0] });
      expect(command).not.toHaveProperty('default_member_permissions');
    }
  });

  it('takes whole numbers from the least that the option reads', () => {
    const page = registered.find(({ name }) => name === 'stream')!.options[0]!.options![1];
    expect(page).toMatchObject({ name: 'page', type: 4, min_value: 1 });
  });

  it('offers the accounts where there are several, last', () => {
    // `account` is a noun, too: it is the option that is not there.
    for (const leaf of discordCommands(commands, ['main']).flatMap((command) => leaves(command)))
      expect(leaf.options.map(({ name }) => name)).not.toContain('account');
    const stream = discordCommands(commands, ['main', 'sports']).find(({ name }) => name === 'stream')!;
    for (const verb of stream.options) {
      const account = verb.options!.at(-1)!;
      expect(account.name).toBe('account');
      expect(account).toMatchObject({ autocomplete: true });
      expect(account.choices).toBeUndefined();
      expect(account.required).toBeUndefined();
    }
    const many = discordCommands(
      commands,
      Array.from({ length: 26 }, (_, at) => `a${at}`),
    );
    expect(many.find(({ name }) => name === 'whoami')!.options[0]!.choices).toBeUndefined();
  });
});

describe('what is chosen becomes the line', () => {
  const all = registered
    .flatMap((command) => leaves(command))
    .filter(({ words }) => words[0] !== LINE_COMMAND.name);

  it.each(all.map((leaf) => [leaf.words.join(' '), leaf] as const))('%s', (name, { words, options }) => {
    const command = visible.find((each) => each.name === name)!;
    const given = options.map(({ name: option, type }) => ({
      name: option,
      type,
      value: command.options[option]!.example,
    }));
    for (const filled of [given, given.filter((_, at) => options[at]!.required), given.toReversed()]) {
      const match = matchCommand(commands, lineOf(words, filled));
      expect(match).toMatchObject({ kind: 'command', command });
      const raw = match.kind === 'command' ? match.rawOptions : {};
      expect(raw).toEqual(Object.fromEntries(filled.map(({ name: option, value }) => [option, value])));
      expect(readOptions(command, raw).ok).toBe(true);
    }
  });

  it.each(['a b', 'x:y', '--for', '"', '\\', "it's", 'account:sports', '流：一', '`code`', '  '])(
    'with a value like %j, which is kept as it is',
    (value) => {
      const options = [
        { name: 'reason', value, type: 3 },
        { name: 'stream', value, type: 3 },
      ];
      for (const filled of [options, options.toReversed()]) {
        const match = matchCommand(commands, lineOf(['stream', 'forbid'], filled));
        expect(match.kind === 'command' && match.rawOptions['stream']).toBe(value);
      }
    },
  );

  it('on the account that was chosen, wherever it stands', () => {
    const config = {
      ...ConfigFileSchema.parse({ accounts: { main: {}, sports: {} } }),
      defaultAccount: 'main',
    };
    const options = [
      { name: 'account', value: 'sports', type: 3 },
      { name: 'stream', value: 'a/b/c', type: 3 },
    ];
    for (const filled of [options, options.toReversed()]) {
      const { account, line } = accountOf(
        config,
        { platform: 'discord', channelId: '1' },
        lineOf(['stream', 'show'], filled),
      );
      expect(account).toBe('sports');
      expect(matchCommand(commands, line)).toMatchObject({
        kind: 'command',
        rawOptions: { stream: 'a/b/c' },
      });
    }
  });
});

describe("Discord's published API", () => {
  it('takes every command', () => {
    const schema = openApiSchema('ApplicationCommandCreateRequest');
    for (const command of discordCommands(commands, ['main', 'sports'])) {
      expect(schema.safeParse(command).error, command.name).toBeUndefined();
    }
    const [first] = structuredClone(registered) as unknown as { description: string }[];
    expect(schema.safeParse({ ...first, description: 'x'.repeat(101) }).success).toBe(false);
    expect(schema.safeParse({ ...first, options: [{ type: 3, name: 'a' }] }).success).toBe(false);
  });
});
