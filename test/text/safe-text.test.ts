import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten, writeWithin } from '../../src/text/shorten.ts';
import { safeText, safeOnOneLine } from '../../src/text/safe-text.ts';
import { textOf } from '../fakes/any-card.ts';

const hostileText = textOf(['*', '\r\n']);

describe('outside text', () => {
  it.each([
    ['tab\tand\r\nline', 'tab\tand\nline', 'tab and line'],
    ['main\u202egnp.exe', 'main\ufffdgnp.exe', 'main\ufffdgnp.exe'],
    ['nul\u0000 esc\u001b[31m', 'nul\ufffd esc\ufffd[31m', 'nul\ufffd esc\ufffd[31m'],
    ['half \ud83d', 'half \ufffd', 'half \ufffd'],
    ['two\u2028lines', 'two\u2028lines', 'two lines'],
  ])('%j is shown as %j, on one line as %j', (text, expected, onOneLine) => {
    expect(safeText(text)).toBe(expected);
    expect(safeOnOneLine(text)).toBe(onOneLine);
  });

  it('is cut within the limit, visibly, and never inside a character', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, limit) => {
        const clean = safeText(text);
        const cut = shorten(clean, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut === clean || cut.endsWith('…')).toBe(true);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it('keeps to the limit also when writing makes it longer, and ends where nothing fits', () => {
    const doubled = (text: string) => text.replace(/\*/g, '\\*');
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, limit) => {
        const written = writeWithin(text, limit, doubled, 2);
        expect(written.length).toBeLessThanOrEqual(limit);
        expect(written === doubled(text) || written.endsWith('…')).toBe(true);
      }),
    );
    expect(writeWithin('**', -5, doubled, 2)).toBe('…');
  });
});
