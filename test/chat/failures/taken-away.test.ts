import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recover, sweep, takeStock } from '../../../src/proposal/recover.ts';
import type { Store } from '../../../src/store/store.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { CONFIG, createLampDesk, heldTargets, type LampDesk } from '../chat-fakes.ts';
import { openLampOnDisk, type LampOnDisk } from '../lamp-on-disk.ts';

let lamp: LampOnDisk;
let store: Store;
let clock: TestClock;
let desk: LampDesk;
beforeEach(async () => {
  lamp = await openLampOnDisk();
  ({ store, clock, desk } = lamp);
});
afterEach(() => lamp.close());

/** The lamp as a proposal holds it that has not called the cloud yet. */
const heldBy = (proposal: string) => ({
  collection: 'targets',
  id: 'main/lamp',
  value: { holder: { proposal, title: 'x', by: 'y', called: false } },
  expect: 0,
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
        heldBy(doc!.id),
      ]);
      Object.assign(desk.core, { commands: desk.core.commands.filter((c) => c.name !== 'lamp on') });
      await lamp.pass(recover(desk.core));
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
      heldBy(doc!.id),
    ]);
    Object.assign(desk.core, {
      live: () => {
        throw new Error('there is no account');
      },
    });
    await lamp.pass(recover(desk.core));
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
      heldBy(doc!.id),
    ]);
    await lamp.pass(recover(desk.core));
    expect(await heldTargets(store)).toEqual([]);
    clock.advance(48 * 3_600_000);
    await sweep(desk.core);
    expect((await store.list('proposals')).map((d) => d.id)).not.toContain(doc!.id);
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
    await lamp.pass(recover(desk.core, left));
    expect(await heldTargets(store)).toHaveLength(1);
    release();
    await lamp.pass(pressed);
    expect(card.card.title).toContain('done');
    // The outcome may come up before its undo, in the same tone.
    expect([...new Set(card.history.map((one) => one.tone))]).toEqual(['ask', 'progress', 'success']);
  });
});
