import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const MIN = 60_000;

describe('a person who waits', () => {
  it('does not take the part of the budget that is kept for new criticals', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(2000);
    for (let n = 0; n < 12; n += 1) {
      on.set('a');
      on.outbox.hurry('a');
      await on.pass(500);
    }
    const owed = on.clock.now();
    on.put('c');
    await on.pass(2000);
    expect(on.slack.shown()).toEqual(['a v13', 'c v1']);
    expect((on.slack.visible().at(-1)?.at ?? Infinity) - owed).toBeLessThanOrEqual(1000);
  });

  it('gets what they did at once; what comes after it is paced again', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(5000);
    on.set('a');
    const before = on.slack.requests.length;
    let letGo = on.slack.hold();
    on.outbox.hurry('a');
    // A storm goes on changing the card while each of its edits is under way.
    for (let n = 0; n < 100; n += 1) {
      await on.pass(50, 50);
      on.put('a');
      letGo();
      letGo = on.slack.hold();
      await on.pass(50, 50);
    }
    letGo();
    await on.pass(100);
    expect(on.slack.requests.length - before).toBeLessThanOrEqual(5);
  });

  it('does not hold up new criticals where what they pressed cannot be edited', async () => {
    const on = await stage();
    on.put('odd', { urgency: 'warning' });
    on.put('elsewhere', { channels: ['slack:C2'] });
    await on.pass(5000);
    on.slack.rule = ({ title }) => (title.startsWith('odd') ? 'vanished' : undefined);
    on.set('odd');
    on.outbox.hurry('odd');
    await on.pass(100);
    on.put('c');
    for (let n = 0; n < 4; n += 1) {
      on.put('elsewhere');
      await on.pass(5000);
    }
    expect(on.slack.shown('C1')).toContain('c v1');
    await on.pass(10 * MIN, 500);
    expect(on.outbox.state().dead).toMatchObject([{ message: 'odd' }]);
  });
});

describe('a critical that cannot be sent', () => {
  it.each(['critical', 'warning'] as const)('does not hold up another one (%s) for long', async (urgency) => {
    const on = await stage();
    on.slack.rule = ({ title }) => (title.startsWith('bad') ? 'not-sent' : undefined);
    on.put('bad');
    on.put('c', { urgency });
    await on.pass(15_000);
    expect(on.slack.shown()).toEqual(['c v1']);
  });
});
