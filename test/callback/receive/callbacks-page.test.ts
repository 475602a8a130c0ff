import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { callbacksPage } from '../../../scripts/docs/callbacks-page.ts';

it('docs/callbacks.md is what npm run generate writes', () => {
  const page = readFileSync(new URL('../../../docs/callbacks.md', import.meta.url), 'utf8');
  expect(page).toBe(callbacksPage());
});
