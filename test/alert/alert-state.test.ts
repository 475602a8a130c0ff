import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import { createAlertState, REMEMBERED_KEYS } from '../../src/alert/alert-state.ts';
import { openAlertState } from '../../src/alert/open-alert-state.ts';
import { fingerprintOf } from '../../src/callback/event.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { anAlert, AT } from './alerts.ts';

const STREAMS = ['a', 'b', 'c'];
const anyAlert = fc
  .record({
    id: fc.constantFrom('1', '2', '3', '4'),
    stream: fc.constantFrom(...STREAMS),
    status: fc.constantFrom('pending', 'firing', 'recovered', 'closed'),
    at: fc.integer({ min: 0, max: 20_000 }),
    dueIn: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined }),
    parent: fc.option(fc.constantFrom('8', '9'), { nil: undefined }),
  })
  .map(({ id, stream, status, at, dueIn, parent }): Alert => {
    const more = {
      ...(dueIn === undefined ? {} : { dueAt: AT + dueIn }),
      ...(parent === undefined ? {} : { parent }),
    };
    const subject = { type: 'stream', id: `push.example.com/live/${stream}` } as const;
    return anAlert({ id, subject, status, startedAt: AT + at, fires: [AT + at], ...more });
  });

/** What can become of an alert. */
const anyMore = fc.record({
  id: fc.constantFrom('1', '2', '3', '4'),
  status: fc.constantFrom('pending', 'firing', 'recovered', 'closed'),
  severity: fc.constantFrom('critical', 'warning', 'info'),
  code: fc.constantFrom('8', '21', undefined),
  seen: fc.boolean(),
  dueAt: fc.constantFrom(undefined, AT, AT + 5000),
  parent: fc.constantFrom(undefined, '8', '9'),
});

/** Everything that can be asked, as plain data. */
function answers(alertState: ReturnType<typeof createAlertState>) {
  return {
    all: [...alertState.all()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    open: STREAMS.map((stream) => {
      const subject = { type: 'stream', id: `push.example.com/live/${stream}` } as const;
      return alertState.open(fingerprintOf('main', 'stream.down', subject))?.id;
    }),
    children: ['8', '9'].map((id) =>
      alertState
        .childrenOf(id)
        .map((child) => child.id)
        .sort(),
    ),
    mutes: alertState.mutes(),
  };
}

describe('the book of alerts', () => {
  it('is, after changes that could not be written, what it was before them', () => {
    fc.assert(
      fc.property(fc.array(anyAlert), fc.array(anyAlert), (kept, lost) => {
        // One fingerprint has one open alert, as deciding promises.
        const distinct = (alerts: Alert[]) =>
          alerts
            .map((alert) => ({
              ...alert,
              subject: {
                ...alert.subject,
                id: `push.example.com/live/${STREAMS[Number(alert.id) % 3] ?? ''}`,
              },
            }))
            .filter(({ id }) => id !== '4');
        const alertState = createAlertState();
        for (const alert of distinct(kept)) alertState.putAlert(alert);
        alertState.changesWritten();
        const before = answers(alertState);
        for (const alert of distinct(lost)) {
          alertState.putAlert(alert);
          alertState.remember(`key ${alert.id}`);
        }
        alertState.dropAlert('1');
        alertState.revert();
        expect(answers(alertState)).toEqual(before);
        expect(alertState.isDuplicate('key 2')).toBe(false);
        expect(alertState.changes()).toEqual({ alerts: [], writes: [] });
      }),
    );
  });

  it('finds what is due, earliest first, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(anyAlert), fc.integer({ min: 0, max: 40_000 }), (alerts, later) => {
        const alertState = createAlertState();
        for (const alert of alerts)
          alertState.putAlert({ ...alert, subject: { type: 'stream', id: alert.id } });
        const now = AT + later;
        const expected = [...alertState.all()]
          .filter(({ status, dueAt }) => status !== 'closed' && dueAt !== undefined && dueAt <= now)
          .map(({ id }) => id)
          .sort();
        expect(
          alertState
            .due(now)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(expected);
        expect(alertState.dueFrom()).toBeGreaterThan(now);
      }),
    );
  });

  it('keeps nothing of what has ended, once that is forgotten', () => {
    fc.assert(
      fc.property(fc.array(anyAlert), fc.array(anyMore), (alerts, changes) => {
        const alertState = createAlertState();
        const put = (alert: Alert) => {
          const condition = alert.id === '4' ? 'incident' : 'stream.down';
          alertState.putAlert({ ...alert, condition, subject: { type: 'stream', id: `a/b/${alert.id}` } });
        };
        for (const alert of alerts) {
          put(alert);
          for (const { id, ...more } of changes) if (id === alert.id) put({ ...alert, ...more });
        }
        alertState.putStream({ id: 'main|stream:a/b/c', live: ['1'], ended: [], lastAt: AT });
        alertState.due(AT + 1000);
        alertState.changesWritten();
        for (const alert of [...alertState.all()])
          alertState.putAlert({ ...alert, status: 'closed', closedAt: AT, dueAt: undefined });
        const { alerts: left, ended, children, streams, ...open } = alertState.sizes();
        expect([left, ended, streams]).toEqual([alertState.sizes().alerts, left, 1]);
        expect(children).toBeLessThanOrEqual(4);
        expect(Object.values(open).filter((size) => size > 0)).toEqual([]);
        for (const { id } of [...alertState.all()]) alertState.dropAlert(id);
        alertState.dropStream('main|stream:a/b/c');
        alertState.changesWritten();
        expect(alertState.sizes()).toEqual(createAlertState().sizes());
        expect(alertState.openCount).toBe(0);
      }),
    );
  });

  it('has every open alert among those that may have to make room, and counts them', () => {
    fc.assert(
      fc.property(fc.array(anyAlert), (alerts) => {
        const alertState = createAlertState();
        for (const alert of alerts)
          alertState.putAlert({ ...alert, subject: { type: 'stream', id: alert.id } });
        const open = [...alertState.all()].filter(({ status }) => status !== 'closed').length;
        expect([alertState.openCount, alertState.sizes()['precedence']]).toEqual([open, open]);
        for (let alert = alertState.leastMissed(); alert; alert = alertState.leastMissed())
          alertState.putAlert({ ...alert, status: 'closed' });
        expect(alertState.openCount).toBe(0);
      }),
    );
  });

  it('gives out what is due in portions, and once, until it is put again or could not be written', () => {
    const alertState = createAlertState();
    for (const [n, id] of ['a', 'b', 'c'].entries())
      alertState.putAlert(anAlert({ id, subject: { type: 'stream', id }, dueAt: AT + n }));
    alertState.changesWritten();
    const ids = (most?: number) => alertState.due(AT + 9, most).map(({ id }) => id);
    expect([ids(2), ids(), ids()]).toEqual([['a', 'b'], ['c'], []]);
    alertState.revert();
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  it('finds what failed lately with the same tie, newest first', () => {
    const alertState = createAlertState();
    const failing = (id: string, at: number, more: Partial<Alert> = {}) =>
      alertState.putAlert(
        anAlert({
          id,
          subject: { type: 'stream', id: `d/live/${id}` },
          startedAt: AT + at,
          fires: [AT + at],
          ...more,
        }),
      );
    failing('1', 0);
    failing('2', 5000);
    failing('3', 6000, { account: 'news' });
    failing('4', 7000, { status: 'recovered' });
    failing('5', 8000);
    const recent = (since: number) =>
      [...alertState.recent('main', 'domain:push.example.com', 'stream.down', AT + since)].map(
        ({ id }) => id,
      );
    expect(recent(0)).toEqual(['5', '2', '1']);
    expect(recent(1000)).toEqual(['5', '2']);
    expect([...alertState.recent('main', 'domain:other', 'stream.down', AT)]).toEqual([]);
    expect([...alertState.recent('main', 'code:8', 'stream.down', AT)]).toHaveLength(3);
    expect([...alertState.recent('main', 'code:8', 'quality.low', AT)]).toEqual([]);
  });

  it('recognises the newest messages, and forgets the oldest', () => {
    const alertState = createAlertState();
    for (let key = 0; key <= REMEMBERED_KEYS; key++) alertState.remember(String(key));
    expect(alertState.isDuplicate('0')).toBe(false);
    expect(alertState.isDuplicate('1')).toBe(true);
  });

  it('is read again from the store as it was written', async () => {
    const store = memoryStore();
    const alertState = createAlertState();
    alertState.putAlert(anAlert());
    alertState.putStream({ id: 'main|stream:a/b/c', live: ['1'], ended: [], lastAt: AT });
    await store.commit(alertState.changes().writes);
    alertState.changesWritten();
    alertState.putAlert(anAlert({ status: 'recovered', version: 2 }));
    await store.commit(alertState.changes().writes);
    const again = await openAlertState(store);
    expect([...again.all()]).toEqual([anAlert({ status: 'recovered', version: 2 })]);
    expect(again.stream('main|stream:a/b/c')?.live).toEqual(['1']);
    expect(again.changes().writes).toEqual([]);
  });
});

describe('a document that cannot be read', () => {
  it('is told of, and does not keep the incident open of which it was a part', async () => {
    const store = memoryStore();
    const incident = anAlert({ id: 'i', condition: 'incident', children: { total: 3, open: 2 } });
    const part = anAlert({ id: 'p', parent: 'i' });
    await store.commit([
      ...[incident, part].map((value) => ({ collection: 'alerts', id: value.id, value, expect: 0 as const })),
      { collection: 'alerts', id: 'torn', value: { id: 'torn', parent: 'i' }, expect: 0 },
    ]);
    const unreadable: string[] = [];
    const alertState = await openAlertState(store, (collection, id) =>
      unreadable.push(`${collection}/${id}`),
    );
    expect(unreadable).toEqual(['alerts/torn']);
    expect(alertState.byId('i')?.children).toEqual({ total: 3, open: 1 });
    expect(alertState.changes().writes).toEqual([]);
  });
});

it('takes back streams that were to be forgotten, where that could not be written', () => {
  const alertState = createAlertState();
  const state = { id: 'main|stream:a/b/c', live: [], ended: ['1'], lastAt: AT };
  alertState.putStream(state);
  alertState.changesWritten();
  alertState.dropStream(state.id);
  expect(alertState.changes().writes).toMatchObject([{ id: state.id, value: undefined }]);
  alertState.revert();
  expect([...alertState.allStreams()]).toEqual([state]);
});
