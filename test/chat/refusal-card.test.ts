import { describe, expect, it } from 'vitest';
import { refusalCard, type Effect } from '../../src/chat/refusal-card.ts';
import { AirdeskError, Refusal } from '../../src/errors.ts';
import { textOf } from '../commands/asking.ts';

const refusal = (...choices: string[]) =>
  new Refusal('c', { en: 'a', zh: 'a' }, { en: 'b', zh: 'b' }, choices);

describe('a refusal', () => {
  it('offers no button twice: Slack refuses such a card', () => {
    const card = refusalCard(refusal('x', 'x', 'y'), 'en', { effect: 'none' });
    expect(card.buttons?.map((b) => b.id)).toEqual(['run:x', 'run:y']);
  });

  it('keeps its account on buttons by a short tag, and in words for people', () => {
    const on = { effect: 'none', tag: 'x7Kq', suffix: ' account:sports' } as const;
    const card = refusalCard(refusal('stream show x'), 'en', on);
    expect(card.buttons).toEqual([{ id: 'run@x7Kq:stream show x', label: 'stream show x account:sports' }]);
    expect(card.code).toBe('/live stream show x account:sports');
  });

  it('only lists what is longer than a button can be', () => {
    const card = refusalCard(refusal('x'.repeat(2_000)), 'en', { effect: 'none', tag: 'x7Kq' });
    expect(card.buttons).toEqual([]);
    expect(card.code).toBe(`/live ${'x'.repeat(2_000)}`);
  });
});

describe('what failed', () => {
  const cloud = new AirdeskError('said no', { code: 'X', hint: { en: 'Try later.', zh: '请稍后再试。' } });

  it.each<[Effect, string, string]>([
    ['look', 'What you asked to see could not be shown.', '未能显示所查询的内容。'],
    ['none', 'Nothing was changed.', '未做任何更改。'],
    ['done', 'It was done; only the answer could not be shown.', '操作已完成，只是未能显示结果。'],
    ['unknown', 'It is not known whether anything was changed.', '是否已做更改尚不确定。'],
  ])('%s: says no more than is known', (effect, en, zh) => {
    for (const error of [cloud, new Error('a mistake of ours')]) {
      const said = textOf(refusalCard(error, 'en', { effect }));
      expect(said).toContain(en);
      expect(said.includes('othing was changed')).toBe(effect === 'none');
      expect(textOf(refusalCard(error, 'zh-CN', { effect }))).toContain(zh);
    }
  });
});
