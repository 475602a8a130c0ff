import { describe, expect, it } from 'vitest';
import type { Suggestable } from '../../../src/chat/suggest/source.ts';
import type { Suggestion } from '../../../src/platform/suggest.ts';
import { items, stage } from './suggest-stage.ts';

describe('what depends on other options', () => {
  const asked: Readonly<Record<string, string>>[] = [];
  const { values } = stage({
    upstream: {
      within: ['stream'],
      async load(_context, given) {
        asked.push(given);
        return items(`of-${given['stream'] ?? ''}`);
      },
    },
    layout: {
      within: [],
      load: async () => [
        { value: '1', only: { kind: 'layout' }, label: () => ({ name: 'layout 1' }) },
        { value: '1', only: { kind: 'input' }, label: () => ({ name: 'input 1' }) },
        { value: '2', only: { kind: 'input' }, label: () => ({ name: 'input 2' }) },
      ],
    },
  });

  it('is read for what was given, each by itself', async () => {
    expect(await values({ option: 'to', given: { stream: ' main ', note: 'x' } })).toEqual(['of-main']);
    expect(await values({ option: 'to', given: { stream: 'sports' } })).toEqual(['of-sports']);
    expect(asked).toEqual([{ stream: 'main' }, { stream: 'sports' }]);
  });

  it.each<Record<string, string>>([{}, { stream: '' }, { stream: '  ' }, { stream: 'x'.repeat(513) }])(
    'is not read without it: %j',
    async (given) => {
      const before = asked.length;
      expect(await values({ option: 'to', given })).toEqual([]);
      expect(asked).toHaveLength(before);
    },
  );

  it.each<[Record<string, string>, string[]]>([
    [{ kind: 'layout' }, ['1']],
    [{ kind: 'input' }, ['1', '2']],
    [{}, []],
  ])('is offered only beside what it fits: %j', async (given, expected) => {
    expect(await values({ option: 'index', given })).toEqual(expected);
  });
});

describe('what is found', () => {
  const { values, suggest, query } = stage({
    stream: {
      within: [],
      load: async () => [
        { value: 'prime', also: ['main', 'push.example.com/live/main'], label: () => ({ name: 'prime' }) },
        { value: 'push.example.com/live/news', also: ['news'], label: () => ({ name: 'news' }) },
        { value: 'push.example.com/live/main-2', also: ['main-2'], label: () => ({ name: 'main-2' }) },
        { value: 'push.example.com/live/domain', also: ['domain'], label: () => ({ name: 'domain' }) },
        { value: 'push.example.com/live/晚间新闻', also: ['晚间新闻'], label: () => ({ name: '晚间新闻' }) },
      ],
    },
  });
  const full = (name: string) => `push.example.com/live/${name}`;

  it.each<[string, string, string[]]>([
    [
      'nothing typed: all, in order',
      '',
      ['prime', full('news'), full('main-2'), full('domain'), full('晚间新闻')],
    ],
    ['prefix before part', 'main', ['prime', full('main-2'), full('domain')]],
    ['whatever the case, spaces around', ' MAIN ', ['prime', full('main-2'), full('domain')]],
    ['full width from an input method', 'ｎｅｗｓ', [full('news')]],
    ['misspelt', 'domian', [full('domain')]],
    ['Chinese', '新闻', [full('晚间新闻')]],
    ['nothing like it', 'zzzzzz', []],
    ['two letters are near to nothing', 'zq', []],
  ])('%s', async (_what, typed, expected) => {
    expect(await values({ typed })).toEqual(expected);
  });

  it('does not choke on what is typed', async () => {
    for (const typed of ['x'.repeat(100_000), '\u0000', '[.*(', '\u202e', '\ud800']) {
      await expect(suggest(query({ typed }))).resolves.toBeInstanceOf(Array);
    }
  });
});

describe('how it reads', () => {
  const offer = async (item: Suggestable, userId = '1'): Promise<Suggestion[]> => {
    const { suggest, query } = stage({ stream: { within: [], load: async () => [item] } });
    return suggest(query({}, userId));
  };

  it("speaks the asker's language, whoever asked first", async () => {
    const { suggest, query } = stage({
      stream: {
        within: [],
        load: async () => [
          { value: 'a', label: ({ say: in_ }) => ({ name: 'a', state: in_('on air', '推流中') }) },
        ],
      },
    });
    expect(await suggest(query({}, '1'))).toEqual([{ value: 'a', name: 'a · on air' }]);
    expect(await suggest(query({}, '3'))).toEqual([{ value: 'a', name: 'a · 推流中' }]);
    const actor = { platform: 'discord', userId: '1', name: 'x', language: 'zh-CN' } as const;
    expect(await suggest(query({ actor }))).toEqual([{ value: 'a', name: 'a · 推流中' }]);
  });

  it('keeps the value as it is, and what is shown on one line, without secrets and what cannot be seen', async () => {
    const value = '<@everyone>\u202eevil';
    const name = `${value}\nsecond line rtmp://u:password@host/x?txSecret=0123456789abcdef`;
    const [only] = await offer({ value, label: () => ({ name }) });
    expect(only?.value).toBe(value);
    expect(only?.name).not.toMatch(/[\n\u202e]|password|0123456789abcdef/u);
  });

  it('shows both ends and the state of a name that is too long', async () => {
    const [only] = await offer({
      value: 'a',
      label: () => ({ name: `push.example.com/${'😀'.repeat(200)}/main`, state: 'on air 3 h' }),
    });
    expect(only?.name).toHaveLength(100);
    expect(only?.name).toMatch(/^push\.example\.com\/.*…?.*\/main · on air 3 h$/u);
    expect(() => encodeURIComponent(only!.name)).not.toThrow();
  });

  it.each([
    ['too long for a platform', 'x'.repeat(101)],
    ['empty', ''],
    // Statsify/statsify#830: one blank choice, and Discord refuses the whole answer.
    ['blank', ' \u00a0 '],
    ['made of nothing that can be seen', '\u3164\u200b'],
    ['nothing that the option takes', 'x'.repeat(65)],
  ])('leaves out a value that is %s', async (_what, value) => {
    expect(await offer({ value, label: () => ({ name: 'x' }) })).toEqual([]);
  });
});
