import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Card } from '../../../src/reply.ts';
import type { Shown, Traits } from '../harness.ts';
import { anyCard, anyForm, shortCard, typed } from '../hostile-replies.ts';
import { until } from '../passing-time.ts';
import { card, type Stage } from '../stage.ts';
import { faults, isMarked, missing, readable, textsOfForm } from '../wholeness.ts';

const RUNS = 60;
const TONES = ['info', 'ask', 'progress', 'success', 'warning', 'failure'] as const;

/** Cards are shown whole, to whom they are for, and with nothing in them that works as markup. */
export function showing(stage: Stage, traits: Traits): void {
  function expectRight(given: Card, shown: Shown, whole: boolean): void {
    expect(faults(given, shown, whole)).toEqual([]);
    expect(shown.onlyFor).toBe(given.visibility === 'asker' ? stage.h.ada.userId : undefined);
  }

  async function posted(given: Card, whole: boolean): Promise<void> {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const { shown } = await stage.show(asked, given);
    expectRight(given, shown, whole);
    h.clock.advance(2_000);
  }

  it('any card within the limits: nothing pings, nothing is lost without a mark', async () => {
    await fc.assert(
      fc.asyncProperty(anyCard, (given) => posted(given, false)),
      { numRuns: RUNS },
    );
    expect(stage.h.logs()).not.toMatch(/refused a card|too long/);
  });

  it('a short card in full', async () => {
    await fc.assert(
      fc.asyncProperty(shortCard, (given) => posted(given, true)),
      { numRuns: RUNS },
    );
  });

  it('any card in the place of another one', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const { ref, shown } = await stage.show(asked, card('Before'));
    await fc.assert(
      fc.asyncProperty(anyCard, async (any) => {
        const given: Card = { ...any, visibility: 'channel' };
        expect(await stage.edit(ref!, given)).toEqual(ref);
        const now = h.shown().filter(({ id }) => id === shown.id);
        expect(now).toHaveLength(1);
        expectRight(given, now[0]!, false);
        h.clock.advance(2_000);
      }),
      { numRuns: RUNS },
    );
    expect(h.logs()).not.toMatch(/refused a card|too long/);
  });

  it('every tone so that it can be told without colour', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const seen = new Set<string>();
    for (const tone of TONES) {
      seen.add((await stage.show(asked, card('Same', { tone }))).shown.text);
      h.clock.advance(2_000);
    }
    // Where the page draws the sign itself, the text is the same and the tone is carried beside it.
    expect(seen.size).toBe(TONES.length);
  });

  it('what is for the asker to the asker alone', async () => {
    const { h } = stage;
    for (const who of [h.ada, h.ben]) {
      const asked = await stage.ask(who);
      const { shown } = await stage.show(asked, card(`Key of ${who.userId}`, { visibility: 'asker' }));
      expect(shown.onlyFor).toBe(who.userId);
    }
    for (const who of [h.ada, h.ben])
      for (const message of stage.all(`Key of ${who.userId}`)) expect(message.onlyFor).toBe(who.userId);
  });

  it.skipIf(!traits.asks)('the question that a button asks before it is a press', async () => {
    const asked = await stage.ask(stage.h.ada);
    const buttons = [
      { id: 'undo', label: 'Undo: resume', style: 'danger' as const, ask: 'Resume <!channel> & co?' },
      { id: 'plain', label: 'Show' },
    ];
    const { shown } = await stage.show(asked, card('Done', { buttons }));
    expect(shown.buttons.map(({ ask }) => ask)).toEqual(['Resume <!channel> & co?', undefined]);
  });

  it.skipIf(traits.formFields === 0)('any form to the asker, with all that it asks for', async () => {
    const { h } = stage;
    await fc.assert(
      fc.asyncProperty(anyForm(traits.formFields), fc.gen(), async (form, pick) => {
        const { shown } = await stage.openForm(h.ada, form);
        expect(shown.userId).toBe(h.ada.userId);
        expect(shown.fields.map(({ name }) => name)).toEqual(form.fields.map(({ name }) => name));
        const gone = missing(shown.text, textsOfForm(form));
        if (gone.length > 0) expect(isMarked(shown.text), JSON.stringify(gone[0])).toBe(true);
        const values: Record<string, string> = {};
        for (const [at, field] of form.fields.entries()) {
          const seen = shown.fields[at]!;
          expect(seen.choices).toEqual(field.choices?.map(({ value }) => value));
          if (!field.choices && field.value !== undefined)
            expect(readable(seen.value ?? '')).toBe(readable(field.value));
          const value = field.choices
            ? fc.constantFrom(...field.choices.map((choice) => choice.value))
            : typed(300);
          values[field.name] = pick(() => value);
        }
        const before = h.intents.length;
        await h.submit(shown, values);
        await until('the intent', () => h.intents.length > before);
        expect(h.intents.at(-1)).toMatchObject({ kind: 'submit', form: form.id, values });
        h.clock.advance(2_000);
      }),
      { numRuns: 40 },
    );
  });
}
