import { Counter, Gauge, type Registry } from 'prom-client';
import { actions, isActionName } from '../live/catalogue/catalogue.ts';
import type { PollCounts } from '../poll/budget.ts';

/** Creates the counters of looks that nobody asked for in `registers`. */
export function createPollMetrics(registers: Registry[]): PollCounts {
  const calls = new Counter({
    name: 'airdesk_poll_calls_total',
    help: 'Calls to the live cloud that nobody asked for, by what made them.',
    labelNames: ['poller', 'action'],
    registers,
  });
  const looks = new Counter({
    name: 'airdesk_poll_looks_total',
    help: 'Looks at what no callback tells of, by how they ended.',
    labelNames: ['poller', 'outcome'],
    registers,
  });
  const limits = new Gauge({
    name: 'airdesk_poll_rate_limit',
    help: 'What the cloud allows of an action that is called by itself, calls a second.',
    labelNames: ['action'],
    registers,
  });
  return {
    polled(poller, action) {
      calls.inc({ poller, action });
      if (isActionName(action)) limits.set({ action }, actions[action]?.rateLimit ?? 20);
    },
    looked: (poller, outcome) => looks.inc({ poller, outcome }),
  };
}
