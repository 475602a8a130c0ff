import { describe, expect, it } from 'vitest';
import { lookAlikeLines, withLookAlikes } from '../../src/card/mark-look-alikes.ts';
import type { Card } from '../../src/reply.ts';
import { looksLikeOthers } from '../../src/text/look-alikes.ts';
import { safeLine } from '../../src/text/safe-line.ts';

describe('a name with characters that look like others', () => {
  it.each([
    ['a zero-width space', 'ma\u200bin'],
    ['a zero-width joiner', 'ma\u200din'],
    ['a soft hyphen', 'ma\u00adin'],
    ['a byte order mark', '\ufeffmain'],
    ['tags', 'main\u{e0061}\u{e0062}'],
    ['an override of the direction', 'main\u202egpj'],
    ['an isolate', '\u2066main\u2069'],
    ['a mark of the direction', 'main\u200f'],
    ['a Hangul filler', 'main\u3164'],
    ['a variation selector', 'main\ufe01'],
    ['a thin space', 'main\u2009'],
    ['a Cyrillic а', 'm\u0430in'],
    ['a Greek ο', 'studi\u03bf'],
    ['an Armenian ո', 'mai\u0578'],
    ['a Cherokee Ꭰ', 'Ꭰ-\u13a0main'],
    ['Cyrillic in a word with Chinese', '主\u0430场'],
    ['mathematical letters', '\u{1d426}ain'],
    ['a Cyrillic letter in a full name', 'push.example.com/live/m\u0430in'],
  ])('is one with %s', (_name, text) => {
    expect(looksLikeOthers(text)).toBe(true);
  });

  it.each([
    'main',
    'push.example.com/live/main_2?x=1',
    '主舞台main2',
    '世界杯决赛（主）',
    '第１场ＨＤ',
    'スタジオA',
    '무대main',
    'студия',
    'студия-main',
    'café',
    'cafe\u0301',
    'naïve',
    'مباشر',
    'می\u200cخواهم',
    'เวที1',
    'स्टूडियो',
    '👨\u200d👩\u200d👧 family',
    '❤\ufe0f',
    '1\ufe0f\u20e3',
    '10 °C · 5 µs',
  ])('is none: %s', (text) => {
    expect(looksLikeOthers(text)).toBe(false);
  });

  it('is told on the card, with the characters, in both languages', () => {
    const [en] = lookAlikeLines(['Drop push.example.com/live/m\u0430in'], 'en');
    expect(en).toBe(
      '⚠ push.example.com/live/m\u0430in has characters that look like others (U+0430). Compare it with the name you mean.',
    );
    const [zh] = lookAlikeLines(['push.example.com/live/ma\u200bin'], 'zh-CN');
    expect(zh).toBe('⚠ “push.example.com/live/main”含有与其他字符形似的字符（U+200B），请仔细核对名称。');
    const card = withLookAlikes<Pick<Card, 'title' | 'table' | 'lines'>>(
      { title: 'Streams', table: { columns: ['Name'], rows: [['m\u0430in'], ['main']] } },
      'en',
    );
    expect(card.lines).toHaveLength(1);
    expect(withLookAlikes({ title: 'main', lines: ['x'] }, 'en')).toEqual({ title: 'main', lines: ['x'] });
  });

  it('has a mark behind it where what is not seen was taken out', () => {
    expect(safeLine('ma\u200bin')).toBe('main ⚠');
    expect(safeLine('m\u200b'.repeat(100), 20)).toHaveLength(20);
    expect(safeLine('主舞台main')).toBe('主舞台main');
  });
});
