import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { describe, expect, it } from 'vitest';
import { keyOf, pauseAfter, rankOf, withSiblings, type Question } from '../../../src/alert/check/question.ts';
import type { Check } from '../../../src/alert/model/decision.ts';

const check = (more: Partial<Check> = {}): Check => ({
  account: 'main',
  condition: 'stream.down',
  why: 'hint',
  subject: { type: 'stream', id: 'push.example.com/live/a' },
  ...more,
});
const question = (more: Partial<Check>, order = 0): Question => {
  const one = check(more);
  return { key: keyOf(one), check: one, tries: 0, notBefore: 0, order };
};
const stream = (id: string) => ({ subject: { type: 'stream', id } }) as const;

describe('what is asked first', () => {
  it.each([
    ['grace', 'stream.down', 0],
    ['grace', 'record.failed', 0],
    ['hint', 'stream.down', 1],
    ['hint', 'pull.failing', 1],
    ['late', 'stream.down', 1],
    ['hint', 'monitor.broken', 2],
    ['hint', 'stream.push-lost', 2],
    ['acted', 'stream.down', 3],
    ['schedule', 'stream.down', 4],
  ] as const)('%s of %s: %i', (why, condition, rank) => {
    expect(rankOf(CONDITIONS, check({ why, condition }))).toBe(rank);
  });
});

describe('how long it waits after tries in vain', () => {
  it.each([
    ['hint', 1, 5000],
    ['hint', 2, 10_000],
    ['late', 3, 20_000],
    ['late', 4, 30_000],
    ['hint', 5, 45_000],
    ['hint', 5000, 45_000],
    ['grace', 1, undefined],
    ['acted', 1, undefined],
    ['schedule', 1, undefined],
  ] as const)('%s, %i: %s ms', (why, tries, pause) => {
    expect(pauseAfter(check({ why }), tries)).toBe(pause);
  });
});

describe('what one list answers together', () => {
  const four = ['a', 'b', 'c', 'd'].map((name, at) => question(stream(`push.example.com/live/${name}`), at));
  const [first, second, third] = four as [Question, Question, Question, Question];

  it('is four streams of a domain, or one alone', () => {
    expect(withSiblings(CONDITIONS, first, four)).toEqual(four);
    expect(withSiblings(CONDITIONS, first, [first, second, third])).toEqual([first]);
  });

  it.each([
    ['another account', { account: 'other' }],
    ['another domain', stream('pull.example.com/live/x')],
    ['what is no matter of pushes', { condition: 'record.failed' }],
    ['a pull task', { condition: 'pull.failing', subject: { type: 'pull', id: 't1' } as const }],
  ])('leaves out %s', (_what, more) => {
    const other = question({ ...stream('push.example.com/live/x'), ...more });
    expect(withSiblings(CONDITIONS, first, [...four, other])).toEqual(four);
    expect(withSiblings(CONDITIONS, other, [...four, other])).toEqual([other]);
  });
});

it('one thing asked twice is one question', () => {
  expect(keyOf(check())).toBe(keyOf(check({ why: 'schedule' })));
  expect(keyOf(check())).not.toBe(keyOf(check({ account: 'other' })));
  expect(keyOf(check())).not.toBe(keyOf(check({ condition: 'stream.push-lost' })));
});
