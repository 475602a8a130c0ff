import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askWrite, refuseAskedBefore, sweepAsks, takeAsk } from '../../src/chat/asked-before.ts';
import { defineKeep, type Command } from '../../src/command.ts';
import { formerAccount, rememberAccounts } from '../../src/config/former-accounts.ts';
import { accountTag } from '../../src/card/account-tag.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { StoreError } from '../../src/store/store-error.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import type { LampDesk } from './chat-fakes.ts';
import { openLampOnDisk, type LampOnDisk } from './lamp-on-disk.ts';

const HOUR_MS = 3_600_000;
const text = { en: 'x', zh: 'x' };

describe('what acts at once', () => {
  let lamp: LampOnDisk;
  let store: Store;
  let desk: LampDesk;
  let acted: number;

  const addBell = (to: LampDesk): void => {
    const bell = defineKeep({
      name: 'bell ring',
      zh: '铃 响',
      summary: text,
      risk: 'change',
      options: {},
      run: async () => {
        acted++;
        return { kind: 'card', tone: 'success', title: 'rung', visibility: 'asker' };
      },
    });
    (to.core.commands as Command[]).push(bell);
  };

  beforeEach(async () => {
    const config = {
      ...ConfigFileSchema.parse({
        accounts: { main: {} },
        roles: { engineer: { risks: ['read', 'change', 'air'] } },
        people: { ada: { slack: 'U001', roles: ['engineer'] } },
      }),
      defaultAccount: 'main',
    };
    lamp = await openLampOnDisk(config);
    ({ store, desk } = lamp);
    acted = 0;
    addBell(desk);
  });
  afterEach(() => lamp.close());

  it('is on disk before it acts', async () => {
    const commit = store.commit.bind(store);
    const seen: number[] = [];
    store.commit = async (writes) => {
      if (writes.some(({ collection }) => collection === 'asks')) seen.push(acted);
      await commit(writes);
    };
    await desk.say('U001', 'bell ring');
    expect([seen, acted]).toEqual([[0], 1]);
    expect(await store.list('asks')).toHaveLength(1);
  });

  it('is not done where the disk refuses, and the answer says that nothing was changed', async () => {
    store.commit = async () => {
      throw new StoreError('full', 'no room', { en: 'Make room on the disk.', zh: '请清理磁盘。' });
    };
    await desk.say('U001', 'bell ring');
    expect(acted).toBe(0);
    expect(desk.newest()).toMatchObject({ to: 'U001', card: { tone: 'failure' } });
    expect(desk.newest().card.lines).toEqual(['Make room on the disk.', 'Nothing was changed.']);
  });

  it('says so where only its answer could not be shown', async () => {
    const adapter = desk.core.adapters.get('slack');
    const post = adapter?.post.bind(adapter);
    if (!adapter || !post) throw new Error('no adapter');
    let lost = 0;
    adapter.post = async (...args) => {
      if (lost++ === 0) throw new Error('lost');
      return post(...args);
    };
    await desk.say('U001', 'bell ring');
    expect(acted).toBe(1);
    expect(desk.newest().card.lines?.at(-1)).toBe('It was done; only the answer could not be shown.');
    expect(desk.audit.map(({ phase }) => phase)).toEqual(['answered', 'failed']);
  });

  it('a look writes only that it was asked, so that no replay asks again, and does not speak of changes when it fails', async () => {
    let writes = 0;
    const commit = store.commit.bind(store);
    store.commit = async (all) => {
      writes++;
      await commit(all);
    };
    await desk.say('U001', 'lamp show');
    expect(writes).toBe(1);
    const show = desk.core.commands.find(({ name }) => name === 'lamp show');
    Object.assign(show ?? {}, { run: () => Promise.reject(new Error('no light to see by')) });
    await desk.say('U001', 'lamp show');
    expect(desk.newest().card.lines?.join(' ')).not.toMatch(/changed/);
    expect(desk.newest().card.lines?.at(-1)).toBe('What you asked to see could not be shown.');
  });
});

describe('asks that were taken', () => {
  const command = { name: 'mute add' } as Command;
  const commands = [{ name: 'mute list' }, command] as Command[];

  it('are refused to whoever comes with them again, with where to look', async () => {
    const core = { store: memoryStore(), clock: createTestClock(), commands };
    await takeAsk(core, 'slack:1', command);
    await takeAsk(core, 'slack:2', command);
    const again = { code: 'airdesk.asked-before', choices: ['mute list', 'audit'] };
    await expect(takeAsk(core, 'slack:1', command)).rejects.toMatchObject(again);
    await expect(refuseAskedBefore(core, 'slack:2', command)).rejects.toMatchObject(again);
    await refuseAskedBefore(core, 'slack:3', command);
    const bare = { name: 'bell' } as Command;
    await expect(refuseAskedBefore(core, 'slack:1', bare)).rejects.toMatchObject({ choices: ['audit'] });
  });

  it('are forgotten after an hour, and the oldest of more than 10,000', async () => {
    const store = memoryStore();
    await store.commit([askWrite('old', 0), askWrite('new', 10)]);
    await sweepAsks(store, HOUR_MS - 1);
    expect((await store.list('asks')).map(({ id }) => id)).toEqual(['old', 'new']);
    await sweepAsks(store, HOUR_MS + 5);
    expect((await store.list('asks')).map(({ id }) => id)).toEqual(['new']);
    await store.commit(Array.from({ length: 10_004 }, (_, at) => askWrite(`ask-${at}`, 100 + at)));
    await sweepAsks(store, HOUR_MS + 5);
    const kept = await store.list('asks');
    expect(kept).toHaveLength(10_000);
    expect(kept.some(({ id }) => id === 'ask-3')).toBe(false);
    expect(kept.some(({ id }) => id === 'ask-4')).toBe(true);
  });
});

describe('accounts that were configured once', () => {
  const config = (...names: string[]) =>
    ConfigFileSchema.parse({ accounts: Object.fromEntries(names.map((name) => [name, {}])) });

  it('are known by the tag of a button, and are written once', async () => {
    const store = memoryStore();
    await rememberAccounts(store, config('sports', 'news'));
    await rememberAccounts(store, config('news', 'late'));
    expect((await store.list('accounts')).map(({ version }) => version)).toEqual([1, 1, 1]);
    for (const name of ['sports', 'news', 'late'])
      expect(await formerAccount(store, accountTag(config(name), name))).toBe(name);
    expect(await formerAccount(store, accountTag(config('never'), 'never'))).toBeUndefined();
  });

  it('are at most 1,000', async () => {
    const store = memoryStore();
    await rememberAccounts(store, config(...Array.from({ length: 999 }, (_, at) => `a${at}`)));
    await rememberAccounts(store, config('b1', 'b2', 'b3'));
    expect(await store.list('accounts')).toHaveLength(1000);
  });
});
