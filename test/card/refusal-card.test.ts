import { describe, expect, it } from 'vitest';
import { refusalCard } from '../../src/card/refusal-card.ts';
import { Refusal } from '../../src/errors.ts';

describe('a refusal', () => {
  it('offers no button twice: Slack refuses such a card', () => {
    const card = refusalCard(
      new Refusal('c', { en: 'a', zh: 'a' }, { en: 'b', zh: 'b' }, ['x', 'x', 'y']),
      'en',
    );
    expect(card.buttons?.map((b) => b.id)).toEqual(['run:x', 'run:y']);
  });
});
