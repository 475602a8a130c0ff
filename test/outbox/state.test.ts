import { expect, it } from 'vitest';
import { createDeliveries } from '../../src/outbox/deliveries.ts';
import type { Content, Contents } from '../../src/outbox/outbox.ts';
import { createState } from '../../src/outbox/state.ts';
import { createTestClock } from '../fakes/test-clock.ts';

it('looks through what is owed when something has changed, and tells its age at any time', () => {
  const clock = createTestClock();
  const all = new Map<string, Content>();
  let asked = 0;
  const contents: Contents = {
    all: () => all.values(),
    get(id) {
      asked += 1;
      return all.get(id);
    },
    card: () => ({ kind: 'card', tone: 'failure', title: '', visibility: 'channel' }),
    threadLines: () => [],
    digest: () => ({ kind: 'card', tone: 'info', title: '', visibility: 'channel' }),
    fallbacks: () => [],
  };
  const allDeliveries = createDeliveries({
    contents,
    announcers: new Map(),
    clock,
    onUndeliverable: () => undefined,
  });
  const stateAt = createState(allDeliveries, contents);
  const breaks = (id: string): void => {
    const since = clock.now();
    const one = {
      id,
      version: 1,
      urgency: 'critical',
      channels: ['slack:C0ONAIR'],
      over: false,
      since,
    } as const;
    all.set(id, { ...one, steps: 1 });
    allDeliveries.look(id);
  };
  breaks('a');
  clock.advance(1000);
  expect(stateAt(clock.now())).toMatchObject({ pending: 1, oldestCriticalMs: 1000, down: ['slack'] });
  const before = asked;
  clock.advance(1000);
  expect(stateAt(clock.now())).toMatchObject({ pending: 1, oldestCriticalMs: 2000 });
  expect(asked).toBe(before);
  breaks('b');
  expect(stateAt(clock.now())).toMatchObject({ pending: 2, oldestCriticalMs: 2000 });
  all.delete('a');
  allDeliveries.look('a');
  clock.advance(1000);
  expect(stateAt(clock.now())).toMatchObject({ pending: 1, oldestCriticalMs: 1000 });
});
