import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { watchClock } from '../../../src/proposal/clock-set.ts';
import { ConflictError, type Store } from '../../../src/store/store.ts';
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

const hint = { en: 'h', zh: 'h' };

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
    await lamp.pass(one);
    expect(await heldTargets(store)).toHaveLength(0);
    // What was seen while it was not settled is not what is confirmed.
    await desk.press('U002', second, 'Confirm');
    expect(desk.lamp.switched).toBe(1);
    expect(second.card.lines?.[0]).toMatch(/Changed since the preview: Switch the lamp on/);
    clock.advance(600);
    await lamp.pass(desk.press('U002', second, 'Confirm'));
    expect(desk.lamp.switched).toBe(2);
    expect(await heldTargets(store)).toHaveLength(0);
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
    for (let step = 0; step < 300 && !ended.yes; step++) await lamp.tick();
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
    await lamp.pass(desk.press('U001', card, button));
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
    for (let step = 0; step < 20; step++) await lamp.tick();
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
    for (let step = 0; step < 700; step++) await lamp.tick();
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
