import { expect, it } from 'vitest';
import type { Traits } from '../harness.ts';
import { moment, settled, until } from '../passing-time.ts';
import { card, LINE, type Stage } from '../stage.ts';

/** The adapter is stopped, also twice and before anybody asked, and starts again as another instance. */
export function living(stage: Stage, traits: Traits): void {
  it('takes nothing any more when it was stopped', async () => {
    const { h } = stage;
    await stage.ask(h.ada);
    await settled(h.clock, h.adapter.stop());
    if (traits.holdsConnection) expect(h.isConnected()).toBe(false);
    // Whether it is refused or nobody is there: it is not taken.
    await Promise.race([h.say(h.ada, LINE).catch(() => 0), moment()]);
    await moment();
    expect(h.intents).toHaveLength(1);
  });

  it('stops when what runs has ended, and what runs can still answer', async () => {
    const { h } = stage;
    let go = (): void => undefined;
    const wait = new Promise<void>((resolve) => (go = resolve));
    h.onIntent = async ({ place, actor }) => {
      await wait;
      await h.adapter.post(place, actor, card('Finished'));
    };
    await stage.ask(h.ada);
    let stopped = false;
    const stopping = h.adapter.stop().then(() => (stopped = true));
    await moment();
    expect(stopped).toBe(false);
    go();
    await settled(h.clock, stopping);
    await stage.see('Finished');
  });

  it('can be stopped twice, and before anybody asked', async () => {
    const { h } = stage;
    await settled(h.clock, h.adapter.stop());
    await settled(h.clock, h.adapter.stop());
  });

  it('starts again as another instance', async () => {
    const { h } = stage;
    await stage.ask(h.ada);
    const first = h.adapter;
    await h.restart();
    expect(h.adapter).not.toBe(first);
    await until('the connection', () => h.isConnected(), h.clock);
    const asked = await stage.ask(h.ben);
    await stage.show(asked, card('Back'));
    expect(h.intents).toHaveLength(2);
  });

  it.skipIf(!traits.holdsConnection)('comes back when its connection is cut, again and again', async () => {
    const { h } = stage;
    for (let at = 0; at < 3; at += 1) {
      await until('the connection', () => h.isConnected(), h.clock);
      h.cut();
      await moment();
      await until('the connection', () => h.isConnected(), h.clock);
      const asked = await stage.ask(h.ada);
      await stage.show(asked, card(`Back ${at}`));
    }
    expect(h.intents).toHaveLength(3);
  });
}
