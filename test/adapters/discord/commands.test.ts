import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { discordCommands } from '../../../adapters/discord/commands/commands.ts';
import { parse } from '../../../adapters/discord/parse.ts';
import { LINE_COMMAND } from '../../../adapters/discord/typed-line.ts';
import { commands } from '../../../commands/index.ts';
import { accountOf } from '../../line/account-of.ts';
import { defineLook, type Command, type OptionSpec, isListed } from '../../../src/command.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { AirdeskError } from '../../../src/errors.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { readOptions } from '../../../src/line/read-options.ts';
import type { DiscordCommand, DiscordOption } from '../../../adapters/discord/commands/command-shape.ts';

const registered = discordCommands(commands);
const visible = commands.filter(isListed);

/** `stream show <stream*~>`: `*` required, `~` suggested, `#` a whole number, `a|b` choices. */
function drawn(node: DiscordCommand | DiscordOption, path = `/${node.name}`): string[] {
  const options = node.options ?? [];
  if (options.some(({ type }) => type === 1 || type === 2))
    return options.flatMap((option) => drawn(option, `${path} ${option.name}`));
  const values = options.map((option) => {
    const marks = `${option.required ? '*' : ''}${option.autocomplete ? '~' : ''}${option.type === 4 ? '#' : ''}`;
    const choices = option.choices?.map(({ value }) => value).join('|');
    return `<${option.name}${marks}${choices === undefined ? '' : `=${choices}`}>`;
  });
  return [[path, ...values].join(' ')];
}

/** Every command that can be chosen: its words, and its options. */
function leaves(
  node: DiscordCommand | DiscordOption,
  words: readonly string[] = [],
): { words: readonly string[]; options: readonly DiscordOption[] }[] {
  const path = [...words, node.name];
  const options = node.options ?? [];
  if (options.some(({ type }) => type === 1 || type === 2))
    return options.flatMap((option) => leaves(option, path));
  return [{ words: path, options }];
}

/** What Discord sends when somebody chooses a command and fills in options. */
function interaction(
  words: readonly string[],
  options: readonly { name: string; value: string; type: number }[],
) {
  const values = options.map(({ name, value, type }) => ({
    name,
    type,
    value: type === 4 ? Number(value) : value,
  }));
  const [name, second, third] = words;
  const inner = third
    ? [{ type: 2, name: second, options: [{ type: 1, name: third, options: values }] }]
    : second
      ? [{ type: 1, name: second, options: values }]
      : values;
  return {
    id: '700000000000000001',
    application_id: '100000000000000001',
    type: 2,
    token: 'interaction-token',
    channel_id: '10',
    locale: 'en-US',
    member: { user: { id: '1', username: 'ada' }, roles: [] },
    data: { id: '400000000000000001', type: 1, name, options: inner },
  };
}

function lineOf(
  words: readonly string[],
  options: readonly { name: string; value: string; type: number }[],
): string {
  const asked = parse(interaction(words, options), 0);
  if (asked?.kind !== 'intent' || asked.intent.kind !== 'command') throw new Error('no command');
  return asked.intent.line;
}

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

describe('what Discord would refuse', () => {
  const option = (more: Partial<OptionSpec> = {}): OptionSpec => ({
    schema: z.string().optional(),
    summary: { en: 'it', zh: '它' },
    zh: '它',
    required: false,
    example: 'x',
    ...more,
  });
  const command = (
    name: string,
    zh: string,
    options: Command['options'] = {},
    summary = { en: 'does', zh: '做' },
  ): Command =>
    defineLook({
      name,
      zh,
      summary,
      risk: 'read',
      options,
      run: async () => ({ kind: 'card', tone: 'info', title: '', visibility: 'channel' }),
    });
  const times = <T>(count: number, make: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const many = (count: number, make: (at: number) => OptionSpec) =>
    Object.fromEntries(times(count, (at) => [`o${at}`, make(at)]));
  const choices = (count: number, value = (at: number) => `v${at}`) =>
    times(count, (at) => ({ value: value(at), label: { en: `l${at}`, zh: `标${at}` } }));

  function refusal(list: readonly Command[]): string {
    try {
      discordCommands(list);
    } catch (error) {
      if (error instanceof AirdeskError) return error.message;
      throw error;
    }
    return 'taken';
  }

  const long = { en: 'x'.repeat(100), zh: '做' };

  it.each<[string, readonly Command[], RegExp]>([
    [
      '101 commands',
      times(100, (at) => command(`c${at}`, `令${at}`)),
      /101 commands; Discord takes 100.*\/live/,
    ],
    [
      '26 verbs',
      times(26, (at) => command(`noun v${at}`, `名 动${at}`)),
      /\/noun: 26 options or sub-commands/,
    ],
    [
      '26 options',
      [
        command(
          'noun verb',
          '名 动',
          many(26, (at) => option({ zh: `选${at}` })),
        ),
      ],
      /\/noun verb: 26 options/,
    ],
    [
      '26 choices',
      [command('noun verb', '名 动', { pick: option({ choices: choices(26) }) })],
      /\/noun verb pick: 26 choices/,
    ],
    [
      'a long choice',
      [command('noun verb', '名 动', { pick: option({ choices: choices(1, () => 'x'.repeat(101)) }) })],
      /\/noun verb pick: a choice of 101/,
    ],
    [
      'a long description',
      [command('noun verb', '名 动', {}, { en: 'x'.repeat(101), zh: '做' })],
      /\/noun verb: a description of 101/,
    ],
    [
      'a long Chinese description',
      [command('noun verb', '名 动', {}, { en: 'x', zh: '做'.repeat(101) })],
      /\/noun verb: a description of 101/,
    ],
    [
      'no description',
      [command('noun verb', '名 动', { a: option({ summary: { en: '', zh: '它' } }) })],
      /\/noun verb a: a description of 0/,
    ],
    ['upper case in a name', [command('noun Verb', '名 动')], /\/noun Verb: the name "Verb"/],
    [
      'upper case in an option',
      [command('noun verb', '名 动', { someThing: option() })],
      /\/noun verb someThing: the name "someThing"/,
    ],
    ['a sign in a Chinese name', [command('noun verb', '名 动，作')], /\/noun verb: the name "动，作"/],
    ['a long name', [command(`noun ${'v'.repeat(33)}`, '名 动')], /\/noun v+: the name/],
    [
      'a noun that is a command',
      [command('noun', '名'), command('noun verb', '名 动')],
      /\/noun: is a command and the noun/,
    ],
    ['four words', [command('a b c d', '一 二 三 四')], /\/a b c d: 4 words/],
    [
      'a Chinese name of other length',
      [command('noun verb', '动')],
      /\/noun verb: 2 words, but its Chinese name "动" has 1/,
    ],
    [
      'two Chinese names of a noun',
      [command('noun a', '名 甲'), command('noun b', '物 乙')],
      /\/noun: .*different Chinese names: 名, 物/,
    ],
    [
      'two options of one Chinese name',
      [command('noun verb', '名 动', { a: option(), b: option() })],
      /\/noun verb: "它" is the name of two options/,
    ],
    [
      'two nouns of one Chinese name',
      [command('one a', '名 甲'), command('two b', '名 乙')],
      /"名" is the name of two commands/,
    ],
    [
      'a verb beside a group of its name',
      [command('noun a', '名 甲'), command('noun a b', '名 甲 乙')],
      /\/noun: "a" is the name of two options/,
    ],
  ])('%s is refused, with its name', (_what, list, expected) => {
    expect(refusal(list)).toMatch(expected);
  });

  it('says everything at once, and what to do', () => {
    const message = refusal([
      command('noun Verb', '名 动'),
      command('other', '他', {}, { en: '', zh: '做' }),
    ]);
    expect(message.split('\n')).toHaveLength(3);
  });

  it('counts 8,000 characters as documented: the longest language of each field, choices with their values', () => {
    // noun 4 + description (the verb's name) 1, verb 1 + description 4; each option 2 or 3 + 100.
    const sized = (last: number, more?: OptionSpec['choices']) => [
      command(
        'noun v',
        '名 动',
        many(20, (at) =>
          option({ zh: `选${at}`, summary: long, ...(at === 0 && more ? { choices: more } : {}) }),
        ),
      ),
      ...times(3, (verb) =>
        command(
          `noun w${verb}`,
          `名 动${verb}`,
          many(19, (at) =>
            option({
              zh: `选${at}`,
              summary: verb === 0 && at === 0 ? { en: 'x'.repeat(last), zh: 'y' } : long,
            }),
          ),
        ),
      ),
    ];
    const size = (list: readonly Command[]) =>
      Number(/(\d+) characters in names/.exec(refusal(list))?.[1] ?? 0);
    // Noun 4 and "v, w0, w1, w2" 13; verbs 1+4 and 3 × (2+4); options 20 and 3 × 19, of 2 digits from the tenth on.
    const names = 17 + 5 + 18 + (10 * 2 + 10 * 3) + 3 * (10 * 2 + 9 * 3);
    expect(names + 77 * 100).toBe(7931);
    const room = 8000 - 7931;
    expect(refusal(sized(100))).toBe('taken');
    const pad = (length: number) => [
      { value: 'v'.repeat(length - 10), label: { en: 'short', zh: '长'.repeat(10) } },
    ];
    expect(refusal(sized(100, pad(room)))).toBe('taken');
    expect(size(sized(100, pad(room + 1)))).toBe(8001);
    expect(refusal(sized(100, pad(room + 1)))).toMatch(/\/noun: 8001 characters.*8000/);
  });

  it('makes groups of three words', () => {
    const list = [
      command('noun a', '名 甲'),
      command('noun b c', '名 乙 丙'),
      command('noun b d', '名 乙 丁'),
    ];
    const noun = discordCommands(list)[0]!;
    expect(drawn(noun)).toEqual(['/noun a', '/noun b c', '/noun b d']);
    expect(noun.options.map(({ name, type }) => [name, type])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(noun.options[1]).toMatchObject({ description: 'c, d', name_localizations: { 'zh-CN': '乙' } });
    expect(leaves(noun).map(({ words }) => lineOf(words, []))).toEqual(['noun a', 'noun b c', 'noun b d']);
  });

  it('puts required options first, whatever the order in the list', () => {
    const list = [
      command('noun verb', '名 动', {
        a: option({ zh: '甲' }),
        b: option({ zh: '乙', required: true }),
        c: option({ zh: '丙' }),
        d: option({ zh: '丁', required: true }),
      }),
    ];
    expect(drawn(discordCommands(list)[0]!)).toEqual(['/noun verb <b*> <d*> <a> <c>']);
  });
});

const OPENAPI = new URL('../../../../shared/schemas/discord-openapi.json', import.meta.url);

describe.skipIf(!existsSync(OPENAPI))(
  "Discord's published API (skipped where the schema is not at hand)",
  () => {
    /** A schema of the document with all that it refers to. */
    function schemaOf(name: string): z.ZodType {
      const text = readFileSync(OPENAPI, 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
      const all = (JSON.parse(text) as { components: { schemas: Record<string, unknown> } }).components
        .schemas;
      const needed = new Map<string, unknown>();
      const take = (each: string): void => {
        if (needed.has(each)) return;
        needed.set(each, all[each]);
        for (const [, other = ''] of JSON.stringify(all[each]).matchAll(/"#\/\$defs\/(\w+)"/g)) take(other);
      };
      take(name);
      return z.fromJSONSchema({
        $ref: `#/$defs/${name}`,
        $defs: Object.fromEntries(needed),
      } as z.core.JSONSchema.JSONSchema);
    }

    it('takes every command', () => {
      const schema = schemaOf('ApplicationCommandCreateRequest');
      for (const command of discordCommands(commands, ['main', 'sports'])) {
        expect(schema.safeParse(command).error, command.name).toBeUndefined();
      }
      const [first] = structuredClone(registered) as unknown as { description: string }[];
      expect(schema.safeParse({ ...first, description: 'x'.repeat(101) }).success).toBe(false);
      expect(schema.safeParse({ ...first, options: [{ type: 3, name: 'a' }] }).success).toBe(false);
    });
  },
);
