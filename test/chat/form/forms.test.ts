import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodePress } from '../../../src/card/press-id.ts';
import { defineLook, type Command } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Capabilities } from '../../../src/platform/adapter.ts';
import type { Form } from '../../../src/reply.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { CONFIG, createLampDesk, type LampDesk } from '../chat-fakes.ts';

const say = (en: string, zh: string) => ({ en, zh });
const option = (name: string, required: boolean) => ({
  schema: required ? z.string().regex(/^[a-z ]+$/) : z.string().optional(),
  summary: say(`the ${name}`, `第 ${name} 项`),
  zh: `项${name}`,
  required,
  example: name,
});

/** Needs seven things, takes two more, and knows no "nobody". */
const orchestra: Command = defineLook({
  name: 'lamp orchestra',
  zh: '灯 乐队',
  summary: say('seat them', '就座'),
  risk: 'read',
  options: {
    a: option('a', true),
    b: option('b', true),
    c: option('c', true),
    d: option('d', true),
    e: option('e', true),
    f: option('f', true),
    g: option('g', true),
    note: option('note', false),
    mood: {
      ...option('mood', false),
      choices: [
        { value: 'calm', label: say('Calm', '平静') },
        { value: 'wild', label: say('Wild', '热烈') },
      ],
    },
  },
  async run(context, options) {
    if (options.a === 'nobody')
      throw new Refusal(
        'airdesk.not-found',
        say('There is no "nobody"', '没有“nobody”'),
        say('Nothing was done.', '未执行。'),
        [],
        {
          given: 'nobody',
        },
      );
    return {
      kind: 'card',
      tone: 'info',
      title: Object.values(options).filter(Boolean).join('-'),
      visibility: 'channel',
    };
  },
});

/** Takes an address with its key. */
const address: Command = defineLook({
  name: 'lamp address',
  zh: '灯 地址',
  summary: say('look at an address', '检查地址'),
  risk: 'secret',
  options: {
    address: { ...option('address', true), schema: z.string().min(3), holdsKey: true },
    on: { ...option('on', false), schema: z.literal(['a', 'b']).optional() },
  },
  run: async (_context, options) => ({
    kind: 'card',
    tone: 'info',
    title: `saw ${options.address}`,
    visibility: 'channel',
  }),
});

const FIVE: Capabilities = { formFields: 5, formsAgain: 'never' };

let clock: TestClock;
let desk: LampDesk;
async function start(capabilities: Capabilities): Promise<void> {
  clock = createTestClock();
  desk = await createLampDesk(memoryStore(), clock, CONFIG, { capabilities, commands: [orchestra, address] });
}
beforeEach(() => start(FIVE));

const names = ({ fields }: Form) => fields.map(({ name }) => name);
const form = (): Form => desk.forms.at(-1)!;
const button = (label: string) => desk.newest().card.buttons?.find((one) => one.label === label)?.id ?? '';
const press = (user: string, id: string) => desk.pressId(user, desk.newest(), id);

describe('a form with room for five', () => {
  it('asks for what is needed first, in the order of the command, and then for the rest', async () => {
    await desk.say('U001', 'lamp orchestra');
    expect(names(form())).toEqual(['a', 'b', 'c', 'd', 'e']);
    await desk.submit('U001', form().id, { a: 'one', b: 'two', c: 'three', d: 'four', e: 'five' });
    const asked = desk.newest();
    expect(asked.to).toBe('U001');
    expect(asked.card).toMatchObject({ tone: 'ask', title: 'lamp orchestra' });
    expect(asked.card.lines?.join(' ')).toContain('still needs f (the f), g (the g)');
    expect(asked.card.facts?.map(({ label, value }) => `${label}=${value}`)).toEqual([
      'a=one',
      'b=two',
      'c=three',
      'd=four',
      'e=five',
    ]);
    await press('U001', button('Go on'));
    // What is missing comes first, then what may be corrected.
    expect(names(form())).toEqual(['a', 'b', 'c', 'f', 'g']);
    expect(form().fields.map(({ value }) => value)).toEqual(['one', 'two', 'three', undefined, undefined]);
    await desk.submit('U001', form().id, { a: 'one', b: 'second', c: 'three', f: 'six', g: 'seven' });
    expect(desk.newest().card.title).toBe('one-second-three-four-five-six-seven');
  });

  it('keeps what was given and has no room in it', async () => {
    await desk.say('U001', 'lamp orchestra a:one b:two c:three d:four e:five mood:wild note:"piano first"');
    expect(names(form())).toEqual(['a', 'b', 'c', 'f', 'g']);
    await desk.submit('U001', form().id, { a: 'one', b: 'two', c: 'three', f: 'six', g: 'seven' });
    expect(desk.newest().card.title).toBe('one-two-three-four-five-six-seven-piano first-wild');
  });

  it('whose draft is gone does nothing with half of it, and keeps the other half', async () => {
    await desk.say('U001', 'lamp orchestra a:one b:two c:three d:four e:five note:"piano first"');
    const opened = form().id;
    clock.advance(61 * 60_000);
    await desk.submit('U001', opened, { a: 'one', b: 'two', c: 'three', f: 'six', g: 'seven' });
    expect(desk.newest().card.title).toBe('What you filled in is no longer there');
    await press('U001', button('Correct it in a form'));
    expect(names(form())).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(form().fields.map(({ value }) => value)).toEqual(['one', 'two', 'three', undefined, undefined]);
  });

  it('has in front what is wrong', async () => {
    await desk.say('U001', 'lamp orchestra one two three four five six SEVEN');
    await press('U001', button('Correct it in a form'));
    expect(names(form())).toEqual(['a', 'b', 'c', 'd', 'g']);
    expect(form().fields.at(-1)).toMatchObject({ value: 'SEVEN', problem: '"SEVEN" does not work here.' });
  });

  it('is another one for another ask, and the same one for the same press', async () => {
    await desk.say('U001', 'lamp orchestra');
    const first = form().id;
    await desk.say('U001', 'lamp orchestra');
    expect(form().id).not.toBe(first);
    await desk.say('U001', 'lamp orchestra one two three four five six SEVEN');
    const correct = button('Correct it in a form');
    await press('U001', correct);
    const opened = form();
    await press('U001', correct);
    expect(form()).toEqual(opened);
  });

  it('is filled in for whoever typed it, and for nobody else', async () => {
    await desk.say('U001', 'lamp orchestra one two three four five six SEVEN');
    const correct = button('Correct it in a form');
    const forms = desk.forms.length;
    await press('U002', correct);
    expect(desk.newest()).toMatchObject({
      to: 'U002',
      card: { title: 'What you filled in is no longer there' },
    });
    expect(desk.forms).toHaveLength(forms);
  });

  it('that somebody else sends says what they have typed, and nothing of whose it is', async () => {
    await desk.say('U001', 'lamp orchestra a:one b:two c:three d:four e:five note:"piano first"');
    await desk.submit('U002', form().id, { a: 'x', b: 'x', c: 'x', f: 'x', g: 'x' });
    expect(desk.newest()).toMatchObject({
      to: 'U002',
      card: { title: 'What you filled in is no longer there' },
    });
    expect(JSON.stringify(desk.messages)).not.toContain('piano');
  });

  it('asks nothing of somebody who may not, whichever button they have', async () => {
    await desk.say('U001', 'lamp address x on:c');
    const correct = button('Correct it in a form');
    await press('U003', correct);
    expect(desk.newest()).toMatchObject({ to: 'U003', card: { title: 'You may not use "lamp address"' } });
    expect(desk.forms).toEqual([]);
  });

  it.each([
    'fill@abcd:0123456789abcdef:lamp orchestra',
    'fill@abcd:x:lamp orchestra',
    'fill:x',
    'filled@abcd:0123456789abcdef:lamp nothing',
  ])('is not opened by %s', async (id) => {
    await desk.say('U001', 'lamp show');
    await press('U001', id);
    expect(desk.newest().card.tone).toBe('warning');
    expect(desk.forms).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'account', 'toString'])('takes no option called %s', async (name) => {
    await desk.say('U001', 'lamp orchestra');
    const values = JSON.parse(`{"a":"one","${name}":"x"}`) as Record<string, string>;
    await desk.submit('U001', form().id, values);
    expect(desk.newest().card.lines?.join(' ')).toMatch(/has no option|still needs/);
    expect(desk.newest().card.tone).not.toBe('info');
  });

  it('counts what is blank as not given, and line breaks as spaces', async () => {
    await desk.say('U001', 'lamp orchestra');
    await desk.submit('U001', form().id, { a: ' one\n\n two \r\n', b: ' \n ', c: 'c', d: 'd', e: 'e' });
    expect(desk.newest().card.lines?.join(' ')).toContain('still needs b (the b), f (the f), g (the g)');
    await press('U001', button('Correct it in a form'));
    expect(form().fields[0]).toMatchObject({ name: 'a', value: 'one two' });
    expect(form().fields.find(({ name }) => name === 'b')).toMatchObject({ problem: 'This is needed.' });
  });

  it('never has in it what holds a key', async () => {
    await desk.say('U001', 'lamp address rtmp://host/app?key=verysecret123456 on:c');
    await press('U001', button('Correct it in a form'));
    expect(form().fields).toMatchObject([{ name: 'address' }, { name: 'on', value: 'c' }]);
    expect(JSON.stringify([desk.forms, desk.messages, desk.audit])).not.toContain('verysecret');
    await desk.submit('U001', form().id, { address: 'rtmp://host/app?key=verysecret123456', on: 'a' });
    expect(desk.newest()).toMatchObject({
      to: 'U001',
      card: { title: 'saw rtmp://host/app?key=verysecret123456' },
    });
    expect(JSON.stringify([desk.forms, desk.audit])).not.toContain('verysecret');
  });

  it('is noted by its line where it is refused, and not by the id of a form', async () => {
    await desk.say('U001', 'lamp address');
    await desk.submit('U001', form().id, { address: 'ab', on: 'c' });
    expect(desk.audit.at(-1)?.command).toBe('lamp address address:… on:c');
    await desk.say('U001', 'lamp orchestra');
    const opened = form().id;
    await desk.submit('U004', opened, { a: 'one' });
    expect(desk.audit.at(-1)).toMatchObject({ reason: 'airdesk.unknown-actor', command: 'lamp orchestra' });
  });
});

describe('the form that is told before an ask is handled', () => {
  const first = (user: string, line: string) => {
    const intent = { kind: 'command', ...desk.base(user), line } as const;
    return { intent, told: desk.router.formFirst(intent) };
  };

  it.each(['lamp orchestra', 'lamp orchestra a:one mood:Wild', '灯 乐队', 'lamp address'])(
    'is the one that is posted: %s',
    async (line) => {
      const { intent, told } = first('U001', line);
      expect(told).toBeDefined();
      await desk.router.handle(intent);
      expect(form()).toEqual(told);
      expect(desk.forms).toHaveLength(1);
    },
  );

  it('is the one that is posted: a press on what was refused', async () => {
    await desk.say('U001', 'lamp orchestra one two three four five six SEVEN');
    const { ref } = desk.newest();
    const message = ref ?? { platform: 'slack', channelId: 'C1', messageId: '?' };
    const intent = {
      kind: 'press',
      ...desk.base('U001'),
      button: button('Correct it in a form'),
      message,
    } as const;
    const told = desk.router.formFirst(intent);
    await desk.router.handle(intent);
    expect(form()).toEqual(told);
    // Whoever has captured the press and sends it again gets nothing by it.
    expect(desk.router.formFirst(intent)).toBeUndefined();
  });

  it.each([
    ['a line that is whole', 'U001', 'lamp show'],
    ['a line that nobody understands', 'U001', 'lamp lamp'],
    ['a value that cannot be used', 'U001', 'lamp orchestra ONE'],
    ['somebody who may not', 'U003', 'lamp address'],
    ['somebody unknown', 'U009', 'lamp orchestra'],
    ['a line that is too long', 'U001', `lamp orchestra ${'x'.repeat(5_000)}`],
  ])('is none for %s', (_what, user, line) => {
    expect(first(user, line).told).toBeUndefined();
  });

  it('is none while Airdesk is on its way out', async () => {
    await desk.router.finish();
    expect(first('U001', 'lamp orchestra').told).toBeUndefined();
  });

  it('is none where it fails', () => {
    Object.defineProperty(desk.core, 'drafts', {
      value: {
        keep: () => {
          throw new Error('x');
        },
      },
    });
    expect(first('U001', 'lamp orchestra').told).toBeUndefined();
  });
});

describe('where a form that was sent can be shown again', () => {
  const ALL = { a: 'one', b: 'b', c: 'c', d: 'd', e: 'e', f: 'f', g: 'g' };

  it.each(['at-once', 'always'] as const)(
    '%s: what cannot be read is marked, and no card says it as well',
    async (formsAgain) => {
      await start({ formFields: 20, formsAgain });
      await desk.say('U001', 'lamp orchestra');
      const opened = form();
      const before = desk.messages.length;
      const intent = {
        kind: 'submit',
        ...desk.base('U001'),
        form: opened.id,
        values: { ...ALL, b: 'B', c: '' },
      } as const;
      const told = desk.router.formFirst(intent);
      expect(told?.fields.filter(({ problem }) => problem !== undefined)).toMatchObject([
        { name: 'b', value: 'B', problem: '"B" does not work here.' },
        { name: 'c', problem: 'This is needed.' },
      ]);
      await desk.router.handle(intent);
      expect(form()).toEqual(told);
      expect(desk.messages).toHaveLength(before);
      expect(desk.audit.at(-1)).toMatchObject({ phase: 'refused', reason: 'airdesk.bad-option' });
      await desk.submit('U001', form().id, ALL);
      expect(desk.newest().card.title).toBe('one-b-c-d-e-f-g');
    },
  );

  it('always: what the cloud says no to is marked as well, beside its card', async () => {
    await start({ formFields: 20, formsAgain: 'always' });
    await desk.say('U001', 'lamp orchestra');
    await desk.submit('U001', form().id, { ...ALL, a: 'nobody' });
    expect(form().fields.find(({ name }) => name === 'a')).toMatchObject({
      value: 'nobody',
      problem: 'There is no "nobody". Nothing was done.',
    });
    expect(form().problem).toBeUndefined();
    expect(desk.newest().card.title).toBe('There is no "nobody"');
  });

  it('always: of two fields with that value neither is, and the form says it', async () => {
    await start({ formFields: 20, formsAgain: 'always' });
    await desk.say('U001', 'lamp orchestra');
    await desk.submit('U001', form().id, { ...ALL, a: 'nobody', b: 'nobody' });
    expect(form().fields.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(form().problem).toBe('There is no "nobody". Nothing was done.');
  });

  it('at once: not after the cloud was asked; the card has a button', async () => {
    await start({ formFields: 20, formsAgain: 'at-once' });
    await desk.say('U001', 'lamp orchestra');
    const forms = desk.forms.length;
    await desk.submit('U001', form().id, { ...ALL, a: 'nobody' });
    expect(desk.forms).toHaveLength(forms);
    expect(decodePress(button('Correct it in a form'))).toMatchObject({
      kind: 'fill',
      command: 'lamp orchestra',
    });
  });
});

describe('where there are no forms', () => {
  it('what is missing is said in words, and nothing offers one', async () => {
    await start({ formFields: 0, formsAgain: 'never' });
    await desk.say('U001', 'lamp orchestra ONE');
    expect(desk.newest().card.buttons).toEqual([]);
    await desk.say('U001', 'lamp orchestra');
    expect(desk.newest().card.lines?.join(' ')).toContain('still needs a (the a)');
  });
});
