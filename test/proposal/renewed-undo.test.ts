import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/schema.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk, type LampDesk, type Shown } from '../chat/chat-fakes.ts';

const ADA = 'U001';
const BO = 'U002';

function policy(confirmBy: Config['policy']['confirmBy']): Config {
  return { ...CONFIG, policy: { ...CONFIG.policy, confirmBy } };
}

/** What is bound to the state finds another one with the next look, as where a sound level was turned meanwhile. */
function flicker(desk: LampDesk): void {
  const off = desk.core.commands.find(({ name }) => name === 'lamp off') as unknown as {
    preview: () => Promise<object>;
  };
  const { preview } = off;
  off.preview = async () => ({ ...(await preview()), state: { lit: 'flickering' } });
}

async function pressed(desk: LampDesk, clock: TestClock, user: string, label: string): Promise<Shown> {
  const card = desk.messages[0] as Shown;
  clock.advance(1000);
  await desk.press(user, card, label);
  return card;
}

/** The lamp was switched on, and its Undo has asked anew when `user` pressed it. */
async function askedAnew(desk: LampDesk, clock: TestClock, user: string): Promise<Shown> {
  flicker(desk);
  const card = await pressed(desk, clock, user, 'Undo');
  expect(card.card.title).toBe('Switch the lamp off?');
  return card;
}

async function switchedOn(config: Config, store: Store, clock: TestClock): Promise<LampDesk> {
  const desk = await createLampDesk(store, clock, config);
  await desk.say(ADA, 'lamp on');
  const other = config.policy.confirmBy === 'another' ? BO : ADA;
  expect((await pressed(desk, clock, other, 'Confirm')).card.title).toMatch(/done/);
  return desk;
}

describe('an Undo that asks anew', () => {
  it.each([
    ['asker', BO],
    ['another', ADA],
    ['another', BO],
    ['permitted', BO],
  ] as const)('takes one person who may, whatever the policy says (%s, %s)', async (by, user) => {
    const clock = createTestClock();
    const desk = await switchedOn(policy(by), memoryStore(), clock);
    await askedAnew(desk, clock, user);
    const card = await pressed(desk, clock, user, 'Confirm');
    expect(card.card.title).toMatch(/Switch the lamp off: done/);
    expect(desk.lamp.lit).toBe(false);
  });

  it('is asked by whoever pressed it, and the audit says so', async () => {
    const clock = createTestClock();
    const desk = await switchedOn(policy('permitted'), memoryStore(), clock);
    const card = await askedAnew(desk, clock, BO);
    expect(card.card.footer).toContain(`Asked by name of ${BO}`);
    const asks = desk.audit.filter(({ phase }) => phase === 'proposed');
    expect(asks.map(({ userId, command }) => [command, userId])).toEqual([
      ['lamp on', ADA],
      ['lamp off', BO],
    ]);
  });
});
