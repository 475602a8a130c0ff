import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeWithin } from '../../../adapters/desk/safe-within.ts';
import { DRAW_LIMITS, renderCard, renderForm } from '../../../adapters/desk/render.ts';
import { card } from './desk-server.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '</script>',
    '&lt;',
    '<!channel>',
    '@everyone',
    'مرحبا',
    '直播流',
    '👩‍🚒',
  ),
);

describe('cards', () => {
  it('passes plain text through as it is: the page puts it in as text', () => {
    const drawn = renderCard(
      card('<b>"Drop" & go</b>', {
        lines: ['<script>alert(1)</script>'],
        facts: [{ label: '<i>', value: '&amp;' }],
        table: { columns: ['流'], rows: [['<td>']] },
        code: '</code>\nline two',
        buttons: [{ id: 'confirm:p1', label: '确认 <ok>', style: 'danger' }],
        selects: [
          { id: 's', placeholder: '<i>More', choices: [{ id: 'run:x', label: '<x>' }] },
          { id: 'none', placeholder: 'Nothing to choose', choices: [] },
        ],
        links: [
          { label: 'Picture <b>', url: 'https://p.example.com/a%20b' },
          { label: 'No address', url: 'javascript:alert(1)//https://' },
        ],
        footer: 'مرحبا',
      }),
    );
    expect(drawn).toEqual({
      tone: 'info',
      title: '<b>"Drop" & go</b>',
      lines: ['<script>alert(1)</script>'],
      facts: [{ label: '<i>', value: '&amp;' }],
      table: { columns: ['流'], rows: [['<td>']] },
      code: '</code>\nline two',
      buttons: [{ id: 'confirm:p1', label: '确认 <ok>', style: 'danger' }],
      selects: [{ id: 's', placeholder: '<i>More', choices: [{ id: 'run:x', label: '<x>' }] }],
      links: [{ label: 'Picture <b>', url: 'https://p.example.com/a%20b' }],
      footer: 'مرحبا',
      left: { lines: 0, facts: 0, rows: 0 },
    });
  });

  it('hands on since when it lasts, so that the page counts on', () => {
    const ago = { at: 1_772_395_200_000, text: 'for 2 min at 04:22' };
    expect(renderCard(card('x', { facts: [{ label: 'Since', value: '04:20', ago }] })).facts).toEqual([
      { label: 'Since', value: '04:20', ago },
    ]);
  });

  it('has room for how an alert stands behind the longest name', () => {
    const title = `CRITICAL push.example.com/live/${'x'.repeat(255)}: off air · acknowledged by ${'A'.repeat(40)}`;
    expect(renderCard(card(title)).title).toBe(title);
  });

  it('says how much did not fit', () => {
    const rows = Array.from({ length: DRAW_LIMITS.rows + 7 }, (_, n) => [`row ${n}`]);
    const lines = Array.from({ length: DRAW_LIMITS.lines + 2 }, () => 'line');
    const drawn = renderCard(card('many', { lines, table: { columns: ['n'], rows } }));
    expect(drawn.left).toEqual({ lines: 2, facts: 0, rows: 7 });
    expect(drawn.table?.rows).toHaveLength(DRAW_LIMITS.rows);
  });

  it('keeps within the limits whatever comes', () => {
    const texts = fc.array(hostile, { maxLength: 80 });
    fc.assert(
      fc.property(hostile, texts, fc.string({ minLength: 900, maxLength: 3_000 }), (title, many, long) => {
        const rows = many.map((cell) => [cell, long]);
        const facts = many.map((value) => ({ label: value, value: long }));
        const drawn = renderCard(
          card(title, { lines: many, facts, code: long, table: { columns: many, rows } }),
        );
        expect(JSON.stringify(drawn).length).toBeLessThan(700_000);
        expect(drawn.facts.every(({ value }) => value.length <= DRAW_LIMITS.value)).toBe(true);
        expect(JSON.stringify(drawn)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u00[01]/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('forms', () => {
  it('draws every field, and never changes a value that comes back', () => {
    const value = 'v'.repeat(1_000);
    const drawn = renderForm({
      kind: 'form',
      id: 'f1',
      title: 'Drop a stream',
      submit: 'Preview',
      fields: [
        { name: 'stream', label: 'Stream', hint: 'domain/app/stream', value },
        { name: 'how', label: 'How', optional: true, choices: [{ value, label: 'l'.repeat(500) }] },
      ],
    });
    expect(drawn.fields).toMatchObject([
      { name: 'stream', value, optional: false },
      { name: 'how', optional: true, choices: [{ value }] },
    ]);
    expect(drawn.fields[1]?.choices?.[0]?.label).toHaveLength(DRAW_LIMITS.label);
  });
});

describe('clip', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a🎬🎬', 3, 'a…'],
    ['a🎬🎬', 4, 'a🎬…'],
    ['tab\tand\r\nline', 40, 'tab\tand\nline'],
    ['main\u202egnp.exe', 40, 'main\ufffdgnp.exe'],
    ['nul\u0000 esc\u001b[31m', 40, 'nul\ufffd esc\ufffd[31m'],
    ['half \ud83d', 40, 'half \ufffd'],
  ])('%j in %i', (text, max, expected) => {
    expect(safeWithin(text, max)).toBe(expected);
  });
});
