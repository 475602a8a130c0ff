import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAsk, toIntent } from '../../../adapters/desk/parse.ts';

const user = { userId: 'ada', name: 'Ada' };

function lineOf(line: string): string {
  const intent = toIntent(parseAsk({ kind: 'command', id: 'ask-0001', line })!, user, 5);
  return intent.kind === 'command' ? intent.line : '';
}

describe('parseAsk', () => {
  it.each([
    ['stream list', 'stream list'],
    ['  stream list ', 'stream list'],
    ['/live stream list', 'stream list'],
    ['/LIVE   流 列表', '流 列表'],
    ['/live', ''],
    ['', ''],
    ['/lively', '/lively'],
    ['stream show /live', 'stream show /live'],
  ])('%j is the line %j', (typed, line) => {
    expect(lineOf(typed)).toBe(line);
  });

  it('takes nothing that is not an ask, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (body) => {
        expect(parseAsk(body)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('takes as many form values as a form has fields, not more', () => {
    const values = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, 'v']));
    const submit = (count: number) =>
      parseAsk({ kind: 'submit', id: 'ask-0001', form: 'f', values: values(count) });
    expect(submit(50)).toBeDefined();
    expect(submit(51)).toBeUndefined();
  });

  it('does not let a form value reach a prototype', () => {
    const body: unknown = JSON.parse(
      '{"kind":"submit","id":"ask-0001","form":"f","values":{"__proto__":"x","a":"b"}}',
    );
    const ask = parseAsk(body);
    expect(ask?.kind === 'submit' ? Object.entries(ask.values) : []).toEqual([['a', 'b']]);
  });
});
