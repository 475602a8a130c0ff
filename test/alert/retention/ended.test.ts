import { describe, expect, it } from 'vitest';
import { createEnded } from '../../../src/alert/retention/ended.ts';
import { anAlert, AT } from '../alerts.ts';

const DAY_MS = 86_400_000;
const nobody = () => false;
const step = { at: AT, what: 'noted' } as const;

function ended(count: number, limits: { most: number; bytes: number }, steps = 0) {
  const all = createEnded(limits);
  for (let n = 1; n <= count; n++) {
    const history = Array.from({ length: steps }, () => step);
    all.add(anAlert({ id: String(n), status: 'closed', closedAt: AT + n, history }));
  }
  return all;
}

describe('ended alerts that are forgotten', () => {
  const wide = { most: 100, bytes: Infinity };

  it('ended more than a month ago', () => {
    const all = ended(3, wide);
    expect(all.beyond(AT + 30 * DAY_MS, nobody)).toEqual([]);
    expect(all.beyond(AT + 30 * DAY_MS + 3, nobody)).toEqual(['1', '2']);
  });

  it('are the oldest of too many', () => {
    expect(ended(5, { most: 3, bytes: Infinity }).beyond(AT, nobody)).toEqual(['1', '2']);
  });

  it('are the oldest of too much: long histories count', () => {
    expect(ended(5, { most: 100, bytes: 10_000 }).beyond(AT, nobody)).toEqual([]);
    expect(ended(5, { most: 100, bytes: 10_000 }, 20).beyond(AT, nobody)).toEqual(['1', '2', '3']);
  });

  it('are not those of which somebody is owed the end, up to twice as many', () => {
    const some = ended(5, { most: 3, bytes: Infinity });
    expect(some.beyond(AT, (id) => id === '1')).toEqual(['2', '3']);
    const many = ended(8, { most: 3, bytes: Infinity });
    expect(many.beyond(AT, () => true)).toEqual(['1', '2']);
  });

  it('leave nothing behind', () => {
    const all = ended(3, { most: 0, bytes: 0 });
    for (const id of all.beyond(AT, nobody)) all.remove(id);
    expect(all.size).toBe(0);
    all.add(anAlert({ id: 'next' }));
    expect(ended(1, { most: 5, bytes: 2000 }).beyond(AT, nobody)).toEqual([]);
  });
});
