import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { heldTargets, type LampDesk } from '../chat-fakes.ts';
import { openLampOnDisk, statusOf, type LampOnDisk } from '../lamp-on-disk.ts';

let lamp: LampOnDisk;
let store: Store;
let clock: TestClock;
let desk: LampDesk;
beforeEach(async () => {
  lamp = await openLampOnDisk();
  ({ store, clock, desk } = lamp);
});
afterEach(() => lamp.close());

describe('a disk', () => {
  it.each(['confirmed', 'running', 'called', 'done'])(
    'that is full when %s is written, and has room again: never run twice, the target is free, the card ended',
    async (status) => {
      await desk.say('U001', 'lamp on');
      const card = desk.newest();
      const id = card.card.buttons?.[0]?.id ?? '';
      let failures = status === 'confirmed' ? 1 : 3;
      lamp.disk.full = (writes) => statusOf(writes) === status && failures-- > 0;
      await lamp.pass(desk.press('U001', card, 'Confirm'));
      for (let i = 0; i < 400; i++) {
        await lamp.tick();
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
    await lamp.pass(desk.press('U001', card, 'Confirm'));
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
    await lamp.pass(desk.press('U001', card, 'Confirm'));
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
    await lamp.pass(desk.press('U001', card, 'Confirm'));
    expect(card.card.title).toContain('done');
    expect(await heldTargets(store)).toEqual([]);
  });
});
