import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/platform/adapter.ts';
import { accountTag } from '../../src/card/account-tag.ts';
import { encodePress } from '../../src/card/press-id.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { PanelDrawing } from '../../src/panel/drawing.ts';
import { findPanel, listPanels, panelId, savePanel, type Panel } from '../../src/panel/panel.ts';
import type { PanelAsker, Panels } from '../../src/panel/panels.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import type { Store } from '../../src/store/store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createPanels } from '../../src/panel/create-panels.ts';

const config: Config = {
  ...ConfigFileSchema.parse({ accounts: { main: {}, other: {} }, policy: { panelSeconds: 20 } }),
  defaultAccount: 'main',
};
const SHOWS = { streams: 'configured', casters: 'all', monitors: 'all' } as const;
const ASKER: PanelAsker = {
  account: 'main',
  language: 'en',
  person: { id: 'ada' },
  actor: { platform: 'slack', userId: 'U1', name: 'Ada' },
  place: { platform: 'slack', channelId: 'C1', threadId: 't', ticket: 'secret' },
};

/** What the cloud and the platform are like, and what happened. */
let world: {
  state: string;
  readable: boolean;
  deliver: (message: MessageRef | undefined) => MessageRef;
  reads: number;
  edits: { message: string; card: Card; at: number }[];
  posts: { place: object; card: Card }[];
  logged: string[];
};
let clock: ReturnType<typeof createTestClock>;
let store: Store;
let panels: Panels;

const drawing: PanelDrawing<string> = {
  async read() {
    world.reads += 1;
    return world.readable ? world.state : '?';
  },
  draw: (_context, _panel, board) => ({
    card: {
      kind: 'card',
      tone: 'info',
      title: board,
      buttons: [{ id: 'run:stream drop x', label: 'Drop' }],
      selects: [{ id: 's', placeholder: 'More', choices: [{ id: 'run:stream show x', label: 'Show' }] }],
      visibility: 'channel',
    },
    targets: ['main/stream/x'],
    complete: board !== '?',
  }),
};

const adapter: Adapter = {
  name: 'slack',
  capabilities: { formFields: 25, formsAgain: 'always' },
  start: async () => undefined,
  stop: async () => undefined,
  async post(place, _actor, reply) {
    world.posts.push({ place, card: reply as Card });
    return world.deliver(undefined);
  },
  async edit(message, card) {
    world.edits.push({ message: message.messageId, card, at: clock.now() });
    return world.deliver(message);
  },
};

const newPanels = () =>
  createPanels({
    adapters: new Map([['slack', adapter]]),
    store,
    clock,
    config,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (_fields, message) => void world.logged.push(message),
      error: (_fields, message) => void world.logged.push(`error: ${message}`),
    },
    counts: { delivery: () => undefined },
    drawing,
    context: () => ({}) as CommandContext,
    pins: new Map(),
  });

beforeEach(() => {
  let posts = 0;
  world = {
    state: 'on',
    readable: true,
    deliver: (message) => message ?? { platform: 'slack', channelId: 'C1', messageId: `m${++posts}` },
    reads: 0,
    edits: [],
    posts: [],
    logged: [],
  };
  clock = createTestClock();
  store = memoryStore();
  panels = newPanels();
});
afterEach(() => panels.stop());

async function pass(seconds: number, step = 1): Promise<void> {
  for (let at = 0; at < seconds; at += step) {
    clock.advance(step * 1000);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const post = () => panels.at(ASKER).post(SHOWS);
const titles = () => world.edits.map(({ card }) => card.title);
const refusal = new DeliveryError('no', { code: 'slack.is_archived', hint: { en: '', zh: '' } });
const passing = new DeliveryError('later', { code: 'slack.x', hint: { en: '', zh: '' }, retryable: true });

describe('keeping a panel', () => {
  it('posts a message of its own: no thread, no ticket; names the account on every line', async () => {
    await post();
    expect(world.posts[0]?.place).toEqual({ platform: 'slack', channelId: 'C1' });
    const { buttons, selects, footer } = world.posts[0]!.card;
    const tag = accountTag(config, 'main');
    expect(buttons?.[0]?.id).toBe(encodePress({ kind: 'run', line: 'stream drop x', tag }));
    expect(selects?.[0]?.choices[0]?.id).toBe(encodePress({ kind: 'run', line: 'stream show x', tag }));
    expect(footer).toContain('account main');
  });

  it('reads every 20 s, edits when the card changes, and otherwise within 5 min', async () => {
    await post();
    await pass(100);
    expect(world.reads).toBe(1 + 5);
    expect(titles()).toEqual([]);
    world.state = 'off';
    await pass(21);
    expect(titles()).toEqual(['off']);
    const at = world.edits[0]!.at;
    await pass(600);
    const later = world.edits.slice(1).map((edit) => (edit.at - at) / 1000);
    expect(later.length).toBeGreaterThanOrEqual(2);
    expect(later[0]).toBeLessThanOrEqual(300);
    expect(later[1]! - later[0]!).toBeLessThanOrEqual(300);
    expect(world.edits.length).toBeLessThanOrEqual(4);
  });

  it.each([-3, 5])('goes on in the same time where the clock is set by %i h', async (hours) => {
    await post();
    await pass(25);
    clock.shift(hours * 3_600_000);
    world.state = 'off';
    await pass(21);
    expect(titles()).toEqual(['off']);
    const { reads } = world;
    await pass(60);
    expect(world.reads).toBe(reads + 3);
  });

  it('reads once for all panels of an account', async () => {
    for (const channelId of ['C1', 'C2', 'C3'])
      await panels.at({ ...ASKER, place: { platform: 'slack', channelId } }).post(SHOWS);
    const { reads } = world;
    await pass(20);
    expect(world.reads).toBe(reads + 1);
  });

  it('looks again at once when something was done to what it shows, at most every 5 s', async () => {
    await post();
    await pass(6);
    world.state = 'off';
    panels.changed('main/stream/other');
    await pass(1);
    expect(titles()).toEqual([]);
    panels.changed('main/stream/x');
    await pass(1);
    expect(titles()).toEqual(['off']);
    for (let burst = 0; burst < 60; burst++) {
      world.state = `state ${burst}`;
      panels.changed('main/stream/x');
      await pass(1);
    }
    expect(world.edits.length).toBeLessThanOrEqual(1 + 12);
    expect(titles().at(-1)).toMatch(/state 5\d/);
  });

  it('is drawn again after a press, so that menus are empty again', async () => {
    const { message } = await post();
    await pass(6);
    panels.pressed({ ...message, messageId: 'other' });
    await pass(2);
    expect(titles()).toEqual([]);
    panels.pressed(message);
    await pass(2);
    expect(titles()).toEqual(['on']);
  });

  it('waits longer while the cloud cannot be read, and not for long', async () => {
    await post();
    world.readable = false;
    await pass(20);
    expect(titles()).toEqual(['?']);
    const { reads } = world;
    await pass(600);
    expect(world.reads - reads).toBeLessThanOrEqual(12);
    world.readable = true;
    await pass(60);
    expect(titles().at(-1)).toBe('on');
  });

  it('posts anew what was deleted, remembers where, and does so ever more rarely', async () => {
    await post();
    let made = 0;
    world.deliver = () => ({ platform: 'slack', channelId: 'C1', messageId: `again${++made}` });
    world.state = 'off';
    await pass(20);
    expect((await findPanel(store, panelId(ASKER.place, 'main')))?.value).toMatchObject({
      message: { messageId: 'again1' },
      renewedAt: clock.now(),
    });
    await pass(3600);
    expect(made).toBeLessThan(12);
    expect(world.logged).toContain('the message of a panel was gone; it was posted anew');
  });

  it('goes on trying when the platform does not answer, and never floods', async () => {
    await post();
    world.state = 'off';
    world.deliver = () => {
      throw passing;
    };
    await pass(3600, 5);
    expect(world.edits.length).toBeLessThan(20);
    world.deliver = (message) => message!;
    await pass(300);
    expect(titles().at(-1)).toBe('off');
    expect(await listPanels(store)).toHaveLength(1);
  });

  it('gives up a channel that refuses it for more than an hour, not sooner, and says so in the log', async () => {
    await post();
    world.state = 'off';
    world.deliver = () => {
      throw refusal;
    };
    await pass(3600, 5);
    expect(await listPanels(store)).toHaveLength(1);
    expect((await panels.at(ASKER).list())[0]).toMatchObject({ trouble: 'slack.is_archived', here: true });
    await pass(3600, 5);
    expect(await listPanels(store)).toEqual([]);
    expect(world.logged.at(-1)).toMatch(/^error: a panel was removed/);
    const tries = world.edits.length;
    await pass(3600, 5);
    expect(world.edits.length).toBe(tries);
  });

  it('goes on after a restart with what the store holds', async () => {
    await post();
    await panels.stop();
    world.state = 'off';
    await pass(60);
    expect(titles()).toEqual([]);
    panels = newPanels();
    await panels.start();
    await pass(1);
    expect(world.edits.map(({ message, card }) => [message, card.title])).toEqual([['m1', 'off']]);
  });

  it('is one a channel and account, whoever posts at once', async () => {
    await Promise.all([post(), post(), post()]);
    await panels.at({ ...ASKER, account: 'other' }).post(SHOWS);
    expect((await listPanels(store)).map(({ value }) => value.id).toSorted()).toEqual([
      'slack/C1/main',
      'slack/C1/other',
    ]);
    expect(world.edits.map(({ message, card }) => [message, card.title])).toEqual([
      ['m1', 'Panel moved'],
      ['m2', 'Panel moved'],
    ]);
    expect(await panels.at(ASKER).list()).toHaveLength(1);
  });

  it('ends when it is removed, while it is being read as well', async () => {
    await post();
    world.state = 'off';
    clock.advance(20_000);
    await panels.at(ASKER).remove();
    const after = world.edits.length;
    expect(world.edits.at(-1)?.card.title).toBe('Panel removed by Ada');
    await pass(60);
    expect(world.edits.length).toBe(after);
    expect(await listPanels(store)).toEqual([]);
    expect(await panels.at(ASKER).remove()).toBeUndefined();
  });

  it('keeps the old panel when the new one cannot be posted, and refuses a fifty-first', async () => {
    const { message } = await post();
    world.deliver = () => {
      throw refusal;
    };
    await expect(post()).rejects.toBe(refusal);
    expect((await listPanels(store))[0]?.value.message).toEqual(message);
    const [first] = await listPanels(store);
    for (let at = 0; at < 50; at++) {
      const panel: Panel = { ...first!.value, id: `slack/X${at}/main` };
      await savePanel(store, panel, 0);
    }
    await expect(post()).rejects.toMatchObject({ code: 'airdesk.too-many-panels' });
  });
});

describe('a panel whose message stands and cannot be edited', () => {
  it.each([undefined, 600_000])(
    'goes slow and is posted again about hourly, and nobody is told that it was deleted (retry after %s)',
    async (retryAfterMs) => {
      await panels.at(ASKER).post(SHOWS);
      const postedAt = new Map([['m1', clock.now()]]);
      let posts = 1;
      world.deliver = (message) => {
        if (!message) {
          posts += 1;
          postedAt.set(`m${posts}`, clock.now());
          return { platform: 'slack', channelId: 'C1', messageId: `m${posts}` };
        }
        if (clock.now() - (postedAt.get(message.messageId) ?? 0) <= 60_000) return message;
        throw new DeliveryError('too old', {
          code: 'slack.edit_window_closed',
          hint: { en: 'wait', zh: '等待' },
          fate: 'refused',
          onlyThis: true,
          retryAfterMs,
        });
      };
      for (let second = 0; second < 6 * 3600; second += 10) {
        world.state = `at ${second}`;
        clock.advance(10_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(world.posts.length).toBeGreaterThanOrEqual(6);
      expect(world.posts.length).toBeLessThanOrEqual(7);
      expect(JSON.stringify(world.posts.at(-1))).toMatch(/could not be edited any more/);
      expect(world.logged.filter((line) => /gone|removed/.test(line))).toEqual([]);
      expect(await listPanels(store)).toHaveLength(1);
      expect((await listPanels(store))[0]?.value.message.messageId).toBe(`m${posts}`);
    },
  );
});
