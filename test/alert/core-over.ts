import type { AlertCore } from '../../src/alert/alert-core.ts';
import { createOwnActs } from '../../src/alert/own-changes.ts';
import { createMutex } from '../../src/mutex.ts';
import { silentLog } from '../fakes/logs.ts';
import { AlertsSchema } from '../fakes/platforms.ts';

const silent = (): void => undefined;

/** What an alert core stands on, and who is told of its alerts. */
type Held = Pick<AlertCore, 'inbox' | 'store' | 'clock' | 'alertState' | 'changed' | 'mostOpen'>;

/** An alert core of one channel that logs, counts and asks nothing, but for `more`. New ids are n1, n2, … */
export function coreOver(
  held: Held,
  more: Partial<Omit<AlertCore, 'input'>> & { readonly input?: Partial<AlertCore['input']> } = {},
): AlertCore {
  const config = { alerts: AlertsSchema.parse({ channels: ['slack:C1'] }), timeZone: 'UTC' };
  let ids = 0;
  const newId = () => `n${++ids}`;
  return {
    config: config as AlertCore['config'],
    ...{ ownActs: createOwnActs(), exclusive: createMutex(), log: silentLog },
    counts: { decision: silent, check: silent, missed: silent },
    live: () => {
      throw new Error('nobody asks');
    },
    newId,
    check: silent,
    isOwed: () => false,
    forgotten: silent,
    ...more,
    ...held,
    input: {
      ...held.alertState,
      config: config.alerts,
      timeZone: 'UTC',
      ownAct: () => undefined,
      newId,
      ...more.input,
    },
  };
}
