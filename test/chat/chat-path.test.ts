import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveError } from '../../src/live/live-error.ts';
import { recover, sweep } from '../../src/proposal/recover.ts';
import type { Store } from '../../src/store/store.ts';
import { withoutTag } from '../fakes/run-lines.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk, heldTargets, type LampDesk } from './chat-fakes.ts';
import { openLampOnDisk, type LampOnDisk } from './lamp-on-disk.ts';

let lamp: LampOnDisk;
let store: Store;
let clock: TestClock;
let desk: LampDesk;
beforeEach(async () => {
  lamp = await openLampOnDisk();
  ({ store, clock, desk } = lamp);
});
afterEach(() => lamp.close());

const hint = { en: 'Do this next.', zh: '请这样做。' };
const cloudError = (outcome: 'refused' | 'unsent' | 'unknown') =>
  new LiveError('the cloud said no', {
    action: 'X',
    outcome,
    code: 'FailedOperation',
    hint,
    requestId: 'req-1',
  });
const phases = () => desk.audit.map((entry) => entry.phase);

describe('a command that acts', () => {
  it('is previewed, confirmed, run once, verified, and undone on the same card', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    expect(card.card).toMatchObject({ tone: 'ask', title: 'Switch the lamp on?' });
    expect(desk.lamp.switched).toBe(0);

    await desk.press('U001', card, 'Confirm');
    expect(desk.lamp).toMatchObject({ lit: true, switched: 1 });
    expect(card.card).toMatchObject({ tone: 'success', facts: [{ label: 'lamp', value: 'on' }] });
    expect(card.history.map((one) => one.tone)).toEqual(['ask', 'progress', 'success']);
    expect(phases()).toEqual(['proposed', 'before', 'done']);

    clock.advance(600);
    await desk.press('U001', card, 'Undo');
    expect(desk.lamp).toMatchObject({ lit: false, switched: 2 });
    expect(card.card).toMatchObject({
      tone: 'success',
      title: expect.stringContaining('Switch the lamp off: done'),
    });
    expect(card.card.buttons?.map((button) => button.label)).toEqual(['Show']);
    expect(desk.messages).toHaveLength(1);
  });

  it('puts nothing that acts where Confirm was: a second tap looks', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const place = card.card.buttons?.findIndex((button) => button.label === 'Confirm');
    await desk.press('U001', card, 'Confirm');
    expect(withoutTag(card.card.buttons?.[place ?? -1]?.id ?? '')).toBe('run:lamp show');
    expect(card.card.buttons?.find((button) => button.label === 'Undo')?.ask).toBe('Switch the lamp off?');
  });

  it('runs once, however often and by however many it is pressed', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const id = card.card.buttons?.[0]?.id ?? '';
    await Promise.all(Array.from({ length: 8 }, () => desk.pressId('U001', card, id)));
    await desk.pressId('U001', card, id);
    expect(desk.lamp.switched).toBe(1);
    const told = desk.messages
      .filter((message) => message.to === 'U001')
      .map((message) => message.card.title);
    expect(told).toHaveLength(8);
    expect(new Set(told)).toEqual(new Set(['Already confirmed by name of U001']));
    // Five in full; the rest is one row a minute later.
    expect(phases().filter((phase) => phase === 'refused')).toHaveLength(5);
    clock.advance(60_000);
    await vi.waitFor(() => expect(phases().filter((phase) => phase === 'refused')).toHaveLength(6), {
      timeout: 60_000,
    });
  });

  it('is confirmed by the asker only, from whichever platform', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    await desk.press('U002', card, 'Confirm');
    expect(desk.newest()).toMatchObject({
      to: 'U002',
      card: { title: 'Only name of U001 can confirm this' },
    });
    await desk.press('U003', card, 'Confirm');
    expect(desk.newest()).toMatchObject({ to: 'U003', card: { title: 'You may not use "lamp on"' } });
    await desk.press('U009', card, 'Confirm');
    expect(desk.newest()).toMatchObject({ to: 'U009', card: { title: 'You are not in airdesk.yaml' } });
    expect(desk.lamp.switched).toBe(0);
    await desk.press('U001', card, 'Confirm');
    expect(desk.lamp.switched).toBe(1);
  });

  it('is confirmed by anybody permitted, where the policy says so', async () => {
    desk = await createLampDesk(store, clock, {
      ...CONFIG,
      policy: { ...CONFIG.policy, confirmBy: 'permitted' },
    });
    await desk.say('U001', 'lamp on');
    await desk.press('U002', desk.newest(), 'Confirm');
    expect(desk.lamp.switched).toBe(1);
    expect(desk.newest().card.footer).toContain('asked by name of U001, confirmed by name of U002');
  });

  it('is called off by Cancel, for good', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const id = card.card.buttons?.[0]?.id ?? '';
    await desk.press('U001', card, 'Cancel');
    expect(card.card).toMatchObject({ title: expect.stringContaining('cancelled by name of U001') });
    await desk.pressId('U001', card, id);
    expect(desk.newest().card.title).toBe('This was cancelled');
    expect(desk.lamp.switched).toBe(0);
  });

  it('expires', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    const id = card.card.buttons?.[0]?.id ?? '';
    clock.advance(120_000);
    await desk.pressId('U001', card, id);
    expect(desk.newest()).toMatchObject({ to: 'U001', card: { title: 'This has expired' } });
    await expect.poll(() => card.card.title).toContain('not confirmed in time');
    expect(card.card.buttons ?? []).toEqual([]);
    clock.advance(25 * 3_600_000);
    await sweep(desk.core);
    expect(await store.list('proposals')).toEqual([]);
    expect(desk.lamp.switched).toBe(0);
  });

  it('is not run when the state changed since the preview, and asks again with how it is now', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    desk.core.commands.find((command) => command.name === 'lamp on');
    const { preview } = desk.core.commands[0] as unknown as { preview: () => Promise<object> };
    Object.assign(desk.core.commands[0]!, {
      preview: async () => ({ ...(await preview()), state: { lit: 'flickering' } }),
    });
    await desk.press('U001', card, 'Confirm');
    expect(desk.lamp.switched).toBe(0);
    expect(card.card).toMatchObject({
      tone: 'ask',
      lines: [expect.stringContaining('changed since the preview'), 'Undo is offered.'],
    });
    await desk.press('U001', card, 'Confirm');
    expect(desk.newest().card.title).toBe('The card has just changed');
    clock.advance(600);
    await desk.press('U001', card, 'Confirm');
    expect(desk.lamp.switched).toBe(1);
  });

  it('says why on the card when there is nothing left to do', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    desk.lamp.lit = true;
    await desk.press('U001', card, 'Confirm');
    expect(card.card.title).toContain('the state changed, not run');
    expect(card.card.lines).toContain('It is so already');
    desk.lamp.lit = false;
    await desk.say('U001', 'lamp on');
    expect(desk.newest().card.tone).toBe('ask');
  });

  it('waits its turn: one change of a target at a time', async () => {
    let release = (): void => undefined;
    desk.lamp.hold = new Promise((resolve) => (release = resolve));
    await desk.say('U001', 'lamp on');
    const first = desk.newest();
    await desk.say('U002', 'lamp on');
    const second = desk.newest();
    const running = desk.press('U001', first, 'Confirm');
    await expect.poll(() => desk.lamp.switched).toBe(1);
    await desk.press('U002', second, 'Confirm');
    expect(desk.newest()).toMatchObject({ to: 'U002', card: { title: 'lamp is being changed right now' } });
    await desk.say('U002', 'lamp off');
    expect(desk.newest()).toMatchObject({ to: 'U002', card: { title: 'lamp is being changed right now' } });
    release();
    await running;
    expect(desk.lamp.switched).toBe(1);
    await desk.press('U002', second, 'Confirm');
    expect(second.card.title).toContain('the state changed, not run');
  });

  it.each([
    ['refused', 'failed', 'failed'],
    ['unsent', 'failed', 'failed'],
  ] as const)(
    'that the cloud %s is shown as failed with code and request id',
    async (outcome, title, phase) => {
      desk.lamp.fails = { error: cloudError(outcome) };
      await desk.say('U001', 'lamp on');
      const card = desk.newest();
      await desk.press('U001', card, 'Confirm');
      expect(card.card).toMatchObject({ tone: 'failure', title: expect.stringContaining(title) });
      expect(JSON.stringify(card.card)).toContain('req-1');
      expect(card.card.lines).toContain('Do this next.');
      expect(phases().at(-1)).toBe(phase);
      await desk.say('U001', 'lamp on');
      expect(desk.newest().card.tone).toBe('ask');
    },
  );

  it('whose answer was lost after the effect is found done, without a second call', async () => {
    desk.lamp.fails = { error: cloudError('unknown'), after: true };
    await desk.say('U001', 'lamp on');
    await desk.press('U001', desk.newest(), 'Confirm');
    expect(desk.lamp.switched).toBe(1);
    expect(desk.newest().card.tone).toBe('success');
    expect(desk.newest().card.lines?.join()).toContain('answer to the call was lost');
  });

  it('whose outcome cannot be found is told as unknown, and not repeated', async () => {
    desk.lamp.fails = { error: cloudError('unknown') };
    await desk.say('U001', 'lamp on');
    await lamp.pass(desk.press('U001', desk.newest(), 'Confirm'));
    expect(desk.lamp.switched).toBe(0);
    expect(desk.newest().card).toMatchObject({
      tone: 'warning',
      title: expect.stringContaining('outcome unknown'),
    });
    expect(phases().at(-1)).toBe('unknown');
  });

  it('that was accepted and is not seen in time says so', async () => {
    desk.lamp.lag = 1000;
    await desk.say('U001', 'lamp on');
    await lamp.pass(desk.press('U001', desk.newest(), 'Confirm'));
    expect(desk.newest().card.title).toContain('accepted, not seen yet');
    expect(desk.lamp.switched).toBe(1);
  });

  it('offers no undo where the undo has nothing to do', async () => {
    Object.assign(desk.core.commands[1]!, { preview: () => Promise.reject(new Error('cannot be read')) });
    await desk.say('U001', 'lamp on');
    await desk.press('U001', desk.newest(), 'Confirm');
    expect(desk.newest().card).toMatchObject({ tone: 'success' });
    expect(desk.newest().card.buttons?.map((button) => button.label)).toEqual(['Show']);
  });

  it('loses its Undo when the state is no longer what it left, or time is up', async () => {
    await desk.say('U001', 'lamp on');
    const card = desk.newest();
    await desk.press('U001', card, 'Confirm');
    desk.lamp.lit = false;
    clock.advance(600);
    await desk.press('U001', card, 'Undo');
    expect(desk.lamp.switched).toBe(1);
    expect(card.card.title).toContain('the state changed, not run');

    await desk.say('U001', 'lamp on');
    const other = desk.newest();
    await desk.press('U001', other, 'Confirm');
    clock.advance(15 * 60_000);
    await expect.poll(() => other.card.buttons?.map((button) => button.label)).toEqual(['Show']);
    expect(other.card).toMatchObject({ tone: 'success' });
  });
});

describe('a restart', () => {
  async function proposalLeftAs(status: 'confirmed' | 'running' | 'called'): Promise<void> {
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
  }

  it.each([
    ['confirmed', false, 'interrupted'],
    ['running', true, 'done'],
    ['running', false, 'outcome unknown'],
    ['called', true, 'done'],
    ['called', false, 'accepted, not seen yet'],
  ] as const)('of a proposal that was %s (effect there: %s) tells: %s', async (status, lit, told) => {
    await proposalLeftAs(status);
    desk.lamp.lit = lit;
    await lamp.pass(recover(desk.core));
    expect(desk.newest().card.title).toContain(told);
    expect(desk.lamp.switched).toBe(0);
    expect(await heldTargets(store)).toEqual([]);
    await recover(desk.core);
    expect(desk.messages).toHaveLength(1);
  });

  it('leaves waiting proposals as they are', async () => {
    await desk.say('U001', 'lamp on');
    await recover(desk.core);
    await desk.press('U001', desk.newest(), 'Confirm');
    expect(desk.lamp.switched).toBe(1);
  });
});

describe('whatever is asked is answered and noted', () => {
  it.each([
    ['U001', 'lamp of', 'There is no command "lamp of"', 'refused'],
    ['U001', 'lamp on --colour red', '"lamp on" was not understood', 'refused'],
    ['U001', '灯 查看', '关', 'answered'],
    ['U003', 'lamp on', 'You may not use "lamp on"', 'refused'],
    ['U009', 'lamp show', 'You are not in airdesk.yaml', 'refused'],
    ['U001', 'x'.repeat(5000), 'That is too long', 'refused'],
  ])('%s: %.30s', async (user, line, title, phase) => {
    await desk.say(user, line);
    expect(desk.newest().card.title).toBe(title);
    await expect.poll(() => phases()).toEqual([phase]);
  });

  it.each(['confirm:nobody', 'cancel:nobody', 'nonsense', 'run:', 'undo', ''])(
    'button %j',
    async (button) => {
      await desk.say('U001', 'lamp on');
      const before = desk.messages.length;
      await desk.pressId('U001', desk.messages[0]!, button);
      expect(desk.messages.length).toBe(before + 1);
      expect(desk.lamp.switched).toBe(0);
    },
  );

  it('shows a secret to who asked for it and to nobody else, whatever the command says', async () => {
    await desk.say('U001', 'lamp key');
    expect(desk.newest()).toMatchObject({ to: 'U001', card: { title: 'the key is under the mat' } });
    await desk.say('U003', 'lamp key');
    expect(desk.newest()).toMatchObject({ to: 'U003', card: { title: 'You may not use "lamp key"' } });
  });

  it('answers an intent that is delivered twice once', async () => {
    const intent = {
      kind: 'command' as const,
      id: 'same',
      at: 0,
      actor: { platform: 'slack', userId: 'U001', name: 'n' },
      place: { platform: 'slack', channelId: 'C1' },
      line: 'lamp show',
    };
    const { createRouter } = await import('../../src/chat/router.ts');
    const router = createRouter(desk.core);
    await router.handle(intent);
    await router.handle(intent);
    expect(desk.messages).toHaveLength(1);
  });
});
