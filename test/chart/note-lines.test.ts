import { describe, expect, it } from 'vitest';
import { noteLines, noteRoom, widthOf } from '../../src/chart/note-lines.ts';

describe('small print under a chart', () => {
  it.each([
    ['short', ['short']],
    [
      'Figures are about 4 min behind. Outside mainland China, provinces and carriers are not distinguished.',
      [
        'Figures are about 4 min behind. Outside mainland China, provinces and',
        'carriers are not distinguished.',
      ],
    ],
    [
      '延迟约一小时：10:00–10:59 的数据 12:00 才可查。需要更新的数据请用 `错误码 曲线`。',
      ['延迟约一小时：10:00–10:59 的数据 12:00 才可查。需要更新的数据请用 错误码', '曲线。'],
    ],
  ])('%s', (note, lines) => {
    expect(noteLines(note)).toEqual(lines);
    expect(noteRoom(note)).toBe((lines.length - 1) * 25);
  });

  it('is two lines at most, and none is wider than the picture', () => {
    for (const note of ['word '.repeat(80), '字'.repeat(300)]) {
      const lines = noteLines(note);
      expect(lines).toHaveLength(2);
      expect(lines[1]).toMatch(/…$/u);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(72);
    }
    expect(noteLines(undefined)).toEqual([]);
  });
});
