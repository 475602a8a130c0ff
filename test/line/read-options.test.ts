import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src/line/match-command.ts';
import { missingText, readOptions } from '../../src/line/read-options.ts';
import { commands } from '../text/commands.ts';

function command(name: string) {
  return findCommand(commands, name)!;
}

describe('reading options', () => {
  it('turns text into values and fills in defaults', () => {
    expect(readOptions(command('audit'), { count: '5' })).toEqual({ ok: true, values: { count: 5 } });
    expect(readOptions(command('audit'), {})).toEqual({ ok: true, values: { count: 10 } });
  });

  it('takes a choice by value or by label', () => {
    for (const typed of ['en', 'EN', 'english', '英语']) {
      expect(readOptions(command('monitor start'), { language: typed })).toEqual({
        ok: true,
        values: { language: 'en' },
      });
    }
  });

  it('names what is missing', () => {
    expect(readOptions(command('backup switch'), { stream: 'x' })).toEqual({
      ok: false,
      problems: [],
      missing: ['upstreamSequence'],
    });
    expect(missingText(command('backup switch'), ['upstreamSequence'])).toEqual({
      en: '"backup switch" still needs upstreamSequence (the 2231). Example: backup switch live.example.com/live/main 2231',
      zh: '“备流 切换”还缺：序列（序列的说明）。示例：备流 切换 live.example.com/live/main 2231',
    });
  });

  it.each([
    ['audit', { count: '0' }, 'count', '"0" does not work for "count" (the 20). Example: count:20'],
    ['audit', { count: 'many' }, 'count', '"many" does not work for "count" (the 20). Example: count:20'],
    [
      'monitor start',
      { language: 'fr' },
      'language',
      '"fr" does not work for "language" (the en). It is one of: en, zh. Example: language:en',
    ],
    ['whoami', { loud: '1' }, 'loud', '"whoami" has no option "loud". It takes no options.'],
    ['audit', { constructor: '1' }, 'constructor', '"audit" has no option "constructor". It takes: count.'],
  ])('%s with %j', (name, raw, option, text) => {
    expect(readOptions(command(name), raw as unknown as Record<string, string>)).toMatchObject({
      ok: false,
      problems: [{ option, text: { en: text } }],
    });
  });

  it('shows a long value shortened, on one line', () => {
    const read = readOptions(command('audit'), { count: `a\n\u202e${'b'.repeat(500)}` });
    expect(!read.ok && read.problems[0]?.given).toBe(`a ${'b'.repeat(57)}…`);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.dictionary(fc.string(), fc.string()), (one, raw) => {
        readOptions(one, raw);
      }),
    );
  });
});
