import { expect, it } from 'vitest';
import { createPatience } from '../../src/http/patience.ts';

it('waits the usual time until an answer does not come in it, and then longer until one does', () => {
  const patience = createPatience(3000, 15_000);
  expect(patience.wait()).toBe(3000);
  patience.answered(2500);
  expect(patience.wait()).toBe(3000);
  patience.timedOut();
  expect(patience.wait()).toBe(15_000);
  patience.answered(10_000);
  expect(patience.wait()).toBe(15_000);
  patience.answered(200);
  expect(patience.wait()).toBe(3000);
});
