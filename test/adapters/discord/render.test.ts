import { ContainerBuilder } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiscordMessage } from '../../../adapters/discord/message/components.ts';
import { renderCard, renderCompact } from '../../../adapters/discord/render.ts';
import type { Card } from '../../../src/reply.ts';
import { CreateMessageSchema } from '../../fakes/discord/message-schema.ts';
import { buttonsOf, choicesOf, linksOf, markupIn, visibleText } from '../../fakes/discord/visible-text.ts';
import { NARROW, WIDE } from '../table-cases.ts';
import { anyCard } from './any-card.ts';

const CARD: Card = { kind: 'card', tone: 'info', title: 'Streams', visibility: 'channel' };

/** As Discord takes it: within every limit, and accepted by discord.js's own validators. */
function checked(message: DiscordMessage) {
  const [container] = message.components;
  new ContainerBuilder(
    structuredClone(container) as ConstructorParameters<typeof ContainerBuilder>[0],
  ).toJSON();
  const { components = [] } = CreateMessageSchema.parse(message);
  return components;
}

function seen(card: Card): string {
  return visibleText(checked(renderCard(card)), '');
}

describe('a card in Discord', () => {
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
      selects: [{ id: 's1', placeholder: 'Backup', choices: [{ id: 'p1:b2', label: 'backup 2' }] }],
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
    const [container] = renderCard(card).components;
    expect(container?.components.filter(({ type }) => type === 1)).toEqual([
      {
        type: 1,
        components: [
          { type: 2, style: 4, label: 'Confirm', custom_id: 'p1:confirm' },
          { type: 2, style: 2, label: 'Cancel', custom_id: 'p1:cancel' },
        ],
      },
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: 's1',
            placeholder: 'Backup',
            options: [{ label: 'backup 2', value: 'p1:b2' }],
          },
        ],
      },
    ]);
  });

  it('shows links as buttons of their own, after those that act, and takes none of them away', () => {
    const buttons = Array.from({ length: 20 }, (_, at) => ({ id: `b${at}`, label: `${at}` }));
    const selects = [{ id: 's', placeholder: 'Assign to…', choices: [{ id: 'c', label: 'ada' }] }];
    const links = [
      { label: 'Picture', url: 'https://p.example.com/live/a%20b?x=1&y=2' },
      { label: 'Console', url: 'https://c.example.com/' },
    ];
    for (const render of [renderCard, renderCompact]) {
      const parsed = checked(
        render({ ...CARD, lines: ['l'], facts: [], buttons, selects, links, footer: 'f' }),
      );
      expect(buttonsOf(parsed)).toHaveLength(20);
      expect(choicesOf(parsed)).toHaveLength(1);
      expect(linksOf(parsed)).toEqual(links);
    }
    const full = Array.from({ length: 25 }, (_, at) => ({ id: `b${at}`, label: `${at}` }));
    const many = Array.from({ length: 4 }, (_, at) => ({ ...selects[0]!, id: `s${at}` }));
    const crowded = checked(renderCard({ ...CARD, buttons: full, selects: many, links, footer: 'f' }));
    const alone = checked(renderCard({ ...CARD, buttons: full, selects: many, footer: 'f' }));
    expect(buttonsOf(crowded)).toEqual(buttonsOf(alone));
    expect(linksOf(crowded)).toEqual([]);
    expect(visibleText(crowded, '')).toContain('… +4');
  });

  it('has Discord say how long ago something was, so that it goes on without an edit', () => {
    const ago = { at: 1_772_395_200_999, text: 'for 2 min at 04:22' };
    const card = { ...CARD, facts: [{ label: 'Since', value: '<t:1:R>', ago }] };
    const [container] = renderCard(card).components;
    expect(container?.components.at(-1)).toEqual({
      type: 10,
      content: '**Since:** \\<t\\:1\\:R\\> · <t:1772395200:R>',
    });
    checked(renderCard(card));
    expect(visibleText(checked(renderCompact(card)), '')).toContain('Since: <t:1:R> · for 2 min at 04:22');
  });

  it('tells every tone apart, with and without colour', () => {
    const tones = ['info', 'ask', 'progress', 'success', 'warning', 'failure'] as const;
    const signs = tones.map((tone) => seen({ ...CARD, tone }).split(' ')[0]);
    const colours = tones.map((tone) => renderCard({ ...CARD, tone }).components[0]?.accent_color);
    expect(new Set(signs).size).toBe(tones.length);
    expect(new Set(colours).size).toBe(tones.length);
  });

  it('keeps a narrow table in columns, Chinese signs counted double', () => {
    expect(seen({ ...CARD, table: NARROW.table })).toBe(['ℹ️ Streams', ...NARROW.lines].join('\n'));
  });

  it('turns a table that is wider than a phone into records', () => {
    expect(seen({ ...CARD, table: WIDE.table })).toBe(['ℹ️ Streams', ...WIDE.lines].join('\n'));
  });

  it('says how many rows, facts, lines, buttons and choices are not shown', () => {
    const many = Array.from({ length: 900 }, (_, at) => `stream-with-a-long-name-${at}`);
    const rows = many.map((name) => [name, 'x'.repeat(30)]);
    const table = seen({ ...CARD, table: { columns: ['Stream', 'Note'], rows } });
    const shownRows = table.split('\n').filter((line) => line.startsWith('stream-')).length;
    expect(shownRows).toBeGreaterThan(30);
    expect(table).toMatch(new RegExp(`… \\+${900 - shownRows}$`));
    expect(seen({ ...CARD, lines: many })).toMatch(/… \+\d+$/);
    expect(seen({ ...CARD, facts: many.map((name) => ({ label: name, value: name })) })).toMatch(/… \+\d+$/);
    const buttons = many.map((id) => ({ id, label: id }));
    expect(seen({ ...CARD, buttons })).toMatch(/… \+875$/);
    const choices = many.slice(0, 30).map((id) => ({ id, label: id }));
    expect(seen({ ...CARD, selects: [{ id: 's', placeholder: 'Pick', choices }] })).toMatch(/… \+5$/);
  });

  it('names a long target to the end', () => {
    const title = `Drop ${'a'.repeat(300)}.example.com/live/main`;
    expect(seen({ ...CARD, title })).toContain('.example.com/live/main');
  });

  it.each([
    '@everyone',
    '<@200000000000000001>',
    '<@&200000000000000001>',
    '<#200000000000000001>',
    '<t:1772395200:R>',
    '<:fire:200000000000000001>',
    '[Confirm](https://evil.example)',
    'https://evil.example/a_b',
    'discord.gg/airdesk',
    '**b** `c` ~~g~~ ||s|| __l__',
    '# heading',
    '-# small',
    '> quote',
    '- item',
    '1. item',
    'a``` b',
    '\\@everyone',
  ])('shows %s as it is', (name) => {
    const card: Card = {
      ...CARD,
      title: name,
      lines: [name],
      facts: [{ label: name, value: name }],
      table: { columns: [name], rows: [[name]] },
      code: name,
      buttons: [{ id: 'a', label: name }],
      footer: name,
    };
    const message = renderCard(card);
    const components = checked(message);
    expect(markupIn(components)).toEqual([]);
    expect(message.allowed_mentions).toEqual({ parse: [] });
    expect(visibleText(components, '').split(name)).toHaveLength(9);
    expect(buttonsOf(components)[0]!.label).toBe(name);
  });

  it('makes what hides or turns text around visible', () => {
    expect(seen({ ...CARD, title: 'main\u202eevil\u0007' })).toBe('ℹ️ main\ufffdevil\ufffd');
  });

  it('shows a dash where there is nothing to see', () => {
    const blank: Card = {
      ...CARD,
      title: ' ',
      lines: ['\u200b'],
      facts: [{ label: '', value: ' ' }],
      code: ' ',
      footer: '\n',
      buttons: [{ id: 'a', label: ' ' }],
    };
    expect(seen(blank).split('—')).toHaveLength(7);
  });

  it.each([
    ['full', renderCard, 4_000],
    ['compact', renderCompact, 2_600],
  ])('stays within every limit and pings nobody, whatever is in it: %s', (_name, render, most) => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const message = render(card);
        const components = checked(message);
        expect(markupIn(components)).toEqual([]);
        expect(message.allowed_mentions).toEqual({ parse: [] });
        expect(visibleText(components, '').length).toBeLessThan(most);
        const ids = buttonsOf(components).map(({ id }) => id);
        const given = (card.buttons ?? []).map(({ id }) => id);
        expect(ids).toEqual(given.slice(0, ids.length));
        const choices = choicesOf(components).map(({ value }) => value);
        const offered = (card.selects ?? []).flatMap((select) => select.choices.map(({ id }) => id));
        expect(offered).toEqual(expect.arrayContaining(choices));
        const isShort = ids.length < given.length || choices.length < offered.length;
        if (isShort) expect(visibleText(components, '')).toMatch(/… \+\d+/);
      }),
      { numRuns: 300 },
    );
  });
});
