import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { typedLine } from '../../commands/typed-line.ts';
import { accountOptions } from '../../src/line/account-option.ts';
import { parseLine, withoutWords } from '../../src/line/parse-line.ts';
import { accountOf } from './account-of.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { matchCommand } from '../../src/line/match-command.ts';

const config: Config = {
  ...ConfigFileSchema.parse({ accounts: { main: {}, other: {} } }),
  defaultAccount: 'main',
};
const place = { platform: 'slack', channelId: 'C1' };

describe('the account of a line', () => {
  it.each([
    'x account:other y',
    'account:other',
    ' account:other ',
    'x" account:other "y',
    'x account: other',
    '账号：other',
    'x\naccount:other\ny',
  ])('a stream named %j does not move the line to another account', (name) => {
    const line = `${typedLine('stream drop', name)} account:main`;
    const { account, line: rest } = accountOf(config, place, line, commands);
    expect(account).toBe('main');
    expect(matchCommand(commands, rest)).toMatchObject({ kind: 'command', rawOptions: { stream: name } });
  });
  it('whatever the name is', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            ' ',
            '"',
            "'",
            ':',
            'account:other',
            '\\',
            '“',
            '\u202e',
            '\n',
            '=',
            '-',
          ),
          minLength: 1,
        }),
        (name) => {
          const line = `${typedLine('stream drop', name)} account:main`;
          const { account, line: rest } = accountOf(config, place, line, commands);
          expect(account).toBe('main');
          const match = matchCommand(commands, rest);
          expect(match).toMatchObject({ kind: 'command', rawOptions: { stream: name } });
        },
      ),
      { numRuns: 3000 },
    );
  });
  it('a reason that speaks of another account does not move the line there', () => {
    const line = (of: string) =>
      `stream forbid push.example.com/live/main 2h leaked by account:${of} yesterday`;
    expect(() => accountOf(config, place, line('other'), commands)).toThrow('account, or part of the text');
    expect(accountOf(config, place, line('42'), commands)).toEqual({ account: 'main', line: line('42') });
    const end = 'stream forbid push.example.com/live/main 2h leaked yesterday account:other';
    expect(accountOf(config, place, end, commands).account).toBe('other');
    const start = 'stream forbid account:other push.example.com/live/main 2h leaked yesterday';
    expect(accountOf(config, place, start, commands).account).toBe('other');
    const quoted = 'stream forbid push.example.com/live/main 2h "leaked by account:other" account:main';
    expect(accountOf(config, place, quoted, commands).account).toBe('main');
  });
  it.each([
    'stream drop x account:other',
    'stream drop account:other x',
    '流 断开 x 账号：other',
    'account:other stream drop x',
    'stream drop x account: other',
    'stream drop x account=other',
  ])('%s is other', (line) => {
    const { account, line: rest } = accountOf(config, place, line, commands);
    expect(account).toBe('other');
    expect(matchCommand(commands, rest)).toMatchObject({ kind: 'command', rawOptions: { stream: 'x' } });
  });
  it('two accounts in one line are refused', () => {
    expect(() => accountOf(config, place, 'stream drop x account:other account:main')).toThrow();
  });
  const note = 'alert note k3m9x2ab they pushed with the wrong account: ';
  it('in two words at the end of free text it is asked, both ways to be pressed', () => {
    expect(() => accountOf(config, place, `${note}other`, commands)).toThrow(
      expect.objectContaining({
        code: 'airdesk.unclear-account',
        choices: [
          'alert note k3m9x2ab "they pushed with the wrong account: other" account:main',
          'alert note k3m9x2ab "they pushed with the wrong" account:other',
        ],
      }),
    );
  });
  it('and is text where it names no account, the channel is bound, or there is one only', () => {
    expect(accountOf(config, place, `${note}sports`, commands)).toEqual({
      account: 'main',
      line: `${note}sports`,
    });
    const bound = ConfigFileSchema.parse({
      accounts: { main: {}, other: {} },
      channels: { 'slack:C1': { account: 'other' } },
    });
    for (const name of ['main', 'other', 'sports'])
      expect(accountOf({ ...bound, defaultAccount: 'main' }, place, note + name, commands)).toEqual({
        account: 'other',
        line: note + name,
      });
    const alone: Config = { ...ConfigFileSchema.parse({ accounts: { main: {} } }), defaultAccount: 'main' };
    for (const end of ['sports', 'main'])
      expect(accountOf(alone, place, note + end, commands)).toEqual({ account: 'main', line: note + end });
  });
  it('has any case', () => {
    expect(accountOf(config, place, 'stream drop x Account:Other', commands).account).toBe('other');
  });
  it('free text that looks like an option is text; a second time is none', () => {
    const raw = (line: string) => {
      const match = matchCommand(commands, line);
      return match.kind === 'command' ? match.rawOptions : match;
    };
    expect(raw('stream forbid prime 2h for: the league asked')).toEqual({
      stream: 'prime',
      for: '2h',
      reason: 'for: the league asked',
    });
    expect(raw('stream forbid prime 2h for:3h')).toMatchObject({
      kind: 'bad-options',
      problems: [{ option: 'for', lines: ['stream forbid prime 2h for:3h'.replace('for:3h', '"for:3h"')] }],
    });
    expect(raw('stream forbid prime 2h --reson x')).toMatchObject({ kind: 'bad-options' });
    expect(raw('stream forbid prime --dry-run')).toMatchObject({ kind: 'bad-options' });
  });
});

describe('a line without some of its words', () => {
  const unit = fc.constantFrom(
    'a',
    ' ',
    '  ',
    '"',
    "'",
    '`',
    ':',
    'account:main',
    '\\',
    '“',
    '”',
    '\u3000',
    '-',
    '流',
  );
  it('is what the rest of it would have been parsed to', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (typed) => {
        const line = parseLine(typed);
        for (const { from, to } of accountOptions(line)) {
          const before = line.line.slice(0, line.words[from]?.start).trimEnd();
          const after = line.line.slice(line.words[to]?.start ?? line.line.length);
          const rest = `${before} ${after}`.trim();
          const { words, line: kept } = withoutWords(line, from, to);
          expect(words).toEqual(parseLine(rest).words);
          expect(kept).toBe(parseLine(rest).line);
        }
      }),
      { numRuns: 20_000 },
    );
  });
});
