import { expect, it } from 'vitest';
import type { Fault, Traits } from '../harness.ts';
import { failure, moment } from '../passing-time.ts';
import { card, type Stage } from '../stage.ts';

const FAULTS: readonly Fault[] = [
  'rate-limited',
  'server-error',
  'lost-answer',
  'late-answer',
  'cut',
  'not-allowed',
];

/** What was written is searched after every test; here everything fails that can. */
export function keepingSecrets(stage: Stage, traits: Traits): void {
  it('has some to keep', () => {
    expect(stage.h.secrets().every((secret) => secret.length >= 6)).toBe(true);
  });

  it('when all goes well', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const { ref, shown } = await stage.show(asked, card('Ready', { buttons: [{ id: 'b1', label: 'Go' }] }));
    await h.press(h.ben, shown, 'b1');
    await stage.edit(ref!, card('Done'));
    if (traits.formFields === 0) return;
    const fields = [{ name: 'stream', label: 'Stream' }];
    await stage.openForm(h.ada, { kind: 'form', id: 'f1', title: 'Drop', submit: 'Go', fields });
  });

  it.skipIf(!traits.sendsOut).each(FAULTS)('when all that is sent ends in %s', async (fault) => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const { ref } = await stage.show(asked, card('Ready'));
    const { place, actor } = asked;
    const fields = [{ name: 'stream', label: 'Stream' }];
    const ways = [
      () => h.adapter.post(place, actor, card('A')),
      () => h.adapter.post(place, actor, card('A', { visibility: 'asker' })),
      () => h.adapter.post(place, actor, { kind: 'form', id: 'f1', title: 'Drop', submit: 'Go', fields }),
      () => h.adapter.edit(ref!, card('B')),
    ];
    for (const way of ways) {
      h.fault(fault, 9);
      stage.note(await failure(h.clock, way()));
      await h.mend();
    }
    if (traits.holdsConnection) {
      h.fault(fault, 3);
      h.cut();
      await moment();
    }
  });

  it('when the connection, the platform and the core fail', async () => {
    const { h } = stage;
    h.onIntent = () => Promise.reject(new Error('the core broke its promise'));
    const asked = await stage.ask(h.ada);
    await stage.show(
      asked,
      card('Only for Ada', { visibility: 'asker', buttons: [{ id: 'b1', label: 'Go' }] }),
    );
    await stage.show(asked, card('For all', { buttons: [{ id: 'b1', label: 'Go' }] }));
    for (const attempt of [...h.forgeries, ...h.bots])
      await attempt.send().catch((error: unknown) => stage.note(error));
    if (traits.holdsConnection) h.cut();
    await moment();
  });
}
