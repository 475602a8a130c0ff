import { expect, it } from 'vitest';
import { callbackType, type CallbackType } from '../../src/callback/callback-types.ts';
import { textOf } from '../../src/callback/normalise/fields.ts';
import { normalise } from '../../src/callback/normalise/normalise.ts';

/** A kind of message that nobody has thought of yet: one row, with a reader of its own. */
const LOUDNESS: CallbackType = {
  type: 4242,
  name: { en: 'loudness', zh: '响度' },
  meaning: { en: 'It is too loud.', zh: '声音过大。' },
  signed: true,
  conditions: ['quality.control'],
  read: (message) => ({
    condition: 'quality.control',
    effect: 'fires',
    code: textOf(message, 'level') ?? '',
  }),
  setting: 'loudness template',
};

it('a new kind of callback is one row', () => {
  const message = {
    event_type: 4242,
    app: 'live.example.com',
    appname: 'live',
    stream_id: 'main',
    level: '9',
  };
  const entry = { seq: 1, value: { at: 1, account: 'main', trust: 'signed', message } };
  const typeWith = (type: number | undefined) => (type === 4242 ? LOUDNESS : callbackType(type));
  expect(normalise(entry, typeWith)).toMatchObject({
    ...{ type: 4242, condition: 'quality.control', effect: 'fires', code: '9' },
    subject: { type: 'stream', id: 'live.example.com/live/main' },
  });
  expect(normalise(entry)).toMatchObject({ condition: undefined, effect: 'informs' });
});
