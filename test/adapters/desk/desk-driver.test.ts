import { describe, expect, it } from 'vitest';
import { createDeskDriver } from '../../paths/stage/desk-driver.ts';
import type { SeenMessage } from '../../paths/stage/driver.ts';
import { card, startDesk } from './desk-server.ts';

describe('the desk as the path tests drive it', () => {
  it('types, reads, presses and sees the same card change', async () => {
    const people = ['engineer', 'producer', 'lead', 'viewer', 'stranger'].map((name) => ({
      userId: name,
      name,
    }));
    const server = await startDesk({ login: { kind: 'open', people } }, async (intent, desk) => {
      if (intent.kind === 'press') {
        await desk.edit(intent.message, card('Dropped', { tone: 'success' }));
        return;
      }
      if (intent.actor.userId === 'stranger') {
        await desk.post(intent.place, intent.actor, card('Refused', { visibility: 'asker' }));
        return;
      }
      const buttons = [{ id: 'confirm:p1', label: 'Confirm' }];
      await desk.post(
        intent.place,
        intent.actor,
        card('Drop?', { facts: [{ label: 'App', value: 'live' }], buttons }),
      );
    });
    const driver = createDeskDriver({ origin: server.origin });
    const expectMessage = (fits: (message: SeenMessage) => boolean) =>
      expect.poll(() => driver.messages().find(fits), { interval: 5 }).toBeDefined();

    await driver.say('engineer', 'stream drop main');
    await expectMessage(({ text }) => text === 'Drop?\nApp: live');
    const [ask] = driver.messages();
    expect(ask).toMatchObject({ buttons: ['Confirm'], edits: 0 });
    await driver.press('lead', ask!, 'Confirm');
    await expectMessage(({ id, text, edits }) => id === ask!.id && text === 'Dropped' && edits === 1);
    await driver.say('stranger', 'stream list');
    await expectMessage(({ text, onlyFor }) => text === 'Refused' && onlyFor === 'stranger');
    await expect(driver.press('lead', ask!, 'Confirm')).rejects.toThrow('No button Confirm');

    await driver.stop();
    await server.stop();
  });
});
