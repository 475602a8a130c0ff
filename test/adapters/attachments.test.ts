import { describe, expect, it } from 'vitest';
import { attachmentsOf, withoutAttachments } from '../../src/card/attachments.ts';
import type { Card } from '../../src/reply.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { createFiles } from '../../adapters/desk/files.ts';
import { startDiscord } from './discord/start-discord.ts';
import { startSlack } from './slack/start-slack.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const CARD: Card = {
  kind: 'card',
  tone: 'info',
  visibility: 'channel',
  title: 'Traffic',
  lines: ['Peak 120 Mbps'],
  picture: { name: 'traffic.png', png: PNG, alt: '流量：峰值 120 Mbps' },
  file: { name: 'traffic.csv', csv: 'time,Mbps\n1,2\n' },
  instead: ['▁▂ ▇', 'The picture could not be sent.'],
};
const CSV = '\ufefftime,Mbps\n1,2\n';
const ADA = { userId: 'U0ADA', name: 'ada' };

describe('a picture and a file in Slack', () => {
  const place = { platform: 'slack', channelId: 'C0ONAIR' };
  const actor = { platform: 'slack', ...ADA };

  async function posted(card: Card, prepare?: Parameters<typeof startSlack>[0]['prepare']) {
    const setup = await startSlack({
      clock: createTestClock(),
      ...(prepare && { prepare }),
    });
    await setup.adapter.post(place, actor, card);
    const messages = setup.fake.messages('C0ONAIR');
    await setup.stop();
    return messages;
  }

  it('stand in the thread of the card', async () => {
    const [card, files, ...more] = await posted(CARD);
    expect(more).toEqual([]);
    expect(JSON.stringify(card?.blocks)).not.toContain('could not be sent');
    expect(card?.edits).toBe(0);
    expect(files?.threadTs).toBe(card?.ts);
    expect(files?.files).toEqual([
      expect.objectContaining({
        filename: 'traffic.png',
        bytes: Buffer.from(PNG),
        alt: '流量：峰值 120 Mbps',
      }),
      expect.objectContaining({ filename: 'traffic.csv', bytes: Buffer.from(CSV), alt: undefined }),
    ]);
  });

  it.each([
    [
      'the app was installed without files:write',
      (fake: { workspace: { scopes: Set<string> } }) => fake.workspace.scopes.delete('files:write'),
    ],
  ])('are told to be missing where %s', async (_, prepare) => {
    const [card, ...more] = await posted(CARD, (fake) => void prepare(fake));
    expect(more).toEqual([]);
    expect(JSON.stringify(card?.blocks)).toContain('▁▂ ▇');
    expect(JSON.stringify(card?.blocks)).toContain('The picture could not be sent.');
  });

  it('are told to be missing where the bytes are not taken', async () => {
    const [card] = await posted(CARD, (fake) => fake.fault({ method: 'upload', kind: 'http-500' }));
    expect(JSON.stringify(card?.blocks)).toContain('The picture could not be sent.');
  });

  it('never reach a channel with a card that only the asker sees', async () => {
    const [card, ...more] = await posted({ ...CARD, visibility: 'asker' });
    expect(more).toEqual([]);
    expect(card?.onlyFor).toBe('U0ADA');
    expect(JSON.stringify(card?.blocks)).toContain('The picture could not be sent.');
  });
});

describe('a picture and a file in Discord', () => {
  const place = { platform: 'discord', channelId: '200000000000000001' };
  const actor = { platform: 'discord', userId: '10', name: 'ada' };

  async function posted(prepare?: Parameters<typeof startDiscord>[0]['prepare']) {
    const setup = await startDiscord({
      clock: createTestClock(),
      ...(prepare && { prepare }),
    });
    await setup.adapter.post(place, actor, CARD);
    const calls = setup.fake.calls.filter(({ route }) => route === 'create message');
    const messages = setup.fake.messages(place.channelId);
    await setup.stop();
    return { calls, messages };
  }

  it('stand in the card', async () => {
    const { calls, messages } = await posted();
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(messages[0]?.components)).toContain('attachment://traffic.png');
    expect(JSON.stringify(messages[0]?.components)).toContain('attachment://traffic.csv');
    expect(calls.at(-1)?.files).toEqual([
      { name: 'traffic.png', type: 'image/png', bytes: Buffer.from(PNG), description: '流量：峰值 120 Mbps' },
      {
        name: 'traffic.csv',
        type: 'text/csv; charset=utf-8',
        bytes: Buffer.from(CSV),
        description: undefined,
      },
    ]);
  });

  it('are told to be missing where the bot may not attach files', async () => {
    const { messages } = await posted((fake) =>
      fake.fault({ route: 'create message', kind: 'error', status: 403, code: 50_013 }),
    );
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(messages[0]?.components)).toContain('The picture could not be sent.');
    expect(JSON.stringify(messages[0]?.components)).not.toContain('attachment://');
  });
});

describe('a picture on the desk', () => {
  const picture = attachmentsOf(CARD)[0]!;
  const SHARED = { onlyFor: undefined, accounts: ['main'] };

  function setUp() {
    const clock = createTestClock();
    let ids = 0;
    return {
      clock,
      files: createFiles(
        clock,
        () => `id${++ids}`,
        (user) => user !== 'eve',
      ),
    };
  }

  it('is there for all who use it, or for the asker alone', () => {
    const { files } = setUp();
    const [shared, own] = [files.keep(picture, SHARED), files.keep(picture, { ...SHARED, onlyFor: 'ada' })];
    expect(files.find(shared, 'vic')).toBe(picture);
    expect(files.find(own, 'ada')).toBe(picture);
    expect(files.find(own, 'vic')).toBeUndefined();
    // Eve may see none of the accounts that the card is about.
    expect(files.find(shared, 'eve')).toBeUndefined();
  });

  it('is forgotten after 2 h, whatever the clock on the wall says', () => {
    const { clock, files } = setUp();
    const id = files.keep(picture, SHARED);
    clock.shift(86_400_000);
    clock.advance(7_199_000);
    expect(files.find(id, 'ada')).toBe(picture);
    clock.advance(1_000);
    expect(files.find(id, 'ada')).toBeUndefined();
  });

  it('gives way to newer ones beyond 20 MB', () => {
    const { files } = setUp();
    const large = { ...picture, bytes: new Uint8Array(900_000) };
    const ids = Array.from({ length: 30 }, () => files.keep(large, SHARED));
    expect(ids.filter((id) => files.find(id, 'ada'))).toEqual(ids.slice(-22));
  });
});

describe('a card without its picture', () => {
  it('says so, and holds no bytes', () => {
    expect(withoutAttachments(CARD)).toEqual({
      kind: 'card',
      tone: 'info',
      visibility: 'channel',
      title: 'Traffic',
      lines: ['Peak 120 Mbps', '▁▂ ▇', 'The picture could not be sent.'],
    });
  });

  it('leaves out what is larger than 1 MB', () => {
    expect(attachmentsOf({ ...CARD, file: { name: 'a.csv', csv: 'x'.repeat(1_000_001) } })).toHaveLength(1);
  });
});
