import { expect, it, describe } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import type { Card, MessageRef } from '../../../src/reply.ts';
import { RETRY_AFTER_S, type Fault, type Traits } from '../harness.ts';
import { failure, moment, settled } from '../passing-time.ts';
import { card, type Stage } from '../stage.ts';

const UNCERTAIN: readonly Fault[] = ['server-error', 'lost-answer', 'late-answer', 'cut'];
const CASES = UNCERTAIN.flatMap((fault) => [1, 9].map((times) => [fault, times] as const));

/** What the platform does with a message is told as it is: there, not there, or not known. */
export function delivering(stage: Stage, traits: Traits): void {
  const count = (title: string): number => stage.all(title).length;

  /** What comes late has come. */
  async function afterAll(): Promise<void> {
    await moment();
    stage.h.clock.advance(120_000);
    await moment();
  }

  function throughJson(ref: MessageRef | undefined): MessageRef {
    expect(ref).toBeDefined();
    const read = JSON.parse(JSON.stringify(ref)) as MessageRef;
    expect(read).toEqual(ref);
    expect(Object.values(read).every((part) => typeof part === 'string')).toBe(true);
    expect(read).toMatchObject({ platform: stage.h.adapter.name, channelId: stage.h.channelId });
    return read;
  }

  it('a card, and its edits to the same message', async () => {
    const { h } = stage;
    const { ref, shown } = await stage.show(await stage.ask(h.ada), card('One', { tone: 'progress' }));
    expect(await stage.edit(throughJson(ref), card('Two', { tone: 'success' }))).toEqual(ref);
    expect(count('One')).toBe(0);
    expect(stage.all('Two')).toMatchObject([{ id: shown.id }]);
  });

  it('an edit after a restart, with the ref from the store', async () => {
    const { h } = stage;
    const { ref } = await stage.show(await stage.ask(h.ada), card('Before'));
    await h.restart();
    const next = await stage.edit(throughJson(ref), card('After'));
    await stage.see('After');
    expect(count('After')).toBe(1);
    expect(count('Before')).toBe(0);
    expect(await stage.edit(next, card('Later'))).toEqual(next);
    expect(count('After')).toBe(0);
  });

  it('an edit of a deleted message as a new one, and tells where', async () => {
    const { h } = stage;
    const { ref, shown } = await stage.show(await stage.ask(h.ada), card('Deleted'));
    await h.remove(shown.id);
    const next = throughJson(await settled(h.clock, h.adapter.edit(ref!, card('Posted anew'))));
    await stage.see('Posted anew');
    expect(next).not.toEqual(ref);
    expect(await stage.edit(next, card('Edited there'))).toEqual(next);
    expect(count('Posted anew')).toBe(0);
    expect(count('Edited there')).toBe(1);
  });

  it('to a place as it is after a restart, without what the platform handed out', async () => {
    const { h } = stage;
    const { place, actor } = await stage.ask(h.ada);
    const bare = JSON.parse(JSON.stringify({ platform: place.platform, channelId: place.channelId })) as {
      platform: string;
      channelId: string;
    };
    await h.restart();
    await stage.show({ place: bare, actor }, card('Found it again'));
    expect(count('Found it again')).toBe(1);
  });

  describe.skipIf(!traits.sendsOut)('over a network', () => {
    it.each<[string, Partial<Card>]>([
      ['a card', {}],
      ['a card for the asker', { visibility: 'asker' }],
    ])('%s after a 429, once, when the time has come', async (_what, more) => {
      const { h } = stage;
      const asked = await stage.ask(h.ada);
      const start = h.clock.now();
      h.fault('rate-limited');
      await stage.show(asked, card('Waited', more));
      expect(h.clock.now() - start).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1000);
      expect(count('Waited')).toBe(1);
    });

    it('an edit after a 429, once, when the time has come', async () => {
      const { h } = stage;
      const { ref } = await stage.show(await stage.ask(h.ada), card('Before'));
      await h.quiet();
      const start = h.clock.now();
      h.fault('rate-limited');
      expect(await stage.edit(ref!, card('After'))).toEqual(ref);
      expect(h.clock.now() - start).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1000);
      expect(count('After')).toBe(1);
    });

    it('nothing, and says that it can be tried again, where the 429 do not end', async () => {
      const { h } = stage;
      const asked = await stage.ask(h.ada);
      h.fault('rate-limited', 50);
      const error = await failure(h.clock, h.adapter.post(asked.place, asked.actor, card('Too much')));
      stage.note(error);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ retryable: true });
      expectHint(error);
      expect(count('Too much')).toBe(0);
    });

    it.each(CASES)('never two messages after %s (%i times)', async (fault, times) => {
      const { h } = stage;
      const asked = await stage.ask(h.ada);
      for (const visibility of ['channel', 'asker'] as const) {
        h.fault(fault, times);
        const error = await failure(
          h.clock,
          h.adapter.post(asked.place, asked.actor, card('Once', { visibility })),
        );
        stage.note(error);
        await afterAll();
        const there = stage
          .all('Once')
          .filter(({ onlyFor }) => (onlyFor === undefined) === (visibility === 'channel'));
        expect(there.length, visibility).toBeLessThanOrEqual(1);
        if (error === undefined) expect(there.length, visibility).toBe(1);
        else expectDeliveryError(error);
        // Whoever tries again on this word must not make a second message.
        if (error instanceof DeliveryError && error.retryable) expect(there.length, visibility).toBe(0);
        await h.mend();
      }
    });

    it.each(CASES)('an edit never twice after %s (%i times)', async (fault, times) => {
      const { h } = stage;
      const { ref } = await stage.show(await stage.ask(h.ada), card('Before'));
      await h.quiet();
      h.fault(fault, times);
      const error = await failure(h.clock, h.adapter.edit(ref!, card('After')));
      stage.note(error);
      await afterAll();
      if (error === undefined) expect(count('After')).toBe(1);
      else expectDeliveryError(error);
      expect(count('Before') + count('After')).toBe(1);
      await h.mend();
      expect(await stage.edit(ref!, card('In the end'))).toEqual(ref);
      expect(h.shown().map(({ text }) => text)).toEqual([expect.stringContaining('In the end')]);
    });

    it.each(['post', 'edit'] as const)(
      'nothing where it may not write, and says what to do: %s',
      async (way) => {
        const { h } = stage;
        const asked = await stage.ask(h.ada);
        const { ref } = await stage.show(asked, card('Before'));
        await h.quiet();
        h.fault('not-allowed', 9);
        const next = card('After', { buttons: [{ id: 'b1', label: 'Go' }] });
        const { adapter } = h;
        const work = way === 'post' ? adapter.post(asked.place, asked.actor, next) : adapter.edit(ref!, next);
        const error = await failure(h.clock, work);
        stage.note(error);
        expectDeliveryError(error);
        expect(error).toMatchObject({ retryable: false });
        expect(count('After')).toBe(0);
      },
    );
  });
}

function expectDeliveryError(error: unknown): void {
  expect(error).toBeInstanceOf(DeliveryError);
  expect((error as DeliveryError).code).toMatch(/^[a-z]+\.[\w-]+$/);
  expectHint(error);
}

function expectHint(error: unknown): void {
  const { hint } = error as DeliveryError;
  expect(hint.en).toMatch(/^[A-Z].{15,}\.$/s);
  expect(hint.zh).toMatch(/\p{Script=Han}.*。$/su);
}
