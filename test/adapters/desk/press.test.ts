import { afterEach, describe, expect, it } from 'vitest';
import { card, openPage, startDesk, type DeskServer } from './desk-server.ts';

let server: DeskServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('what is pressed', () => {
  const ask = (button: string, message: string) => ({
    kind: 'press',
    id: `ask-${button.slice(-4)}-${message}`,
    as: 'ada',
    button,
    message,
  });
  it('is taken on the card that carries the button, or did before an edit, and on no other', async () => {
    server = await startDesk();
    const place = { platform: 'desk', channelId: 'desk' };
    const actor = { platform: 'desk', userId: 'ada', name: 'Ada' };
    const mine = (await server.desk.post(
      place,
      actor,
      card('mine', { buttons: [{ id: 'confirm:mine', label: 'Confirm' }] }),
    ))!;
    const other = (await server.desk.post(
      place,
      actor,
      card('other', { buttons: [{ id: 'confirm:other', label: 'Confirm' }] }),
    ))!;
    expect((await server.post(ask('confirm:mine', other.messageId))).status).toBe(403);
    expect(server.intents).toEqual([]);
    await server.desk.edit(mine, card('mine changed'));
    expect((await server.post(ask('confirm:mine', mine.messageId))).status).toBe(202);
  });
  it('what is for the channel does not become private through the name of a message', async () => {
    server = await startDesk();
    const page = await openPage(server.origin, 'as=ben');
    const id = `gone~${Buffer.from('ada').toString('base64url')}`;
    await server.desk.edit({ platform: 'desk', channelId: 'desk', messageId: id }, card('it ran'));
    await page.next('message', (data) => (data as { card: { title: string } }).card.title === 'it ran');
    await page.close();
  });
});
