import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Intent, PressIntent, SubmitIntent } from '../../../src/intent.ts';
import type { Form } from '../../../src/reply.ts';
import type { Traits } from '../harness.ts';
import { typed } from '../hostile-replies.ts';
import { failure, moment, until } from '../passing-time.ts';
import { card, LINE, type Stage } from '../stage.ts';

const FORM: Form = {
  kind: 'form',
  id: 'form:stream drop',
  title: 'Drop a stream',
  submit: 'Preview',
  fields: [
    { name: 'stream', label: 'Stream', value: 'main' },
    {
      name: 'why',
      label: 'Reason',
      choices: [
        { value: 'rights', label: 'Rights' },
        { value: 'fault', label: 'Fault' },
      ],
    },
    { name: 'note', label: 'Note', optional: true },
  ],
};
/** Ids as the core makes them, and as it could. */
const IDS = [
  'confirm:9f2c',
  'run:流 断开 "主 路"',
  'x',
  'a b/c?d=e&f',
  '<@U1>',
  'é'.repeat(50),
  'z'.repeat(100),
];

/** What people type, press and fill in reaches the core whole, once, and as theirs. */
export function asking(stage: Stage, traits: Traits): void {
  async function next<T extends Intent>(before: number): Promise<T> {
    const { h } = stage;
    await until('the intent', () => h.intents.length > before);
    await moment();
    expect(h.intents).toHaveLength(before + 1);
    return h.intents[before] as T;
  }

  function expectAsked(intent: Intent, who: 'ada' | 'ben'): void {
    const { h } = stage;
    const platform = h.adapter.name;
    expect(intent.id).toMatch(/^\S{4,200}$/);
    expect(intent.at).toBe(h.clock.now());
    expect(intent.actor).toMatchObject({ platform, userId: h[who].userId, name: h[who].name });
    expect(intent.place).toMatchObject({ platform, channelId: h.channelId });
  }

  it('a command, once and complete', async () => {
    const { h } = stage;
    await h.say(h.ada, LINE);
    const intent = await next(0);
    expectAsked(intent, 'ada');
    expect(intent).toMatchObject({ kind: 'command', line: LINE });
  });

  it.skipIf(!traits.takesAnyLine)('a command line as it was typed, whatever is in it', async () => {
    const { h } = stage;
    await fc.assert(
      fc.asyncProperty(typed(200), async (line) => {
        const wanted = `stream show ${line}`.trim();
        expect(await stage.ask(h.ada, wanted)).toMatchObject({ kind: 'command', line: wanted });
        h.clock.advance(2_000);
      }),
      { numRuns: 40 },
    );
  });

  it('a press, with the message that carries the button', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const buttons = IDS.map((id, at) => ({ id, label: `Button ${at}` }));
    const { ref, shown } = await stage.show(asked, card('Ready', { buttons }));
    for (const id of IDS) {
      const before = h.intents.length;
      await h.press(h.ben, shown, id);
      const press = await next<PressIntent>(before);
      expectAsked(press, 'ben');
      expect(press).toMatchObject({ kind: 'press', button: id, message: ref });
      h.clock.advance(2_000);
    }
  });

  it('a choice, as a press of it', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const choices = IDS.map((id, at) => ({ id, label: `Choice ${at}` }));
    const selects = [{ id: 'menu', placeholder: 'What?', choices }];
    const { ref, shown } = await stage.show(asked, card('Ready', { selects }));
    for (const id of IDS) {
      const before = h.intents.length;
      await h.press(h.ben, shown, id);
      const press = await next<PressIntent>(before);
      expectAsked(press, 'ben');
      expect(press).toMatchObject({ kind: 'press', button: id, message: ref });
      h.clock.advance(2_000);
    }
  });

  it('a press on a message that only the asker sees, and no edit makes it public', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const buttons = [{ id: 'again', label: 'Again' }];
    const { shown } = await stage.show(asked, card('Push key', { visibility: 'asker', buttons }));
    const before = h.intents.length;
    await h.press(h.ada, shown, 'again');
    const press = await next<PressIntent>(before);
    expectAsked(press, 'ada');
    const changed = card('Push key, changed', { visibility: 'asker' });
    stage.note(await failure(h.clock, h.adapter.edit(press.message, changed)));
    await moment();
    for (const message of stage.all('Push key')) expect(message.onlyFor).toBe(h.ada.userId);
  });

  it.skipIf(traits.formFields === 0)(
    'a form, with what was filled in and where it was asked for',
    async () => {
      const { h } = stage;
      const { shown: form } = await stage.openForm(h.ada, FORM);
      const before = h.intents.length;
      const values = { stream: 'live.example.com/live/主路 <@U1> & co', why: 'fault' };
      await h.submit(form, values);
      const submit = await next<SubmitIntent>(before);
      expectAsked(submit, 'ada');
      expect(submit).toMatchObject({ kind: 'submit', form: FORM.id, values });
      expect(submit.values['note'] ?? '').toBe('');
      await stage.show(submit, card('In answer to the form'));
    },
  );

  it.skipIf(traits.formFields === 0)('a form in answer to a press', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const buttons = [{ id: 'fill', label: 'Fill in' }];
    const { shown } = await stage.show(asked, card('Refused', { visibility: 'asker', buttons }));
    h.formFirst = (intent) => (intent.kind === 'press' ? FORM : undefined);
    const before = h.intents.length;
    await h.press(h.ada, shown, 'fill');
    const press = await next<PressIntent>(before);
    expect(await stage.post(press, FORM)).toBeUndefined();
    await until('the form', () => h.forms().length === 1);
    await moment();
    expect(h.forms()).toMatchObject([
      { userId: h.ada.userId, fields: FORM.fields.map(({ name }) => ({ name })) },
    ]);
    // What was pressed is as it was.
    expect(stage.all('Refused')).toEqual([shown]);
  });

  it.skipIf(traits.formFields === 0)('a card where a form was to come first after all', async () => {
    const { h } = stage;
    const { asked } = await stage.openForm(h.ada, FORM);
    const { shown } = await stage.show(asked, card('Too much at once', { visibility: 'asker' }));
    expect(shown.onlyFor).toBe(h.ada.userId);
  });

  it.skipIf(traits.formsAgain === 'never')(
    'a form that was sent once more, with what is wrong in it, and it is another ask',
    async () => {
      const { h } = stage;
      const { shown: form } = await stage.openForm(h.ada, FORM);
      const wrong: Form = {
        ...FORM,
        id: 'form:stream drop again',
        fields: FORM.fields.map((field) =>
          field.name === 'stream'
            ? { ...field, value: 'mian', problem: '"mian" does not work here.' }
            : field,
        ),
      };
      const isWrong = ({ values }: SubmitIntent) => values['stream'] === 'mian';
      h.formFirst = (intent) => (intent.kind === 'submit' && isWrong(intent) ? wrong : undefined);
      h.onIntent = async (intent) => {
        if (intent.kind === 'submit' && isWrong(intent))
          await h.adapter.post(intent.place, intent.actor, wrong);
      };
      const opened = h.forms().length;
      const ids = new Set<string>();
      for (let at = 1; at <= 2; at += 1) {
        const before = h.intents.length;
        await h.submit(form, { stream: 'mian', why: 'fault' });
        ids.add((await next<SubmitIntent>(before)).id);
        await until('what is wrong', () => h.forms()[0]?.problems !== undefined);
        expect(h.forms()).toHaveLength(opened);
        const { problems = {}, isClosed } = h.forms()[0]!;
        expect(isClosed).toBeUndefined();
        expect(Object.keys(problems)).toEqual(['stream']);
        expect(problems['stream']).toContain('"mian" does not work here.');
      }
      const before = h.intents.length;
      await h.submit(form, { stream: 'main', why: 'fault' });
      const submit = await next<SubmitIntent>(before);
      ids.add(submit.id);
      expect(submit.values).toMatchObject({ stream: 'main', why: 'fault' });
      await until('the end of the form', () => h.forms()[0]?.isClosed === true);
      expect(ids.size).toBe(3);
    },
  );

  it('with the same id when the platform delivers it again, and another one for another ask', async () => {
    const { h } = stage;
    const ids = new Set<string>();
    async function twice(ask: () => Promise<unknown>): Promise<void> {
      const before = h.intents.length;
      await ask();
      await until('the intent', () => h.intents.length > before);
      await h.redeliver();
      await moment();
      const again = h.intents.slice(before).map(({ id }) => id);
      expect(new Set(again).size).toBe(1);
      expect(ids).not.toContain(again[0]);
      ids.add(again[0]!);
    }
    await twice(() => h.say(h.ada, LINE));
    await twice(() => h.say(h.ada, LINE));
    await twice(() => h.say(h.ben, LINE));
    const asked = h.intents[0]!;
    const buttons = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ];
    const { shown } = await stage.show(asked, card('Ready', { buttons }));
    await twice(() => h.press(h.ada, shown, 'a'));
    await twice(() => h.press(h.ada, shown, 'a'));
    await twice(() => h.press(h.ada, shown, 'b'));
    await twice(() => h.press(h.ben, shown, 'a'));
    for (let at = 0; at < (traits.formFields === 0 ? 0 : 2); at += 1) {
      const { shown: form } = await stage.openForm(h.ada, FORM);
      await twice(() => h.submit(form, { stream: 'main', why: 'fault' }));
    }
    expect(ids.size).toBe(traits.formFields === 0 ? 7 : 9);
  });
}
