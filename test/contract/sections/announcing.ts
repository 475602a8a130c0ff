import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import type { Card, Mention, MessageRef } from '../../../src/reply.ts';
import { RETRY_AFTER_S, type Fault, type Shown, type Traits } from '../harness.ts';
import { anyCard } from '../hostile-replies.ts';
import { failure, moment, settled, until } from '../passing-time.ts';
import { card, type Stage } from '../stage.ts';
import { faults, readable } from '../wholeness.ts';

const RUNS = 40;
const ALERT = 'alert:1';
const ACKNOWLEDGE = { id: `${ALERT}:ack`, label: 'Acknowledge' };
const ASSIGN = {
  id: `${ALERT}:assign`,
  placeholder: 'Assign',
  choices: Array.from({ length: 25 }, (_none, at) => ({
    id: `alert:assign:1:person-${at}`,
    label: `Person ${at}`,
  })),
};
const HOSTILE =
  '<!channel> @everyone <@U0ADA> <@500000000000000001> <@&600000000000000001> *bold* `code`\n# x';

/** Cards that nobody asked for are announced, edited, found again and added to. */
export function announcing(stage: Stage, traits: Traits): void {
  const count = (title: string): number => stage.all(title).length;
  let keys = 0;
  const newKey = (): string => `k${(keys += 1)}-abcdefgh_IJKLMN0123`.slice(0, 25);

  async function announce(given: Card, key = newKey()): Promise<{ ref: MessageRef; shown: Shown }> {
    const { h } = stage;
    const before = new Set(h.shown().map(({ id }) => id));
    const ref = await h.adapter.announce(h.channelId, given, key);
    await until('the message', () => h.shown().some(({ id }) => !before.has(id)));
    return { ref, shown: h.shown().find(({ id }) => !before.has(id))! };
  }

  const thrown = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('a card that nobody asked for, to everybody, and changes it', async () => {
    const { h } = stage;
    const { ref, shown } = await announce(card('Down', { tone: 'failure', visibility: 'asker' }));
    expect(shown.onlyFor).toBeUndefined();
    expect(ref).toEqual(JSON.parse(JSON.stringify(ref)));
    expect(ref).toMatchObject({ platform: h.adapter.name, channelId: h.channelId });
    expect(await h.adapter.update(ref, card('Recovered', { tone: 'success' }))).toBe('updated');
    expect(await stage.see('Recovered')).toMatchObject({ id: shown.id, edits: 1 });
    expect(count('Down')).toBe(0);
  });

  it('a change after a restart, or that the message is gone with the process', async () => {
    const { h } = stage;
    const { ref } = await announce(card('Before'));
    await h.restart();
    if (h.adapter.volatile) {
      expect(await h.adapter.update(ref, card('After'))).toBe('gone');
      return;
    }
    expect(await h.adapter.update(ref, card('After'))).toBe('updated');
    expect(count('After')).toBe(1);
    expect(count('Before')).toBe(0);
  });

  it('nothing where the message was deleted, and says so', async () => {
    const { h } = stage;
    await announce(card('Another'));
    const key = newKey();
    const { ref, shown } = await announce(card('Deleted'), key);
    await h.remove(shown.id);
    expect(await h.adapter.update(ref, card('Changed'))).toBe('gone');
    await moment();
    expect(count('Changed')).toBe(0);
    expect(await h.adapter.addToThread(ref, 'more', newKey())).toBe(traits.threads ? 'gone' : 'none');
    if (!h.adapter.volatile)
      expect(await h.adapter.find(h.channelId, key, h.clock.now() - 1_000)).toBe('none');
  });

  it('what can be found again by its key, also after changes', async () => {
    const { h } = stage;
    const [key, other] = [newKey(), newKey()];
    const start = h.clock.now();
    await announce(card('Another'));
    const { ref } = await announce(card('This one'), key);
    await announce(card('A third'), other);
    expect(await h.adapter.find(h.channelId, key, start)).toEqual(ref);
    await h.adapter.update(ref, card('Changed'));
    h.clock.advance(60_000);
    expect(await h.adapter.find(h.channelId, key, start)).toEqual(ref);
    expect(await h.adapter.find(h.channelId, other, start)).not.toEqual(ref);
    expect(await h.adapter.find(h.channelId, newKey(), start)).toBe('none');
    await h.restart();
    const found = await h.adapter.find(h.channelId, other, start);
    if (h.adapter.volatile) expect(found).toBe('none');
    else expect(found).toMatchObject({ channelId: h.channelId });
  });

  it.skipIf(!traits.oneForKey)('one message for one key', async () => {
    const { h } = stage;
    const key = newKey();
    const { ref } = await announce(card('Once'), key);
    expect(await h.adapter.announce(h.channelId, card('Once'), key)).toEqual(ref);
    await moment();
    expect(count('Once')).toBe(1);
  });

  it('presses on it by anybody, and answers them with nothing', async () => {
    const { h } = stage;
    const { ref, shown } = await announce(card('Down', { buttons: [ACKNOWLEDGE], selects: [ASSIGN] }));
    expect(shown.choices).toHaveLength(25);
    const pressed = [
      [h.ada, ACKNOWLEDGE.id],
      [h.ben, 'alert:assign:1:person-24'],
    ] as const;
    for (const [who, id] of pressed) {
      const before = h.intents.length;
      await h.press(who, shown, id);
      await until('the intent', () => h.intents.length > before);
      expect(h.intents.at(-1)).toMatchObject({
        kind: 'press',
        button: id,
        message: ref,
        actor: { userId: who.userId },
      });
    }
    await h.quiet();
    await moment();
    expect(h.shown()).toEqual([shown]);
    expect(await h.adapter.update(ref, card('Acknowledged'))).toBe('updated');
    await stage.see('Acknowledged');
  });

  it('any card: it pings nobody but those who are called', async () => {
    const { h } = stage;
    const called = Object.values(traits.callable ?? {});
    const mentions: Mention[] = traits.callable
      ? [
          { kind: 'user', id: traits.callable.user },
          { kind: 'group', id: traits.callable.group },
        ]
      : [];
    const isCall = (ping: string): boolean => called.some((id) => ping.includes(id));
    await fc.assert(
      fc.asyncProperty(anyCard, fc.boolean(), async (given, calls) => {
        const { shown } = await announce({ ...given, ...(calls && { mentions }) });
        const rest = shown.pings.filter((ping) => !calls || !isCall(ping));
        expect(faults(given, { ...shown, pings: rest }, false)).toEqual([]);
        expect(shown.notified).toEqual(calls ? called : []);
        h.clock.advance(2_000);
      }),
      { numRuns: RUNS },
    );
    expect(h.logs()).not.toMatch(/refused a card|too long/);
  });

  it.skipIf(!traits.callable)('who is called once, when it is posted, and nobody by a wrong id', async () => {
    const { h } = stage;
    const wrong: Mention[] = [
      { kind: 'user', id: '!channel' },
      { kind: 'group', id: '1> @everyone <@2' },
      { kind: 'user', id: '' },
    ];
    expect((await announce(card('Calls nobody', { mentions: wrong }))).shown.notified).toEqual([]);
    const mentions: Mention[] = [{ kind: 'user', id: traits.callable!.user }, ...wrong];
    const { ref, shown } = await announce(card('Down', { mentions }));
    expect(shown.notified).toEqual([traits.callable!.user]);
    expect(shown.text).toContain(traits.callable!.user);
    await h.adapter.update(ref, card('Still down', { mentions }));
    const changed = await stage.see('Still down');
    expect(changed.pings).toEqual([]);
    expect(changed.text).not.toContain(traits.callable!.user);
  });

  it.skipIf(!traits.threads)('its history in its thread, word for word', async () => {
    const { h } = stage;
    const { ref, shown } = await announce(card('Down'));
    expect(await h.adapter.addToThread(ref, '12:00 down', newKey())).toBe('added');
    expect(await h.adapter.addToThread(ref, HOSTILE, newKey())).toBe('added');
    await h.restart();
    expect(await h.adapter.addToThread(ref, '12:05 up again', newKey())).toBe('added');
    const [first, second, third, ...rest] = h.thread(shown.id);
    expect([first?.text, third?.text]).toEqual(['12:00 down', '12:05 up again']);
    expect(readable(second?.text ?? '')).toBe(readable(HOSTILE));
    expect(second).toMatchObject({ pings: [], notified: [] });
    expect(rest).toEqual([]);
    expect(count('12:0')).toBe(0);
    await h.adapter.addToThread(ref, `${'a'.repeat(20_000)} end`, newKey());
    expect(h.thread(shown.id).at(-1)?.text).toMatch(/a…$/);
  });

  it.skipIf(traits.threads)('no history where there are no threads', async () => {
    const { ref } = await announce(card('Down'));
    expect(await stage.h.adapter.addToThread(ref, '12:00 down', newKey())).toBe('none');
  });

  describe.skipIf(!traits.sendsOut)('over a network, with one try each', () => {
    async function each(): Promise<readonly [string, () => Promise<unknown>][]> {
      const { h } = stage;
      const { ref } = await announce(card('There'));
      const start = h.clock.now();
      return [
        ['announce', () => h.adapter.announce(h.channelId, card('New'), newKey())],
        ['update', () => h.adapter.update(ref, card('Changed'))],
        ['addToThread', () => h.adapter.addToThread(ref, 'more', newKey())],
        ['find', () => h.adapter.find(h.channelId, newKey(), start)],
      ];
    }

    it('a 429 at once, with how long to wait', async () => {
      const { h } = stage;
      for (const [name, run] of await each()) {
        const start = h.clock.now();
        h.fault('rate-limited');
        const error = await thrown(run());
        stage.note(error);
        expect(error, name).toBeInstanceOf(DeliveryError);
        expect(error, name).toMatchObject({
          retryable: true,
          fate: 'not-sent',
          retryAfterMs: RETRY_AFTER_S * 1000,
        });
        expect(h.clock.now()).toBe(start);
        h.clock.advance(RETRY_AFTER_S * 1000);
        expect(await run(), name).toBeDefined();
      }
      expect(count('New')).toBe(1);
    });

    it('a refusal as final, with what to do', async () => {
      const { h } = stage;
      for (const [name, run] of (await each()).slice(0, 2)) {
        h.fault('not-allowed');
        const error = await thrown(run());
        stage.note(error);
        expect(error, name).toMatchObject({ retryable: false, fate: 'refused' });
        expect((error as DeliveryError).hint.zh, name).toMatch(/\p{Script=Han}.*。$/su);
      }
      expect(count('New') + count('Changed')).toBe(0);
    });

    it.each<[Fault, boolean]>([
      ['server-error', false],
      ['cut', false],
      ['lost-answer', true],
      ['late-answer', true],
    ])('%s as unknown; looking for it tells, and there is one in the end', async (fault, isThere) => {
      const { h } = stage;
      await announce(card('Another'));
      const key = newKey();
      const start = h.clock.now();
      h.fault(fault);
      const error = await failure(h.clock, h.adapter.announce(h.channelId, card('One'), key));
      stage.note(error);
      expect(error).toMatchObject({ retryable: false, fate: 'unknown' });
      expect(h.clock.now() - start).toBeLessThan(5_000);
      h.clock.advance(120_000);
      await moment();
      const found = await h.adapter.find(h.channelId, key, start);
      if (isThere) expect(found).toMatchObject({ platform: h.adapter.name, channelId: h.channelId });
      else expect(found).toBe('none');
      const ref = found === 'none' ? await h.adapter.announce(h.channelId, card('One'), key) : found;
      expect(count('One')).toBe(1);
      expect(await h.adapter.update(ref as MessageRef, card('Changed'))).toBe('updated');
      expect([count('One'), count('Changed')]).toEqual([0, 1]);
    });

    it.each(['server-error', 'cut', 'lost-answer', 'late-answer'] as const)(
      '%s of a change as unknown, which can be sent again',
      async (fault) => {
        const { h } = stage;
        const { ref } = await announce(card('Before'));
        h.fault(fault);
        const error = await failure(h.clock, h.adapter.update(ref, card('After')));
        stage.note(error);
        expect(error).toMatchObject({ retryable: true, fate: 'unknown' });
        h.clock.advance(120_000);
        await moment();
        expect(await settled(h.clock, h.adapter.update(ref, card('After')))).toBe('updated');
        expect([count('Before'), count('After')]).toEqual([0, 1]);
      },
    );
  });
}
