import { expect, it } from 'vitest';
import { recall } from '../../../src/alert/self/recall.ts';
import { createSenses } from '../../../src/alert/self/senses.ts';
import { memoryInbox } from '../../fakes/memory-inbox.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const HOUR = 3_600_000;

it('a callback that came before the clock was set back is not heard for hours to come', async () => {
  const clock = createTestClock();
  const senses = createSenses({ clock, accounts: ['news'], listening: ['news'], floorMs: 6 * HOUR });
  const inbox = memoryInbox();
  for (const ahead of [8, 9])
    await inbox.append({ at: clock.now() + ahead * HOUR, account: 'news', trust: 'signed', message: {} });
  await recall(inbox, senses);
  clock.advance(7 * HOUR);
  const silent = senses.all().find(({ name }) => name === 'airdesk.callbacks-silent');
  expect(silent?.verdict.state).toBe('bad');
});
