import { describe, expect, it } from 'vitest';
import { createMarks } from '../../../src/callback/knock/marks.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

function marks() {
  const clock = createTestClock();
  let count = 0;
  return { clock, marks: createMarks(clock, () => `mark-${(count += 1)}`) };
}

describe('marks of test messages', () => {
  it('are taken once, for their account only', () => {
    const { marks: all } = marks();
    const mark = all.begin('main', 1000);
    expect(mark?.arrived()).toBe(false);
    expect(all.take('other', mark?.text)).toBe(false);
    expect(all.take('main', mark?.text)).toBe(true);
    expect(mark?.arrived()).toBe(true);
    expect(all.take('main', mark?.text)).toBe(false);
  });

  it('mean nothing once they are over, ended, made up, or no text', () => {
    const { clock, marks: all } = marks();
    const late = all.begin('main', 1000);
    clock.advance(1001);
    expect(all.take('main', late?.text)).toBe(false);
    const ended = all.begin('main', 1000);
    ended?.end();
    expect(all.take('main', ended?.text)).toBe(false);
    all.begin('main', 1000);
    for (const forged of ['', 'mark', 'x'.repeat(10_000), 7, null, {}, ['mark-3']])
      expect(all.take('main', forged)).toBe(false);
  });

  it('are bounded, and make room as they end', () => {
    const { marks: all } = marks();
    const begun = Array.from({ length: 25 }, () => all.begin('main', 1000));
    expect(begun.filter(Boolean)).toHaveLength(20);
    begun[0]?.end();
    expect(all.begin('main', 1000)).toBeDefined();
  });
});
