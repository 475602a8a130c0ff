import { expect, it } from 'vitest';
import { endsInChinese } from '../../src/card/ends-in-chinese.ts';

it.each([
  ['当前主流', true],
  ['备流 2', true],
  ['Backup 2', false],
  ['ID', false],
  ['流 main', false],
])('"%s" takes a full-width colon: %s', (label, expected) => {
  expect(endsInChinese(label)).toBe(expected);
});
