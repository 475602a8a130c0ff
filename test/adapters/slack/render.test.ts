import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard, renderCompact } from '../../../adapters/slack/render.ts';
import type { Card } from '../../../src/reply.ts';
import { MessageBlocksSchema } from '../../fakes/slack/block-kit.ts';
import { buttonsOf, choicesOf, mentionsIn, visibleText } from '../../fakes/slack/visible-text.ts';
import { NARROW, WIDE } from '../table-cases.ts';
import { anyCard } from './any-card.ts';

const CARD: Card = { kind: 'card', tone: 'info', title: 'Streams', visibility: 'channel' };

function seen(card: Card): string {
  const { blocks, text } = renderCard(card);
  return visibleText(MessageBlocksSchema.parse(blocks), text);
}

describe('a card in Slack', () => {
  it('reads from the title to the small print', () => {
    const card: Card = {
      ...CARD,
      tone: 'ask',
      title: 'Drop live.example.com/live/main',
      lines: ['There is no undo: the encoder may push again.'],
      facts: [
        { label: 'Viewers', value: '1,204' },
        { label: '状态', value: '直播中' },
      ],
      buttons: [
        { id: 'p1:confirm', label: 'Confirm', style: 'danger' },
        { id: 'p1:cancel', label: 'Cancel' },
      ],
      footer: 'Asked by lin.wei',
    };
    expect(seen(card)).toBe(
      [
        '❓ Drop live.example.com/live/main',
        'There is no undo: the encoder may push again.',
        'Viewers: 1,204',
        '状态：直播中',
        'Asked by lin.wei',
      ].join('\n'),
    );
    const { blocks } = renderCard(card);
    expect(blocks.find(({ type }) => type === 'actions')).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'p1:confirm',
          text: { type: 'plain_text', text: 'Confirm', emoji: false },
          style: 'danger',
        },
        {
          type: 'button',
          action_id: 'p1:cancel',
          text: { type: 'plain_text', text: 'Cancel', emoji: false },
        },
      ],
    });
  });

  it('shows selects under the buttons, and leaves out one without choices', () => {
    const { blocks } = renderCard({
      ...CARD,
      buttons: [{ id: 'run:stream list', label: 'Streams' }],
      selects: [
        { id: 'none', placeholder: 'Nothing', choices: [] },
        {
          id: 'more',
          placeholder: 'More…',
          choices: [{ id: 'run:stream drop "备 用"', label: 'Drop 备 用…' }],
        },
      ],
    });
    expect(MessageBlocksSchema.parse(blocks).slice(2)).toEqual([
      {
        type: 'actions',
        elements: [
          {
            type: 'static_select',
            action_id: 'more',
            placeholder: { type: 'plain_text', text: 'More…', emoji: false },
            options: [
              {
                text: { type: 'plain_text', text: 'Drop 备 用…', emoji: false },
                value: 'run:stream drop "备 用"',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('shows links as text that can be tapped, and takes no button away for them', () => {
    const buttons = Array.from({ length: 25 }, (_, at) => ({ id: `b${at}`, label: `${at}` }));
    const links = [
      { label: 'Picture <now>', url: 'https://p.example.com/live/a%20b?x=1&y=2' },
      { label: 'Console', url: 'https://c.example.com/' },
    ];
    for (const render of [renderCard, renderCompact]) {
      const { blocks, text } = render({ ...CARD, buttons, links, footer: 'k3m9x2ab' });
      const parsed = MessageBlocksSchema.parse(blocks);
      expect(buttonsOf(parsed)).toHaveLength(25);
      expect(visibleText(parsed, text)).toBe('ℹ️ Streams\nPicture <now> · Console\nk3m9x2ab');
      expect(parsed.at(-2)).toEqual({
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'link', url: 'https://p.example.com/live/a%20b?x=1&y=2', text: 'Picture <now>' },
              { type: 'text', text: ' · ' },
              { type: 'link', url: 'https://c.example.com/', text: 'Console' },
            ],
          },
        ],
      });
      expect(mentionsIn(parsed, text)).toEqual([]);
    }
  });

  it('has Slack say how long ago something was, so that it goes on without an edit', () => {
    const ago = { at: 1_772_395_200_999, text: 'for 2 min at 04:22' };
    const card = { ...CARD, facts: [{ label: 'Since', value: '04:20', ago }] };
    const parsed = MessageBlocksSchema.parse(renderCard(card).blocks);
    expect(parsed.at(-1)).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Since: ', style: { bold: true } },
            { type: 'text', text: '04:20 · ' },
            { type: 'date', timestamp: 1_772_395_200, format: '{ago}', fallback: 'for 2 min at 04:22' },
          ],
        },
      ],
    });
    expect(mentionsIn(parsed, '')).toEqual([]);
    expect(visibleText(MessageBlocksSchema.parse(renderCompact(card).blocks), '')).toBe(
      'ℹ️ Streams\nSince: 04:20 · for 2 min at 04:22',
    );
  });

  it('says how many choices are not shown', () => {
    const choices = Array.from({ length: 103 }, (_, at) => ({ id: `c${at}`, label: `${at}` }));
    const text = seen({ ...CARD, selects: [{ id: 's', placeholder: 'More', choices }] });
    expect(text).toMatch(/… \+3$/);
  });

  it('tells every tone apart without colour', () => {
    const tones = ['info', 'ask', 'progress', 'success', 'warning', 'failure'] as const;
    const signs = tones.map((tone) => renderCard({ ...CARD, tone }).text.split(' ')[0]);
    expect(new Set(signs).size).toBe(tones.length);
  });

  it('keeps a narrow table in columns, Chinese signs counted double', () => {
    expect(seen({ ...CARD, table: NARROW.table })).toBe(['ℹ️ Streams', ...NARROW.lines].join('\n'));
  });

  it('turns a table that is wider than a phone into records', () => {
    expect(seen({ ...CARD, table: WIDE.table })).toBe(['ℹ️ Streams', ...WIDE.lines].join('\n'));
  });

  it('says how many rows, facts, lines and buttons are not shown', () => {
    const many = Array.from({ length: 900 }, (_, at) => `stream-with-a-long-name-${at}`);
    const rows = many.map((name) => [name, 'x'.repeat(30)]);
    const table = seen({ ...CARD, table: { columns: ['Stream', 'Note'], rows } });
    const shownRows = table.split('\n').filter((line) => line.startsWith('stream-')).length;
    expect(table).toMatch(new RegExp(`… \\+${900 - shownRows}$`));
    expect(seen({ ...CARD, lines: many })).toMatch(/… \+\d+$/);
    expect(seen({ ...CARD, facts: many.map((name) => ({ label: name, value: name })) })).toMatch(/… \+\d+$/);
    const buttons = many.map((id) => ({ id, label: id }));
    expect(seen({ ...CARD, buttons })).toMatch(/… \+800$/);
  });

  it('names a long target to the end', () => {
    const title = `Drop ${'a'.repeat(300)}.example.com/live/main`;
    expect(seen({ ...CARD, title })).toContain('.example.com/live/main');
  });

  it.each([
    '<!channel>',
    '<!here|here>',
    '<@U0LEAD>',
    '@everyone',
    '<https://evil.example|Confirm>',
    '*bold* `code`',
  ])('shows %s as it is', (name) => {
    const card: Card = {
      ...CARD,
      title: name,
      lines: [name],
      facts: [{ label: name, value: name }],
      table: { columns: [name], rows: [[name]] },
      code: name,
      buttons: [{ id: 'a', label: name }],
      selects: [{ id: 's', placeholder: name, choices: [{ id: 'c', label: name }] }],
      footer: name,
    };
    const { blocks, text } = renderCard(card);
    const checked = MessageBlocksSchema.parse(blocks);
    expect(mentionsIn(checked, text)).toEqual([]);
    expect(visibleText(checked, text).split(name)).toHaveLength(9);
    expect(buttonsOf(checked)[0]!.label).toBe(name);
    expect(choicesOf(checked)[0]!.label).toBe(name);
  });

  it('makes what hides or turns text around visible', () => {
    expect(seen({ ...CARD, title: 'main\u202eevil\u0007' })).toBe('ℹ️ main\ufffdevil\ufffd');
  });

  it.each([
    ['full', renderCard, 12_000],
    ['compact', renderCompact, 3_000],
  ])('stays within every limit and pings nobody, whatever is in it: %s', (_name, render, most) => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { blocks, text } = render(card);
        const checked = MessageBlocksSchema.parse(blocks);
        expect(mentionsIn(checked, text)).toEqual([]);
        expect(text.length).toBeGreaterThan(0);
        expect(visibleText(checked, text).length).toBeLessThan(most);
        const ids = buttonsOf(checked).map(({ id }) => id);
        const given = (card.buttons ?? []).map(({ id }) => id);
        expect(ids).toEqual(given.slice(0, ids.length));
        const shownChoices = (card.selects ?? [])
          .filter(({ choices }) => choices.length > 0)
          .slice(0, 25)
          .flatMap(({ choices }) => choices.slice(0, 100).map(({ id }) => id));
        expect(choicesOf(checked).map(({ id }) => id)).toEqual(shownChoices);
      }),
      { numRuns: 300 },
    );
  });
});
