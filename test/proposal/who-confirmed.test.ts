import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/schema.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk } from '../chat/chat-fakes.ts';

const { ada, bo } = CONFIG.people;
const PERMITTED: Config = { ...CONFIG, policy: { ...CONFIG.policy, confirmBy: 'permitted' } };
/** After a restart: whoever asked stands under another name, and a colleague under theirs. */
const SWAPPED: Config = { ...PERMITTED, people: { lovelace: ada!, ada: bo! } };

/** The small print of what U001 asked before the restart, and `user` confirms after it. */
async function footerOf(user: string): Promise<string | undefined> {
  const [store, clock]: [Store, TestClock] = [memoryStore(), createTestClock()];
  const before = await createLampDesk(store, clock, PERMITTED);
  await before.say('U001', 'lamp on');
  const after = await createLampDesk(store, clock, SWAPPED);
  const card = { ...before.newest() };
  after.messages.push(card);
  await after.press(user, card, 'Confirm');
  return card.card.footer;
}

describe('the card of what was run, where entries of airdesk.yaml were renamed since it was asked', () => {
  it('does not make two of one person', async () => {
    expect(await footerOf('U001')).toBe('by name of U001');
  });

  it('does not make one of two', async () => {
    expect(await footerOf('U002')).toBe('asked by name of U001, confirmed by name of U002');
  });
});
