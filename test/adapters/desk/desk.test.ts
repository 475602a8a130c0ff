import { afterEach, describe, expect, it } from 'vitest';
import type { DeskOptions } from '../../../adapters/desk/index.ts';
import type { Adapter } from '../../../src/platform/adapter.ts';
import type { Actor, Intent, Place } from '../../../src/intent.ts';
import { card, openPage, startDesk } from './desk-server.ts';
import type { DeskServer } from './desk-server.ts';

let server: DeskServer | undefined;

async function start(
  options: Partial<DeskOptions> = {},
  answer?: (intent: Intent, desk: Adapter) => Promise<void>,
): Promise<DeskServer> {
  server = await startDesk(options, answer);
  return server;
}

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const ada: Actor = { platform: 'desk', userId: 'ada', name: 'Ada' };
const ben: Actor = { platform: 'desk', userId: 'ben', name: 'Ben' };
const place: Place = { platform: 'desk', channelId: 'desk' };
const line = (id: string, text: string, as = 'ada') => ({ kind: 'command', id, as, line: text });
const titled = (title: string) => (data: unknown) =>
  (data as { card: { title: string } }).card.title === title;

describe('asks', () => {
  it('acknowledges a command at once and hands it on', async () => {
    const { post, intents, clock } = await start({}, () => new Promise(() => {}));
    server!.desk.stop = async () => {};
    const response = await post({
      ...line('ask-0001', ' /live stream list '),
      language: 'zh-CN',
      tab: 'tab-0001',
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ id: 'ask-0001', duplicate: false });
    expect(intents).toEqual([
      {
        kind: 'command',
        id: 'desk:ada:ask-0001',
        at: clock.now(),
        actor: { platform: 'desk', userId: 'ada', name: 'Ada', language: 'zh-CN' },
        place: { platform: 'desk', channelId: 'desk', ticket: { tab: 'tab-0001', ask: 'ask-0001' } },
        line: 'stream list',
      },
    ]);
  });

  it('hands on presses and forms', async () => {
    const { post, intents } = await start();
    await post({ kind: 'press', id: 'ask-0001', as: 'ben', button: 'confirm:p1', message: 'm7' });
    await post({ kind: 'submit', id: 'ask-0002', as: 'ben', form: 'f1', values: { stream: 'a/b/c' } });
    expect(intents).toMatchObject([
      {
        kind: 'press',
        button: 'confirm:p1',
        message: { platform: 'desk', channelId: 'desk', messageId: 'm7' },
      },
      { kind: 'submit', form: 'f1', values: { stream: 'a/b/c' } },
    ]);
  });

  it('handles one ask once, and keeps the ids of two people apart', async () => {
    const { post, intents } = await start();
    await post(line('ask-0001', 'stream list'));
    const again = await post(line('ask-0001', 'stream list'));
    expect(again.status).toBe(202);
    expect(await again.json()).toEqual({ id: 'ask-0001', duplicate: true });
    await post(line('ask-0001', 'stream list', 'ben'));
    expect(intents.map(({ id }) => id)).toEqual(['desk:ada:ask-0001', 'desk:ben:ask-0001']);
  });

  it('answers over the stream, says when an ask is done, and edits in place', async () => {
    const { post, origin } = await start({}, async (intent, desk) => {
      const ref = await desk.post(intent.place, intent.actor, card('working', { tone: 'progress' }));
      await desk.edit(ref!, card('done', { tone: 'success' }));
    });
    const page = await openPage(origin, 'as=ben');
    await post(line('ask-0001', 'stream list'));
    const first = await page.next('message', titled('working'));
    const second = await page.next('message', titled('done'));
    expect(first).toMatchObject({ ask: 'ask-0001', edits: 0, private: false });
    expect(second).toMatchObject({
      id: (first as { id: string }).id,
      order: 1,
      edits: 1,
      card: { tone: 'success' },
    });
    await page.close();
  });

  it('logs an intent that the core fails on and goes on', async () => {
    const { post, origin, logged } = await start({}, async () => {
      throw new Error('no core');
    });
    const page = await openPage(origin, 'as=ada');
    await post(line('ask-0001', 'x'));
    expect(await page.next('answered')).toEqual({ ask: 'ask-0001' });
    expect(logged).toHaveLength(1);
    await page.close();
  });

  it('takes no more than the allowance of one user, and more as time passes', async () => {
    const { post, clock } = await start({ limits: { burst: 2, perMinute: 60 } });
    const statuses = async (count: number, as: string) => {
      const found: number[] = [];
      for (let n = 0; n < count; n++)
        found.push((await post(line(`${as}-${clock.now()}-${n}`, 'x', as))).status);
      return found;
    };
    expect(await statuses(3, 'ada')).toEqual([202, 202, 429]);
    expect(await statuses(1, 'ben')).toEqual([202]);
    clock.advance(1_000);
    expect(await statuses(2, 'ada')).toEqual([202, 429]);
  });

  it('stops taking asks, and finishes what runs', async () => {
    let finish = () => {};
    const { post, desk, origin } = await start({}, async (intent) => {
      await new Promise<void>((resolve) => (finish = resolve));
      await desk.post(intent.place, intent.actor, card('finished'));
    });
    const page = await openPage(origin, 'as=ada');
    await post(line('ask-0001', 'x'));
    const stopped = desk.stop();
    expect((await post(line('ask-0002', 'x'))).status).toBe(503);
    finish();
    await stopped;
    await page.ended;
    expect(await page.next('message', titled('finished'))).toBeDefined();
  });
});

describe('messages', () => {
  it('shows a private card to its reader only', async () => {
    const { origin, desk, post } = await start();
    const [hers, his] = [await openPage(origin, 'as=ada'), await openPage(origin, 'as=ben')];
    const ref = await desk.post(place, ada, card('secret', { visibility: 'asker' }));
    const buttons = [{ id: 'b', label: 'B' }];
    await desk.edit(ref!, card('secret, changed', { visibility: 'asker', buttons }));
    await desk.post(place, ben, card('for all'));
    await his.next('message', titled('for all'));
    await hers.next('message', titled('for all'));
    expect(JSON.stringify(his.events)).not.toContain('secret');
    expect(await hers.next('message', titled('secret, changed'))).toMatchObject({ private: true, edits: 1 });
    const late = await openPage(origin, 'as=ben');
    expect(JSON.stringify(late.events)).not.toContain('secret');
    const press = { kind: 'press', id: 'ask-0001', button: 'b', message: ref!.messageId };
    expect((await post({ ...press, as: 'ben' })).status).toBe(403);
    expect((await post({ ...press, as: 'ada' })).status).toBe(202);
    await Promise.all([hers.close(), his.close(), late.close()]);
  });

  it('posts anew what is no longer kept, to the same readers', async () => {
    const { origin, desk } = await start();
    const before = await startDesk();
    const shared = await before.desk.post(place, ada, card('old'));
    const secret = await before.desk.post(place, ada, card('old secret', { visibility: 'asker' }));
    await before.stop();
    const newShared = await desk.edit({ ...shared!, messageId: 'gone' }, card('outcome'));
    await desk.edit(secret!, card('secret outcome', { visibility: 'asker' }));
    // A page that was open meanwhile has it under this id.
    expect(newShared.messageId).toBe('gone');
    const [hers, his] = [await openPage(origin, 'as=ada'), await openPage(origin, 'as=ben')];
    expect(hers.events[0]?.data).toContain('secret outcome');
    expect(his.events[0]?.data).toContain('outcome');
    expect(his.events[0]?.data).not.toContain('secret');
    await Promise.all([hers.close(), his.close()]);
  });

  it('refuses to turn a message that all see into a private one', async () => {
    const { desk } = await start();
    const ref = await desk.post(place, ada, card('for all'));
    const edit = desk.edit(ref!, card('secret', { visibility: 'asker' }));
    await expect(edit).rejects.toMatchObject({ name: 'DeliveryError', code: 'desk.private-edit' });
  });

  it('opens a form on the page that asked, and nowhere else', async () => {
    const { post, origin } = await start({}, async (intent, desk) => {
      if (intent.kind !== 'command' || intent.line !== 'stream drop') return;
      const fields = [{ name: 'stream', label: 'Stream' }];
      await desk.post(intent.place, intent.actor, {
        kind: 'form',
        id: 'f1',
        title: 'Drop',
        submit: 'Go',
        fields,
      });
    });
    const asking = await openPage(origin, 'as=ada&tab=tab-0001');
    const others = [
      await openPage(origin, 'as=ada&tab=tab-0002'),
      await openPage(origin, 'as=ben&tab=tab-0001'),
    ];
    await post({ ...line('ask-0001', 'stream drop'), tab: 'tab-0001' });
    expect(await asking.next('form')).toMatchObject({
      id: 'f1',
      fields: [{ name: 'stream', optional: false }],
    });
    await post(line('ask-0002', 'x', 'ben'));
    await others[1]!.next('answered');
    for (const page of others) expect(page.events.map(({ event }) => event)).not.toContain('form');
    await Promise.all([asking, ...others].map((page) => page.close()));
  });
});

describe('streams', () => {
  it('resumes after the last event that a page saw', async () => {
    const { origin, desk } = await start();
    const first = await desk.post(place, ada, card('one'));
    await desk.post(place, ada, card('two'));
    const page = await openPage(origin, 'as=ada');
    expect(JSON.parse(page.events[0]!.data)).toMatchObject({ reset: true, messages: [{}, {}] });
    const lastId = page.events[0]!.id!;
    await page.close();
    await desk.edit(first!, card('one, changed'));
    await desk.post(place, ada, card('three'));
    const back = await openPage(origin, 'as=ada', { 'Last-Event-ID': lastId });
    const missed = JSON.parse(back.events[0]!.data) as {
      reset: boolean;
      messages: { card: { title: string } }[];
    };
    expect(missed.reset).toBe(false);
    expect(missed.messages.map((message) => message.card.title)).toEqual(['one, changed', 'three']);
    await back.close();
  });

  it.each(['other.1', 'm1.99999', 'm1.x', 'm1.', ''])(
    'starts over for the unknown event id %j',
    async (id) => {
      const { origin, desk } = await start();
      await desk.post(place, ada, card('one'));
      const page = await openPage(origin, 'as=ada', { 'Last-Event-ID': id });
      expect(JSON.parse(page.events[0]!.data)).toMatchObject({ reset: true, messages: [{}] });
      await page.close();
    },
  );

  it('keeps the newest messages, private ones counted apart', async () => {
    const { origin, desk } = await start({ limits: { history: 3 } });
    for (let n = 1; n <= 5; n++) await desk.post(place, ada, card(`shared ${n}`));
    for (let n = 1; n <= 9; n++) await desk.post(place, ben, card(`private ${n}`, { visibility: 'asker' }));
    const titles = async (as: string) => {
      const page = await openPage(origin, `as=${as}`);
      const { messages } = JSON.parse(page.events[0]!.data) as { messages: { card: { title: string } }[] };
      await page.close();
      return messages.map((message) => message.card.title);
    };
    expect(await titles('ada')).toEqual(['shared 3', 'shared 4', 'shared 5']);
    expect(await titles('ben')).toEqual(
      [3, 4, 5].map((n) => `shared ${n}`).concat(['private 7', 'private 8', 'private 9']),
    );
  });

  it('keeps no more than the size allowed, but always the newest', async () => {
    const { origin, desk } = await start({ limits: { historySize: 30_000 } });
    for (let n = 1; n <= 9; n++) await desk.post(place, ada, card(`card ${n}`, { code: 'x'.repeat(19_000) }));
    const page = await openPage(origin, 'as=ada');
    expect(JSON.parse(page.events[0]!.data)).toMatchObject({ messages: [{ card: { title: 'card 9' } }] });
    await page.close();
  });

  it('limits the pages: the oldest of one user gives way, and that of whoever has most', async () => {
    const { origin } = await start({ limits: { streams: 2, streamsPerUser: 2 } });
    const oldest = await openPage(origin, 'as=ada');
    const second = await openPage(origin, 'as=ada');
    const third = await openPage(origin, 'as=ada');
    await oldest.ended;
    const other = await openPage(origin, 'as=ben');
    await second.ended;
    await Promise.all([third.close(), other.close()]);
  });

  it('refuses one page too many where everybody has one', async () => {
    const { origin } = await start({ limits: { streams: 1, streamsPerUser: 2 } });
    const only = await openPage(origin, 'as=ada');
    const refused = await fetch(`${origin}/desk/events?as=ben`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    await only.close();
  });

  it('sends a sign of life', async () => {
    const { origin, clock } = await start();
    const response = await fetch(`${origin}/desk/events?as=ada`);
    const reader = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    await reader.read();
    clock.advance(15_000);
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(': still here\n\n');
    await reader.cancel();
  });
});
