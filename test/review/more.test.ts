import { mkdir, mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { card, openPage, startDesk, type DeskServer } from '../adapters/desk/desk-server.ts';
import { openJournal } from '../../src/store/journal.ts';

let server: DeskServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('the desk', () => {
  const ask = (button: string, message: string) => ({ kind: 'press', id: 'ask-' + button.slice(-4) + message.length + 'xx', as: 'ada', button, message });
  it('a press names the card that carries the button, not somebody elses', async () => {
    server = await startDesk();
    const place = { platform: 'desk', channelId: 'desk' };
    const actor = { platform: 'desk', userId: 'ada', name: 'Ada' };
    const mine = (await server.desk.post(place, actor, card('mine', { buttons: [{ id: 'confirm:mine', label: 'Confirm' }] })))!;
    const other = (await server.desk.post(place, actor, card('other', { buttons: [{ id: 'confirm:other', label: 'Confirm' }] })))!;
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

describe('journal', () => {
  it('goes on when a full file cannot be put aside', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airdesk-journal-'));
    const file = join(folder, 'audit.jsonl');
    const journal = await openJournal(file, { fileBytes: 20, oldFiles: 2 });
    await journal.append({ n: 1, text: 'x'.repeat(30) });
    await mkdir(`${file}.9007199254740992`);
    await journal.append({ n: 2 });
    await rm(`${file}.9007199254740992`, { recursive: true });
    await journal.append({ n: 3 });
    expect(await journal.recent(2)).toEqual([{ n: 3 }, { n: 2 }]);
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  });
  it('a write that broke off spoils nothing after it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airdesk-journal-'));
    const file = join(folder, 'audit.jsonl');
    const journal = await openJournal(file);
    const probe = await open(join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    await journal.append({ n: 1 });
    const broken = vi.spyOn(prototype, 'appendFile').mockImplementationOnce(async function (this: FileHandle) {
      await this.write('{"n":2,"to');
      throw new Error('ENOSPC');
    });
    await expect(journal.append({ n: 2 })).rejects.toThrow('ENOSPC');
    broken.mockRestore();
    await journal.append({ n: 3 });
    expect(await journal.recent(9)).toEqual([{ n: 3 }, { n: 1 }]);
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  });
});
