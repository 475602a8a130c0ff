import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { lineWithoutAddresses, takesKeys } from '../../src/line/held-keys.ts';

const ADDRESS = 'rtmp://push.example.com/live/main?txSecret=0&txTime=1';

describe('a line as the audit has it', () => {
  it.each([
    [`url check ${ADDRESS}`, 'url check …'],
    [`/live URL Check ${ADDRESS} ${ADDRESS}`, '/live URL Check …'],
    [`url check url:"${ADDRESS}"`, 'url check …'],
    [`地址 检查 ${ADDRESS}`, '地址 检查 …'],
    [`地址检查 ${ADDRESS}`, '地址检查 …'],
    ['url check', 'url check'],
    ['stream show prime', 'stream show prime'],
  ])('%s: %s', (line, expected) => {
    expect(lineWithoutAddresses(commands, line)).toBe(expected);
  });

  it('has such options only in commands whose answer is a secret', () => {
    expect(commands.filter(takesKeys).map(({ name, risk }) => [name, risk])).toEqual([
      ['url check', 'secret'],
    ]);
  });
});
