import { describe, expect, it } from 'vitest';
import { actions, structures, type Field } from '../../../src/live/catalogue/catalogue.ts';
import { createBench, readAnswer, signedPost } from '../caller.ts';

const GROUPS = 'transcode record screenshot watermark callback time-shift pad mix delay'.split(' ');
const ACTIONS = Object.entries(actions).filter(
  ([, { group, retired }]) => GROUPS.includes(group) && !retired,
);

/** Codes of a value that is wrong; actions of the older kind list only the second. */
const WRONG_VALUE = ['InvalidParameterValue', 'InvalidParameter'];

/** Something of the right type, within what the catalogue says. */
function fit(field: Field): unknown {
  return field.array ? [one(field)] : one(field);
}

function one({ type, min = 1 }: Field): unknown {
  const fields = structures[type];
  if (fields)
    return Object.fromEntries(
      fields.filter(({ required }) => required).map((part) => [part.name, fit(part)]),
    );
  if (type === 'Integer' || type === 'Float') return min;
  return type === 'Boolean' ? true : 'a';
}

/** Something of another type. */
function misfit({ type, array }: Field): unknown {
  if (array) return 'a';
  return type === 'String' ? 1 : 'a';
}

function pastLimits({ name, min, max, maxBytes, maxLength }: Field): [string, unknown][] {
  return [
    ...(min === undefined || min <= 0 ? [] : ([[name, min - 1]] as [string, unknown][])),
    ...(max === undefined ? [] : ([[name, max + 1]] as [string, unknown][])),
    ...(maxBytes === undefined ? [] : ([[name, 'x'.repeat(maxBytes + 1)]] as [string, unknown][])),
    ...(maxLength === undefined ? [] : ([[name, 'x'.repeat(maxLength + 1)]] as [string, unknown][])),
  ];
}

describe.each(ACTIONS)('%s', (action, { input = [] }) => {
  const bench = createBench();
  const whole = Object.fromEntries(
    input.filter(({ required }) => required).map((field) => [field.name, fit(field)]),
  );
  async function send(params: object) {
    // Each in a second of its own: rate limits are not meant here.
    bench.clock.advance(1000);
    return readAnswer(await bench.sandbox.fetch(signedPost(bench.clock.now(), action, params)));
  }

  it('names what is missing, unknown, of another type, out of range or too long', async () => {
    expect(await send({ ...whole, Nonsense: 1 })).toMatchObject({
      code: 'UnknownParameter',
      message: expect.stringContaining('Nonsense') as string,
    });
    for (const field of input) {
      const naming = { message: expect.stringContaining(field.name) as string };
      const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field.name));
      if (field.required) expect(await send(rest)).toMatchObject({ code: 'MissingParameter', ...naming });
      const wrong = await send({ ...whole, [field.name]: misfit(field) });
      expect(wrong).toMatchObject({ code: 'InvalidParameter', ...naming });
      for (const [name, value] of pastLimits(field)) {
        const refused = await send({ ...whole, [name]: value });
        expect(refused).toMatchObject(naming);
        expect(WRONG_VALUE).toContain(refused.code);
      }
      if (field.type === 'String' && !field.array)
        expect((await send({ ...whole, [field.name]: 'x'.repeat(4097) })).code).toBeDefined();
    }
  });
});
