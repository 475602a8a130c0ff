import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { discordCommands } from '../../../adapters/discord/commands/commands.ts';
import { defineLook, type Command, type OptionSpec } from '../../../src/command.ts';
import { AirdeskError } from '../../../src/errors.ts';
import { drawn, leaves, lineOf } from './command-tree.ts';

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
