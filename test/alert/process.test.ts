import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import { ALERTS } from '../../src/alert/model/alert.ts';
import type { AlertCore } from '../../src/alert/alert-core.ts';
import { openAlertState } from '../../src/alert/open-alert-state.ts';
import type { Received } from '../../src/callback/event.ts';
import { createProcessing } from '../../src/alert/process-inbox.ts';
import type { Check } from '../../src/alert/model/decision.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryInbox } from '../fakes/memory-inbox.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { anAlert, AT } from './alerts.ts';
import { coreOver } from './core-over.ts';

const received = (message: Received['message'], trust: Received['trust'] = 'signed', at = AT): Received => ({
  at,
  account: 'main',
  trust,
  message,
});

const failedRecording = (stream: string) => ({
  event_type: 332,
  domain: 'live.example.com',
  appname: 'live',
  stream_id: stream,
  record_event: 'record_error',
  event_time: AT / 1000,
});

interface Rig {
  readonly inbox: ReturnType<typeof memoryInbox>;
  readonly store: Store;
  readonly clock: TestClock;
  readonly checks: Check[];
}

function rig(): Rig {
  return { inbox: memoryInbox(), store: memoryStore(), clock: createTestClock(AT), checks: [] };
}

/** A clock that can be set, whose timers go on as they would have. */
function settable(clock: TestClock): TestClock & { setBack(ms: number): void } {
  let behind = 0;
  return { ...clock, now: () => clock.now() - behind, setBack: (ms) => void (behind += ms) };
}

/** Alerts that are open at most. */
const MOST_OPEN = 50;
/** Decisions that are written together at most. */
const MOST_TOGETHER = 200 + 400;

/** One process over what the rig holds. */
async function open({ inbox, store, clock, checks }: Rig, more: Partial<AlertCore['input']> = {}) {
  const alertState = await openAlertState(store);
  let ids = 0;
  const core = coreOver(
    { inbox, store, clock, alertState, mostOpen: MOST_OPEN, changed: () => processing.wake() },
    {
      newId: () => `n${clock.now()}${++ids}`,
      check: (asked) => void checks.push(...asked),
      input: { newId: () => `n${++ids}x${Math.trunc(clock.now() / 1000)}`, ...more },
    },
  );
  const processing = createProcessing(core);
  return { core, alertState, processing, alerts: (): Alert[] => [...alertState.all()] };
}

/** Lets everything that waits for no time have its turn. */
async function settled(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function stored(store: Store, alert: Alert): Promise<void> {
  await store.commit([{ collection: ALERTS, id: alert.id, value: alert, expect: 'any' }]);
}

describe('the loop between inbox and alerts', () => {
  it('decides on nothing before it knows how far it was', async () => {
    const all = rig();
    await all.inbox.append(received(failedRecording('a')));
    const first = await open(all);
    await first.processing.start();
    await settled();
    const [alert] = first.alerts();
    await first.core.exclusive(async () => {
      if (alert) first.alertState.putAlert({ ...alert, status: 'closed', closedAt: AT, dueAt: undefined });
      await all.store.commit(first.alertState.changes().writes);
      first.alertState.changesWritten();
    });
    await first.processing.stop();

    const second = await open(all);
    // Somebody presses a button while the platforms connect.
    second.processing.wake();
    await settled();
    await second.processing.start();
    await settled();
    expect(second.alerts().map(({ status }) => status)).toEqual(['closed']);
    await second.processing.stop();
  });

  it('is not held up by an alert that cannot be decided on when it is due', async () => {
    const all = rig();
    await stored(all.store, anAlert({ id: 'bad', status: 'recovered', recoveredAt: AT - 1, dueAt: AT }));
    const down = { type: 'stream', id: 'live.example.com/live/b' } as const;
    await stored(
      all.store,
      anAlert({ id: 'good', subject: down, status: 'recovered', seen: true, recoveredAt: 0, dueAt: AT }),
    );
    const alertState = await openAlertState(all.store);
    const { processing, alerts } = await open(all, {
      byId: (id) => {
        if (id === 'bad') throw new Error('nobody thought of this');
        return alertState.byId(id);
      },
    });
    await all.inbox.append(received(failedRecording('a')));
    await processing.start();
    await settled();
    expect(alerts().find(({ id }) => id === 'good')?.status).toBe('closed');
    expect(alerts().map(({ condition }) => condition)).toContain('record.failed');
    await processing.stop();
  });

  it('goes on with what is due where the inbox cannot be read, and the other way round', async () => {
    const all = rig();
    await stored(all.store, anAlert({ seen: true, status: 'recovered', recoveredAt: 0, dueAt: AT + 1000 }));
    const { processing, alerts } = await open(all);
    await processing.start();
    await settled();
    all.inbox.failing = true;
    await all.inbox.append(received(failedRecording('a')));
    await settled();
    all.clock.advance(1000);
    await settled();
    expect(alerts().map(({ status }) => status)).toEqual(['closed']);
    all.inbox.failing = false;
    all.clock.advance(2000);
    await settled();
    expect(alerts()).toHaveLength(2);
    await processing.stop();
  });

  it('closes what is missed least where too many are open, and says so', async () => {
    const all = rig();
    const { processing, alerts, alertState } = await open(all);
    await processing.start();
    for (let n = 0; n < MOST_OPEN + 30; n++) await all.inbox.append(received(failedRecording(`r${n}`)));
    await settled(1000);
    expect(alertState.openCount).toBe(MOST_OPEN);
    const closed = alerts().filter(({ status }) => status === 'closed');
    expect(closed.map(({ reason }) => reason)).toEqual(closed.map(() => 'crowded-out'));
    expect(closed[0]?.history.at(-1)).toMatchObject({ what: 'closed', reason: 'crowded-out' });
    expect(closed.map(({ subject }) => subject.id.split('/')[2]).slice(0, 2)).toEqual(['r0', 'r1']);
    const again = await openAlertState(all.store);
    expect(again.openCount).toBe(MOST_OPEN);
    await processing.stop();
  });

  it('decides on very many that are due in portions, and on each', async () => {
    const all = rig();
    const count = 2000;
    for (let n = 0; n < count; n++) {
      const subject = { type: 'stream', id: `live.example.com/live/${n}` } as const;
      const over = { status: 'recovered', seen: true, recoveredAt: 0, dueAt: AT } as const;
      await stored(all.store, anAlert({ id: `a${n}`, subject, ...over }));
    }
    const sizes: number[] = [];
    const store: Store = {
      ...all.store,
      commit: (writes) => {
        sizes.push(writes.length);
        return all.store.commit(writes);
      },
    };
    const { processing, alerts } = await open({ ...all, store });
    await processing.start();
    await settled(1000);
    expect(alerts().filter(({ status }) => status === 'closed')).toHaveLength(count);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_TOGETHER);
    await processing.stop();
  });

  it('starts where what came before cannot be read', async () => {
    const all = rig();
    await all.store.commit([{ collection: 'cursors', id: 'inbox', value: { seq: 1 }, expect: 'any' }]);
    await all.inbox.append(received(failedRecording('a')));
    const { processing } = await open(all);
    all.inbox.failing = true;
    await expect(processing.start()).resolves.toBeUndefined();
    all.inbox.failing = false;
    all.clock.advance(1000);
    await settled();
    await processing.stop();
  });

  it.each([3, 1, 0])(
    'takes what arrives while it starts, where the inbox is shorter than it was (%i)',
    async (left) => {
      const all = rig();
      await all.store.commit([{ collection: 'cursors', id: 'inbox', value: { seq: 4 }, expect: 'any' }]);
      for (let at = 0; at < left; at++) await all.inbox.append(received(failedRecording(`old-${at}`)));
      const { processing, alerts } = await open(all);
      for (const name of ['a', 'b', 'c', 'd']) await all.inbox.append(received(failedRecording(name)));
      await processing.start();
      await settled();
      const names = alerts().map(({ subject }) => subject.id.split('/')[2]);
      expect(names).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
      expect(names.some((name) => name?.startsWith('old'))).toBe(false);
      await processing.stop();
    },
  );

  it('does not take silence while it was away for a recovery', async () => {
    const all = rig();
    const quiet = anAlert({ condition: 'push.abnormal', heardAt: AT - 50_000, dueAt: AT + 10_000 });
    await stored(all.store, quiet);
    all.clock.advance(30_000);
    const { processing, alerts } = await open(all);
    await processing.start();
    await settled();
    expect(alerts()[0]?.status).toBe('firing');
    all.clock.advance(60_001);
    await settled();
    expect(alerts()[0]?.status).toBe('recovered');
    await processing.stop();
  });

  it('does not wait an hour for the end of a grace time, where the clock is set back by an hour', async () => {
    const all = rig();
    const clock = settable(all.clock);
    const { processing, alerts } = await open({ ...all, clock });
    await processing.start();
    const down = { event_type: 0, app: 'live.example.com', appname: 'live', stream_id: 'a', sequence: '1' };
    await all.inbox.append(received({ ...down, errcode: 8, event_time: AT / 1000 }));
    await settled();
    expect(alerts()[0]?.status).toBe('pending');
    clock.setBack(3_600_000);
    for (let n = 0; n < 5; n++) {
      all.clock.advance(60_000);
      await settled();
    }
    expect(alerts()[0]?.status).toBe('firing');
    await processing.stop();
  });

  it('announces after a start what no rule keeps quiet any more', async () => {
    const all = rig();
    await stored(all.store, anAlert({ announced: false, channels: [], reason: 'silenced', rule: 'gone' }));
    const { processing, alerts } = await open(all);
    await processing.start();
    await settled();
    expect(alerts()[0]).toMatchObject({ announced: true, channels: ['slack:C1'] });
    await processing.stop();
  });

  it('asks the cloud again what was not answered before the process ended', async () => {
    const all = rig();
    const hint = (task: string) => ({ event_type: 314, callback_event: 'TaskExit', task_id: task });
    await all.inbox.append(received(hint('old'), 'unsigned', AT - 25 * 3_600_000));
    await all.inbox.append(received(hint('answered'), 'unsigned'));
    await all.inbox.append(received(hint('open'), 'unsigned'));
    await all.inbox.append({
      ...received({}, 'observed'),
      message: {
        observed: {
          ...{ at: AT, condition: 'pull.failing', effect: 'clears', values: {}, groups: [] },
          subject: { type: 'pull', id: 'answered' },
        },
      },
    });
    await all.store.commit([{ collection: 'cursors', id: 'inbox', value: { seq: 4 }, expect: 'any' }]);
    const { processing } = await open(all);
    await processing.start();
    await settled();
    expect(all.checks.map(({ subject, why }) => [subject.id, why])).toEqual([['open', 'hint']]);
    await processing.stop();
  });
});
