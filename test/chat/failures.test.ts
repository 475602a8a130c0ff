import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveError } from '../../src/live/live-error.ts';
import { watchClock } from '../../src/proposal/clock-set.ts';
import { recover, sweep, takeStock } from '../../src/proposal/recover.ts';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import { ConflictError, type Store, type Write } from '../../src/store/store.ts';
import { DeliveryError } from '../../src/errors.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk, heldTargets, type LampDesk } from './chat-fakes.ts';

let folder: string;
let disk: Store;
let store: Store;
let clock: TestClock;
let desk: LampDesk;
let full: ((writes: readonly Write[]) => boolean) | undefined;
beforeEach(async () => {
  full = undefined;
  folder = await mkdtemp(join(tmpdir(), 'airdesk-core-'));
  disk = await openLowdbStore(join(folder, 'airdesk.json'));
  store = {
    get: (c, i) => disk.get(c, i),
    list: (c, q) => disk.list(c, q),
    commit: (writes) => (full?.(writes) ? Promise.reject(new Error('ENOSPC')) : disk.commit(writes)),
    close: () => disk.close(),
  };
  clock = createTestClock();
  desk = await createLampDesk(store, clock);
});
afterEach(async () => {
  await disk.close();
  await rm(folder, { recursive: true, force: true });
});
/** Lets work go on while time passes. The disk is real, so every step gives it a turn. */
async function pass(work: Promise<void>): Promise<void> {
  const ended = { yes: false };
  void work.finally(() => (ended.yes = true));
  for (let step = 0; !ended.yes && step < 2000; step++) await tick();
  if (!ended.yes) throw new Error('never ended');
  await work;
}

async function tick(): Promise<void> {
  clock.advance(200);
  await new Promise((resolve) => setTimeout(resolve, 1));
}

const hint = { en: 'h', zh: 'h' };
const statusOf = (writes: readonly Write[]) =>
  writes.map((w) => (w.value as { status?: string } | undefined)?.status).find((s) => s !== undefined);

describe('a target', () => {
  it('whose last change is still on its way is not changed again: the card asks anew until that has ended', async () => {
    desk.lamp.lag = 5;
    await desk.say('U001', 'lamp on');
    const first = desk.newest();
    const one = desk.press('U001', first, 'Confirm');
    await expect.poll(() => desk.lamp.switched).toBe(1);
    await expect.poll(async () => JSON.stringify(await store.list('targets'))).toContain('"called":true');
    await desk.say('U002', 'lamp off');
    const second = desk.newest();
    expect(second.card.lines?.[0]).toMatch(/^Not settled yet: Switch the lamp on \(by name of U001\)/);
    await desk.press('U002', second, 'Confirm');
    expect(desk.lamp.switched).toBe(1);
    expect(second.card).toMatchObject({
      tone: 'ask',
      lines: [expect.any(String), expect.stringMatching(/Not settled/), 'Undo is offered.'],
    });
    await pass(one);
    expect(await heldTargets(store)).toHaveLength(0);
    // What was seen while it was not settled is not what is confirmed.
    await desk.press('U002', second, 'Confirm');
    expect(desk.lamp.switched).toBe(1);
    expect(second.card.lines?.[0]).toMatch(/Changed since the preview: Switch the lamp on/);
    clock.advance(600);
    await pass(desk.press('U002', second, 'Confirm'));
    expect(desk.lamp.switched).toBe(2);
    expect(await heldTargets(store)).toHaveLength(0);
  });
});

describe('what was taken away meanwhile', () => {
  it('the command, before the press: not run, told, the target is free', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const without = desk.core.commands.filter((command) => command.name !== 'lamp on');
    const later = await createLampDesk(store, clock);
    Object.assign(later.core, { commands: without });
    later.messages.push(card);
    await later.press('U001', card, 'Confirm');
    expect(card.card.title).toContain('failed');
    expect(await heldTargets(store)).toEqual([]);
  });
  it.each(['running', 'called'])(
    'the command, by a new version, while it was %s: told as unknown, the target is free',
    async (status) => {
      await desk.say('U001', 'lamp on');
      const [doc] = await store.list('proposals');
      await store.commit([
        {
          collection: 'proposals',
          id: doc!.id,
          value: { ...(doc!.value as object), status },
          expect: doc!.version,
        },
        {
          collection: 'targets',
          id: 'main/lamp',
          value: { holder: { proposal: doc!.id, title: 'x', by: 'y', called: false } },
          expect: 0,
        },
      ]);
      Object.assign(desk.core, { commands: desk.core.commands.filter((c) => c.name !== 'lamp on') });
      await pass(recover(desk.core));
      expect(await heldTargets(store)).toEqual([]);
      expect(desk.newest().card.title).toMatch(/unknown/);
    },
  );
  it('the account, by a new configuration, while it was running: the target is free', async () => {
    await desk.say('U001', 'lamp on');
    const [doc] = await store.list('proposals');
    await store.commit([
      {
        collection: 'proposals',
        id: doc!.id,
        value: { ...(doc!.value as object), status: 'running' },
        expect: doc!.version,
      },
      {
        collection: 'targets',
        id: 'main/lamp',
        value: { holder: { proposal: doc!.id, title: 'x', by: 'y', called: false } },
        expect: 0,
      },
    ]);
    Object.assign(desk.core, {
      live: () => {
        throw new Error('there is no account');
      },
    });
    await pass(recover(desk.core));
    expect(await heldTargets(store)).toEqual([]);
  });
  it('the form in which one proposal is stored: the others are recovered and swept all the same', async () => {
    await desk.say('U001', 'lamp on');
    const [doc] = await store.list('proposals');
    await store.commit([
      {
        collection: 'proposals',
        id: 'aaa',
        value: { id: 'aaa', from: 'another version' },
        expect: 0,
        dueAt: 1,
      },
      {
        collection: 'proposals',
        id: doc!.id,
        value: { ...(doc!.value as object), status: 'confirmed' },
        expect: doc!.version,
      },
      {
        collection: 'targets',
        id: 'main/lamp',
        value: { holder: { proposal: doc!.id, title: 'x', by: 'y', called: false } },
        expect: 0,
      },
    ]);
    await pass(recover(desk.core));
    expect(await heldTargets(store)).toEqual([]);
    clock.advance(48 * 3_600_000);
    await sweep(desk.core);
    expect((await store.list('proposals')).map((d) => d.id)).not.toContain(doc!.id);
  });
});

describe('a disk', () => {
  it.each(['confirmed', 'running', 'called', 'done'])(
    'that is full when %s is written, and has room again: never run twice, the target is free, the card ended',
    async (status) => {
      await desk.say('U001', 'lamp on');
      const card = desk.newest();
      const id = card.card.buttons?.[0]?.id ?? '';
      let failures = status === 'confirmed' ? 1 : 3;
      full = (writes) => statusOf(writes) === status && failures-- > 0;
      await pass(desk.press('U001', card, 'Confirm'));
      for (let i = 0; i < 400; i++) {
        await tick();
      }
      expect(await heldTargets(store)).toEqual([]);
      expect(card.card.tone).not.toBe('progress');
      const ran = status === 'confirmed' || status === 'running' ? 0 : 1;
      expect(desk.lamp.switched).toBe(ran);
      if (status === 'running') expect(card.card.title).toContain('interrupted');
      if (status === 'called' || status === 'done') expect(card.card.title).toContain('done');
      await desk.pressId('U001', card, id);
      expect(desk.lamp.switched).toBe(status === 'confirmed' ? 1 : ran);
    },
  );
  it('that has no room for the audit before the call: not called, and said so', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    Object.assign(desk.core.audit, { write: () => Promise.reject(new Error('ENOSPC')) });
    await pass(desk.press('U001', card, 'Confirm'));
    expect(desk.lamp.switched).toBe(0);
    expect(card.card.title).not.toContain('unknown');
    expect(card.card.lines?.join()).toMatch(/Nothing was/);
    expect(await heldTargets(store)).toEqual([]);
  });
  it('that has no room for the audit after the call: the card tells the truth', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const write = desk.core.audit.write.bind(desk.core.audit);
    Object.assign(desk.core.audit, {
      write: (entry: { phase: string }) =>
        entry.phase === 'before' ? write(entry as never) : Promise.reject(new Error('ENOSPC')),
    });
    await pass(desk.press('U001', card, 'Confirm'));
    expect(desk.lamp.switched).toBe(1);
    expect(card.card.title).toContain('done');
    expect(card.card.buttons?.map((b) => b.label)).toContain('Undo');
  });
  it('that has no room for the audit of Cancel: the card is cancelled all the same', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    Object.assign(desk.core.audit, { write: () => Promise.reject(new Error('ENOSPC')) });
    await desk.press('U001', card, 'Cancel');
    expect(card.card.title).toContain('cancelled by');
  });
  it('that has no room for the audit when proposals expire: all cards say so', async () => {
    await desk.say('U001', 'lamp on');
    const a = desk.newest();
    await desk.say('U002', 'lamp on');
    const b = desk.newest();
    Object.assign(desk.core.audit, { write: () => Promise.reject(new Error('ENOSPC')) });
    clock.advance(121_000);
    await expect.poll(() => [a.card.title, b.card.title].join()).toMatch(/not confirmed.*not confirmed/);
  });
});

describe('what comes after the end', () => {
  it('and fails does not keep the card from telling how it ended', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    Object.assign(desk.core, {
      counts: {
        ...desk.core.counts,
        proposal: () => {
          throw new Error('a broken observer');
        },
      },
    });
    await pass(desk.press('U001', card, 'Confirm'));
    expect(card.card.title).toContain('done');
    expect(await heldTargets(store)).toEqual([]);
  });
});

describe('a clock', () => {
  it('that is set back an hour while the effect is looked for does not hold the target for an hour', async () => {
    desk.lamp.fails = { error: new LiveError('x', { action: 'X', outcome: 'unknown', code: 'c', hint }) };
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    let back = 0;
    const now = clock.now.bind(clock);
    Object.assign(clock, { now: () => now() - back });
    const pressed = desk.press('U001', card, 'Confirm');
    await expect.poll(() => card.card.tone).toBe('progress');
    back = 3_600_000;
    const ended = { yes: false };
    void pressed.then(() => (ended.yes = true));
    for (let step = 0; step < 300 && !ended.yes; step++) await tick();
    expect(ended.yes).toBe(true);
  });
});

describe('a proposal that is written in the same moment without ending, as when the clock is set', () => {
  /** The next change of its status finds that it was written since it was read. */
  function writtenBefore(status: string): void {
    const commit = store.commit.bind(store);
    store.commit = async (writes) => {
      if (statusOf(writes) === status) {
        store.commit = commit;
        for (const { id, version, value } of await store.list('proposals'))
          await commit([{ collection: 'proposals', id, value, expect: version }]);
      }
      return commit(writes);
    };
  }

  it.each([
    ['Confirm', 'confirmed', 'done'],
    ['Cancel', 'cancelled', 'cancelled'],
  ] as const)('is decided on anew: %s', async (button, status, title) => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    writtenBefore(status);
    await pass(desk.press('U001', card, button));
    expect(card.card.title).toContain(title);
  });

  it('does not keep what else waits from keeping its age', async () => {
    await desk.say('U001', 'lamp on');
    await desk.say('U001', 'lamp on');
    const stop = watchClock(desk.core);
    const commit = store.commit.bind(store);
    let tries = 0;
    store.commit = async (writes) => {
      if (++tries === 1) throw new ConflictError('proposals', writes[0]?.id ?? '');
      return commit(writes);
    };
    clock.shift(-10_800_000);
    for (let step = 0; step < 20; step++) await tick();
    stop();
    const ages = (await store.list('proposals')).map(
      ({ value }) => clock.now() - (value as { readonly createdAt: number }).createdAt,
    );
    expect(tries).toBe(2);
    expect(ages.filter((age) => age >= 0)).toHaveLength(1);
  });

  it('expires all the same', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    writtenBefore('expired');
    for (let step = 0; step < 700; step++) await tick();
    expect(card.card.title).toContain('not confirmed in time');
  });
});

describe('a platform whose answer was lost', () => {
  it('does not contradict a press on the card that is there all the same', async () => {
    const adapter = desk.core.adapters.get('slack')!;
    const post = adapter.post.bind(adapter);
    let pressed: Promise<void> | undefined;
    let card: ReturnType<LampDesk['newest']> | undefined;
    Object.assign(adapter, {
      post: async (place: never, actor: never, reply: { buttons?: unknown[] }) => {
        const ref = await post(place, actor, reply as never);
        if (reply.buttons?.length === 2) {
          card = desk.newest();
          pressed = desk.press('U001', card, 'Confirm');
          await pressed;
          throw new DeliveryError('lost', { code: 'slack.outcome-unknown', hint });
        }
        return ref;
      },
    });
    await desk.say('U001', 'lamp on');
    expect(desk.lamp.switched).toBe(1);
    const told = desk.messages.filter((m) => m.to === 'U001').map((m) => JSON.stringify(m.card));
    expect(told.join()).not.toContain('nothing was changed');
    expect(card?.card.title).toContain('done');
  });
});

describe('a name', () => {
  it('that means another target at the press is not run on it', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const { preview } = desk.core.commands[0] as unknown as { preview: () => Promise<object> };
    Object.assign(desk.core.commands[0]!, {
      preview: async () => ({ ...(await preview()), target: { key: 'main/lamp', label: 'the other lamp' } }),
    });
    await desk.press('U001', card, 'Confirm');
    expect(desk.lamp.switched).toBe(0);
    expect(card.card.tone).toBe('ask');
  });
});

describe('Undo', () => {
  it('is not offered to the second tap of a double tap', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    await desk.press('U001', card, 'Confirm');
    // Another button stands where Confirm stood, and it only looks.
    expect(card.card.buttons?.map(({ label }) => label)).toEqual(['Show', 'Undo']);
    clock.advance(150);
    await desk.press('U001', card, 'Show');
    expect(desk.lamp.switched).toBe(1);
  });
  it('does not take back the same change made anew by somebody else', async () => {
    await desk.say('U001', 'lamp on');
    const first = desk.newest();
    await desk.press('U001', first, 'Confirm');
    clock.advance(1000);
    await desk.say('U002', 'lamp off');
    await desk.press('U002', desk.newest(), 'Confirm');
    clock.advance(1000);
    await desk.say('U002', 'lamp on');
    await desk.press('U002', desk.newest(), 'Confirm');
    clock.advance(1000);
    expect(desk.lamp.switched).toBe(3);
    await desk.press('U001', first, 'Undo');
    expect(desk.lamp).toMatchObject({ switched: 3, lit: true });
  });
});

describe('recovery', () => {
  it('leaves alone what was pressed since the start', async () => {
    let release = (): void => undefined;
    desk = await createLampDesk(store, clock, {
      ...CONFIG,
      policy: { ...CONFIG.policy, verifyWithinSeconds: 0 },
    });
    desk.lamp.hold = new Promise((resolve) => (release = resolve));
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const { run } = desk.core.commands[0] as unknown as { run: (...a: unknown[]) => Promise<void> };
    Object.assign(desk.core.commands[0]!, {
      run: async (...a: unknown[]) => {
        const hold = desk.lamp.hold;
        delete desk.lamp.hold;
        await hold;
        await run(...a);
      },
    });
    const left = await takeStock(desk.core);
    const pressed = desk.press('U001', card, 'Confirm');
    await expect
      .poll(async () => (await store.list('proposals')).map((d) => (d.value as { status: string }).status))
      .toEqual(['running']);
    await pass(recover(desk.core, left));
    expect(await heldTargets(store)).toHaveLength(1);
    release();
    await pass(pressed);
    expect(card.card.title).toContain('done');
    // The outcome may come up before its undo, in the same tone.
    expect([...new Set(card.history.map((one) => one.tone))]).toEqual(['ask', 'progress', 'success']);
  });
});
