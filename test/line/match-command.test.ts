import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/line/command-line.ts';
import { findCommand, languageOfLine, matchCommand } from '../../src/line/match-command.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { commands } from '../text/commands.ts';
import { expectWithin } from '../machine/slowness.ts';

/** What was understood, in short. */
function read(line: string): unknown {
  const match = matchCommand(commands, line);
  switch (match.kind) {
    case 'command':
      return [match.command.name, match.rawOptions];
    case 'unknown':
      return ['?', match.nearest.map(({ command }) => command.name)];
    case 'bad-options':
      return ['!', ...match.problems.map((problem) => problem.option)];
    case 'too-long':
      return ['too long'];
  }
}

describe('a line that is understood', () => {
  const MAIN = 'live.example.com/live/main';
  const drop = ['stream drop', { stream: MAIN }];
  it.each([
    [`stream drop ${MAIN}`, drop],
    [`/live stream drop ${MAIN}`, drop],
    [`  STREAM\u00a0Drop\u3000${MAIN}\t`, drop],
    [`stream drop stream:${MAIN}`, drop],
    [`stream drop stream=${MAIN}`, drop],
    [`stream drop stream: ${MAIN}`, drop],
    [`stream drop --stream ${MAIN}`, drop],
    [`stream drop —stream ${MAIN}`, drop],
    [`stream drop --stream=${MAIN}`, drop],
    [`stream drop “${MAIN}”`, drop],
    [`stream drop stream:“${MAIN}”`, drop],
    [`\`stream drop ${MAIN}\``, drop],
    [`stream\u200b drop \ufeff${MAIN}\u200b`, drop],
    [`ｓｔｒｅａｍ ｄｒｏｐ stream：${MAIN}`, drop],
    ['stream drop ｌｉｖｅ．example。com／live／ｍａｉｎ', drop],
    [`流 断开 ${MAIN}`, drop],
    [`流断开　${MAIN}`, drop],
    [`／live 流断开 流：${MAIN}`, drop],
    [`流断开 「${MAIN}」`, drop],
    ['stream drop a:b=c/d', ['stream drop', { stream: 'a:b=c/d' }]],
    ['stream drop "stream:odd"', ['stream drop', { stream: 'stream:odd' }]],
    ['stream drop --', ['stream drop', { stream: '--' }]],
    ["stream drop it's", ['stream drop', { stream: "it's" }]],
    ['stream drop it’s', ['stream drop', { stream: "it's" }]],
    ['stream drop stream:""', ['stream drop', { stream: '' }]],
    ['stream drop', ['stream drop', {}]],
    ['stream list', ['stream list', {}]],
    ['whoami', ['whoami', {}]],
    ['help stream drop', ['help', { command: 'stream drop' }]],
    ['backup switch x 12', ['backup switch', { stream: 'x', upstreamSequence: '12' }]],
    ['backup switch upstream-sequence:12 x', ['backup switch', { stream: 'x', upstreamSequence: '12' }]],
    ['backup switch 12 Stream:x', ['backup switch', { stream: 'x', upstreamSequence: '12' }]],
    ['备流切换 x 序列＝１２', ['backup switch', { stream: 'x', upstreamSequence: '12' }]],
    [
      'stream forbid x 22:00 rights: “all” of them',
      ['stream forbid', { stream: 'x', until: '22:00', reason: 'rights: “all” of them' }],
    ],
    [
      'stream forbid x reason:too  loud, until: noon',
      ['stream forbid', { stream: 'x', reason: 'too  loud, until: noon' }],
    ],
    [
      'stream forbid x reason:“too loud” until:22:00',
      ['stream forbid', { stream: 'x', reason: 'too loud', until: '22:00' }],
    ],
    ['stream forbid x --reason too loud', ['stream forbid', { stream: 'x', reason: 'too loud' }]],
    ['stream forbid x reason: too loud --now', ['stream forbid', { stream: 'x', reason: 'too loud --now' }]],
    ['流 禁推 x 原因：版权方投诉，先停', ['stream forbid', { stream: 'x', reason: '版权方投诉，先停' }]],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});

describe('a line that is not', () => {
  it.each([
    ['', ['?', []]],
    ['/live', ['?', []]],
    ['steam drop x', ['?', ['stream drop']]],
    ['stream', ['?', ['stream list', 'stream drop', 'stream forbid']]],
    ['stream dorp x', ['?', ['stream drop']]],
    ['流断看 x', ['?', ['stream drop']]],
    ['流', ['?', ['stream list', 'stream drop', 'stream forbid']]],
    ['whomai', ['?', ['whoami']]],
    ['drop x', ['?', ['stream drop']]],
    ['断开 x', ['?', ['stream drop']]],
    ['断开x', ['?', ['stream drop']]],
    ['SWITCH x', ['?', ['backup switch']]],
    ['make me a sandwich', ['?', []]],
    ['caster undo-take x', ['?', []]],
    ['stream drop --strem x', ['!', 'strem']],
    ['stream drop x stream:y', ['!', '']],
    ['stream drop stream:x stream:y', ['!', 'stream']],
    ['stream drop x y', ['!', '']],
    ['stream drop x acount:main', ['!', 'acount']],
    ['stream drop --stream', ['!', 'stream']],
    ['stream drop stream:', ['!', 'stream']],
    ['monitor start --language --language en', ['!', 'language']],
    ['x'.repeat(5000), ['too long']],
  ])('%s', (line, expected) => {
    const got = read(line) as [string, ...unknown[]];
    if (Array.isArray(expected[1]))
      expect([got[0], new Set(got[1] as string[])]).toEqual([expected[0], new Set(expected[1])]);
    else expect(got).toEqual(expected);
  });

  it('lists the nearest first', () => {
    const match = matchCommand(commands, 'stream dorp x');
    expect(match.kind === 'unknown' && match.nearest[0]?.command.name).toBe('stream drop');
  });

  it('says what to write instead, in both languages', () => {
    const match = matchCommand(commands, 'stream drop --strem x');
    expect(match.kind === 'bad-options' && match.problems[0]?.text).toEqual({
      en: '"stream drop" has no option "strem".',
      zh: '“流 断开”没有“strem”这个选项。',
    });
    expect(match.kind === 'bad-options' && match.problems[0]?.lines).toEqual(['stream drop x']);
    const bare = matchCommand(commands, 'stream drop --strem');
    expect(bare.kind === 'bad-options' && bare.problems[0]?.text).toEqual({
      en: '"stream drop" has no option "strem". Did you mean stream:live.example.com/live/main?',
      zh: '“流 断开”没有“strem”这个选项。是不是想写 流:live.example.com/live/main？',
    });
  });
});

describe('hidden commands', () => {
  it('are found by their exact name only', () => {
    expect(findCommand(commands, 'caster undo-take')?.hidden).toBe(true);
    expect(findCommand(commands, 'caster undo')).toBeUndefined();
  });
});

describe('the language of a line', () => {
  it.each([
    ['流 断开 x', 'zh-CN'],
    ['/live 流断开 x', 'zh-CN'],
    ['不认识 x', 'zh-CN'],
    ['stream drop 流', undefined],
    ['', undefined],
  ])('%s', (line, language) => {
    expect(languageOfLine(parseLine(line))).toBe(language);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...Array.from(' "“”\'‘`\\:=-—：＝流断开a/\u00a0\u200b\u202e「」\n')),
    maxLength: 60,
  }),
);

describe('any input', () => {
  it('never crashes and is read within bounds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'stream drop ', 'stream forbid ', '流禁推 '),
        anyText,
        (start, text) => {
          matchCommand(commands, start + text);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads the worst lines quickly', () => {
    for (const unit of ['"x ', ':"', ':"x ', '“a ', "'a ", '`a ', '\\"', ' ——', 'a:']) {
      const before = performance.now();
      matchCommand(commands, `stream forbid ${unit.repeat(3900 / unit.length)}`);
      expectWithin(performance.now() - before, 1000, unit);
    }
  });

  it('reads back exactly what a command line was made of', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (stream, until, reason) => {
        const raw = { stream, until, reason };
        const match = matchCommand(commands, commandLine('stream forbid', raw));
        expect(match).toMatchObject({ kind: 'command', rawOptions: raw });
      }),
      { numRuns: 3000 },
    );
  });
});
