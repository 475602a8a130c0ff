import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { parse } from '../../adapters/slack/parse.ts';
import type { Adapter } from '../../src/platform/adapter.ts';
import { systemClock } from '../../src/clock.ts';
import type { Intent } from '../../src/intent.ts';
import type { Card } from '../../src/reply.ts';

/** The emulator's programmatic interface, as far as it is used here. */
interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}
type CreateEmulator = (options: { service: 'slack'; port: number; seed: object }) => Promise<Emulator>;

const installed = existsSync(new URL('node_modules/emulate/package.json', import.meta.url));
const TOKEN = ['xoxb', 'emulated', 'token'].join('-');
const CARD: Card = {
  kind: 'card',
  tone: 'ask',
  title: 'Drop live.example.com/live/main',
  facts: [{ label: 'Viewers', value: '1,204' }],
  buttons: [{ id: 'p1:confirm', label: 'Confirm', style: 'danger' }],
  visibility: 'channel',
};

describe.skipIf(!installed)(
  'the adapter against an independent Slack emulator (npm install in test/peers)',
  () => {
    let emulator: Emulator;
    let adapter: Adapter;
    let channel: string;
    let user: string;

    async function call(method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
      const response = await fetch(`${emulator.url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body: new URLSearchParams(args),
      });
      return (await response.json()) as Record<string, unknown>;
    }

    async function history(): Promise<Record<string, unknown>[]> {
      const { messages } = await call('conversations.history', { channel });
      return messages as Record<string, unknown>[];
    }

    async function ask(): Promise<Intent> {
      const { trigger_id: trigger } = await call('views.generateTriggerId', {});
      return parse(
        { command: '/live', text: '', channel_id: channel, user_id: user, trigger_id: trigger },
        0,
      )!;
    }

    beforeAll(async () => {
      const name: string = 'emulate';
      const { createEmulator } = (await import(name)) as { createEmulator: CreateEmulator };
      emulator = await createEmulator({
        service: 'slack',
        port: 0,
        seed: {
          slack: {
            team: { name: 'Live', domain: 'live' },
            users: [{ name: 'lin', real_name: 'Lin Wei', email: 'lin@example.com' }],
            channels: [{ name: 'on-air', topic: '' }],
            strict_scopes: true,
            // chat:write is all that the adapter needs; the others are for the test's own looks.
            tokens: [
              {
                token: TOKEN,
                user: 'lin',
                scopes: ['chat:write', 'channels:read', 'channels:history'],
              },
            ],
          },
        },
      });
      const { channels } = await call('conversations.list', {});
      channel = (channels as { id: string; name: string }[]).find((one) => one.name === 'on-air')!.id;
      user = String((await call('auth.test', {}))['user_id']);
      const drop = () => undefined;
      const silent = { debug: drop, info: drop, warn: drop, error: drop };
      adapter = createSlackAdapter({
        botToken: TOKEN,
        signingSecret: 'not-used-here',
        apiUrl: `${emulator.url}/api/`,
        http: new Hono(),
        clock: systemClock,
        log: silent,
      });
      await adapter.start(async () => undefined);
    });

    afterAll(async () => {
      await adapter.stop();
      await emulator.close();
    });

    it('posts a card and edits it', async () => {
      const { place, actor } = await ask();
      const ref = await adapter.post(place, actor, CARD);
      expect(await history()).toMatchObject([{ ts: ref!.messageId, blocks: [{ type: 'header' }, {}, {}] }]);
      await adapter.edit(ref!, { ...CARD, tone: 'success', title: 'Dropped', buttons: [] });
      expect(await history()).toMatchObject([{ ts: ref!.messageId, text: '✅ Dropped' }]);
    });

    it('posts a deleted card anew', async () => {
      const { place, actor } = await ask();
      const ref = await adapter.post(place, actor, CARD);
      await call('chat.delete', { channel, ts: ref!.messageId });
      const next = await adapter.edit(ref!, { ...CARD, title: 'Dropped' });
      expect(next.messageId).not.toBe(ref!.messageId);
      expect((await history()).map(({ ts }) => ts)).toContain(next.messageId);
    });

    it('keeps out of the channel what is for the asker', async () => {
      const { place, actor } = await ask();
      const before = (await history()).length;
      expect(await adapter.post(place, actor, { ...CARD, visibility: 'asker' })).toBeUndefined();
      expect(await history()).toHaveLength(before);
    });

    it('opens a form once with a trigger', async () => {
      const { place, actor } = await ask();
      const form = {
        kind: 'form',
        id: 'form:stream drop',
        title: 'Drop a stream',
        submit: 'Preview',
        fields: [{ name: 'stream', label: 'Stream' }],
      } as const;
      expect(await adapter.post(place, actor, form)).toBeUndefined();
      await expect(adapter.post(place, actor, form)).rejects.toMatchObject({
        code: 'slack.exchanged_trigger_id',
      });
    });

    it('says what is wrong with a channel that is not there', async () => {
      const { place, actor } = await ask();
      await expect(adapter.post({ ...place, channelId: 'C0NOWHERE' }, actor, CARD)).rejects.toMatchObject({
        code: 'slack.channel_not_found',
      });
    });
  },
);
