import { expect, it } from 'vitest';
import type { Traits } from '../harness.ts';
import { until } from '../passing-time.ts';
import { card, LINE, type Stage } from '../stage.ts';
import { expectWithin } from '../../machine/slowness.ts';

/** Both platforms give 3 s of real time; far less than that is left to a machine that is busy with tests. */
const LIMIT_MS = 1_000;

/** An ask is acknowledged in time, whatever the core does with it. */
export function acknowledging(stage: Stage, traits: Traits): void {
  function hang(): { readonly release: () => void } {
    let release = (): void => undefined;
    const never = new Promise<void>((resolve) => (release = resolve));
    stage.h.onIntent = () => never;
    return { release: () => release() };
  }

  it('a command while the cloud hangs, twenty times over', async () => {
    const { h } = stage;
    const { release } = hang();
    for (let at = 0; at < 20; at += 1) expectWithin(await h.say(h.ada, LINE), LIMIT_MS);
    await until('all intents', () => h.intents.length === 20);
    expect(h.clock.now()).toBe(h.intents[0]!.at);
    release();
  });

  it('many at once while the cloud hangs', async () => {
    const { h } = stage;
    const { release } = hang();
    const took = await Promise.all(Array.from({ length: 30 }, () => h.say(h.ada, LINE)));
    expectWithin(Math.max(...took), LIMIT_MS * 2);
    await until('all intents', () => h.intents.length === 30);
    release();
  });

  it('a press while the cloud hangs', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const { shown } = await stage.show(asked, card('Ready', { buttons: [{ id: 'b1', label: 'Go' }] }));
    const { release } = hang();
    for (let at = 0; at < 5; at += 1) expectWithin(await h.press(h.ben, shown, 'b1'), LIMIT_MS);
    release();
  });

  it.skipIf(traits.formFields === 0)('a form while the cloud hangs', async () => {
    const { h } = stage;
    const fields = [{ name: 'stream', label: 'Stream' }];
    const form = { kind: 'form', id: 'f1', title: 'Drop', submit: 'Go', fields } as const;
    const { shown } = await stage.openForm(h.ada, form);
    const { release } = hang();
    expectWithin(await h.submit(shown, { stream: 'main' }), LIMIT_MS);
    release();
  });

  it('what the core fails on, and what comes after it', async () => {
    const { h } = stage;
    h.onIntent = () => Promise.reject(new Error('the core broke its promise'));
    expectWithin(await h.say(h.ada, LINE), LIMIT_MS);
    await until('the intent', () => h.intents.length === 1);
    h.onIntent = async () => undefined;
    await stage.ask(h.ben);
    expect(h.intents).toHaveLength(2);
  });
}
