import { describe, expect, it } from 'vitest';
import { createDrafts, type Draft } from '../../../src/chat/form/drafts.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const HOUR = 60 * 60_000;
const ada = { platform: 'slack', userId: 'U1', name: 'Ada' };
const ben = { ...ada, userId: 'U2' };

const draft = (stream: string): Draft => ({
  account: 'main',
  command: 'stream drop',
  values: { stream },
  problems: {},
  language: 'en',
});

function drafts() {
  const clock = createTestClock();
  return { clock, drafts: createDrafts(clock, 'salt') };
}

describe('what somebody has filled in', () => {
  it('is kept under one id for one ask, which nobody can tell beforehand', () => {
    const { drafts: kept } = drafts();
    const first = kept.keep({ id: 'i1', actor: ada }, draft('main'));
    expect(first).toMatch(/^[\w-]{16}$/);
    expect(kept.keep({ id: 'i1', actor: ada }, draft('main'))).toBe(first);
    expect(kept.keep({ id: 'i2', actor: ada }, draft('main'))).not.toBe(first);
    expect(createDrafts(createTestClock(), 'other').keep({ id: 'i1', actor: ada }, draft('main'))).not.toBe(
      first,
    );
  });

  it('is found by whoever it is of, and by nobody else, on no other platform either', () => {
    const { drafts: kept } = drafts();
    const id = kept.keep({ id: 'i1', actor: ada }, draft('main')) ?? '';
    expect(kept.find(id, ada)).toEqual(draft('main'));
    expect(kept.find(id, ben)).toBeUndefined();
    expect(kept.find(id, { ...ada, platform: 'discord' })).toBeUndefined();
    expect(kept.find('other', ada)).toBeUndefined();
  });

  it('is forgotten after an hour of time that passes, whatever the clock on the wall shows', () => {
    const { clock, drafts: kept } = drafts();
    const id = kept.keep({ id: 'i1', actor: ada }, draft('main')) ?? '';
    clock.advance(HOUR - 1);
    expect(kept.find(id, ada)).toBeDefined();
    clock.advance(1);
    expect(kept.find(id, ada)).toBeUndefined();
  });

  it('is the newest 20 of one person, and nobody takes the place of another', () => {
    const { drafts: kept } = drafts();
    const bens = kept.keep({ id: 'b', actor: ben }, draft('of ben')) ?? '';
    const ids = Array.from(
      { length: 300 },
      (_, at) => kept.keep({ id: `a${at}`, actor: ada }, draft('x')) ?? '',
    );
    expect(ids.filter((id) => kept.find(id, ada)).length).toBe(20);
    expect(kept.find(ids.at(-1) ?? '', ada)).toBeDefined();
    expect(kept.find(bens, ben)).toBeDefined();
  });

  it('is at most 500 of all, the oldest go first', () => {
    const { drafts: kept } = drafts();
    const of = (at: number) => ({ ...ada, userId: `U${at}` });
    const ids = Array.from(
      { length: 700 },
      (_, at) => kept.keep({ id: `i${at}`, actor: of(at) }, draft('x')) ?? '',
    );
    const left = ids.map((id, at) => kept.find(id, of(at)) !== undefined);
    expect(left.lastIndexOf(false)).toBe(199);
    expect(left.filter(Boolean)).toHaveLength(500);
  });

  it('is at most two million characters in all, the oldest go first, and what is kept anew counts once', () => {
    const { drafts: kept } = drafts();
    const of = (at: number) => ({ ...ada, userId: `U${at}` });
    const long = draft('x'.repeat(19_994));
    for (let at = 0; at < 50; at += 1) kept.keep({ id: 'again', actor: ada }, long);
    const ids = Array.from(
      { length: 120 },
      (_, at) => kept.keep({ id: `i${at}`, actor: of(at) }, long) ?? '',
    );
    const left = ids.map((id, at) => kept.find(id, of(at)) !== undefined);
    expect(left.filter(Boolean)).toHaveLength(100);
    expect(left.lastIndexOf(false)).toBe(19);
  });

  it('is not kept where it is larger than anything that a command takes', () => {
    const { drafts: kept } = drafts();
    expect(kept.keep({ id: 'i1', actor: ada }, draft('x'.repeat(19_000)))).toBeDefined();
    expect(kept.keep({ id: 'i2', actor: ada }, draft('x'.repeat(20_001)))).toBeUndefined();
  });
});
