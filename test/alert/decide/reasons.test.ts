import { describe, expect, it } from 'vitest';
import type { Decision, Reason } from '../../../src/alert/model/decision.ts';
import { createWorld, cut, push, STREAM, WHO, type World } from './world.ts';

const MINUTE = 60_000;
const RECORD = { condition: 'record.failed' };

/** A step of a script: does something, and tells the reason of the last decision. */
type Do = (world: World) => Decision['reason'] | undefined;

const tell =
  (event: Parameters<World['tell']>[0]): Do =>
  (world) =>
    world.tell(event).reason;
const see =
  (event: Parameters<World['see']>[0]): Do =>
  (world) =>
    world.see(event).reason;
const pass =
  (ms: number): Do =>
  (world) =>
    world.pass(ms).at(-1);

const down: Do = (world) => {
  world.tell(push('A'));
  world.tell(cut('A'));
  world.pass(5000 + 1500);
  return undefined;
};

const maintenance = {
  maintenance: [{ name: 'work', from: '2026-03-01T19:00:00Z', to: '2026-03-01T21:00:00Z' }],
};
const silence = { rules: [{ name: 'quiet', severity: 'none' as const }] };
const mute: Do = (world) => {
  world.mutes = [
    { id: 'm1', account: 'main', pattern: '*', by: WHO, at: world.now(), until: world.now() + 10 * MINUTE },
  ];
  return undefined;
};
const own: Do = (world) => {
  world.ownActs = new Set([`stream:${STREAM.id}`]);
  return undefined;
};
const acked: Do = (world) => {
  world.act(world.alert('record.failed'), { what: 'acknowledge' });
  return undefined;
};
const reconnect = (from: string, to: string): readonly Do[] => [
  tell(cut(from)),
  pass(2000),
  tell(push(to)),
  pass(MINUTE),
];

const rows: readonly {
  what: string;
  config?: Parameters<typeof createWorld>[0];
  before?: readonly Do[];
  then: Do;
  reason: Decision['reason'] | undefined;
  alert?: Record<string, unknown>;
  condition?: string;
}[] = [
  {
    what: 'a condition without grace time fires',
    then: tell(RECORD),
    reason: 'new',
    condition: 'record.failed',
    alert: { status: 'firing', announced: true, channels: ['slack:C1'], count: 1, version: 1 },
  },
  {
    what: 'a stream that breaks is waited for',
    then: tell(cut('A')),
    reason: 'pending',
    alert: { status: 'pending', announced: false, channels: [] },
  },
  {
    what: 'the cloud is asked at the end of the grace time',
    before: [tell(cut('A'))],
    then: pass(5000),
    reason: 'to-check',
    alert: { status: 'pending', reason: 'to-check' },
  },
  {
    what: 'it fires when the cloud does not answer',
    before: [tell(cut('A')), pass(5000)],
    then: pass(1500),
    reason: 'new',
    alert: { status: 'firing', announced: true, severity: 'critical' },
  },
  {
    what: 'it fires when we saw that it is down',
    before: [tell(cut('A')), pass(5000)],
    then: see({ effect: 'fires' }),
    reason: 'new',
    alert: { status: 'firing', announced: true },
  },
  {
    what: 'it is no proof while nobody asked yet',
    before: [tell(cut('A')), pass(1000)],
    then: see({ effect: 'fires' }),
    reason: 'same',
    alert: { status: 'pending' },
  },
  {
    what: 'without grace time it fires at once',
    config: { graceSeconds: 0 },
    then: tell(cut('A')),
    reason: 'new',
    alert: { status: 'firing' },
  },
  {
    what: 'back within the grace time: nobody is told',
    before: [tell(cut('A')), pass(2000)],
    then: tell(push('B')),
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false, version: 1 },
  },
  {
    what: 'we saw a push that began after the break',
    before: [tell(cut('A')), pass(5000)],
    then: (world) =>
      world.see({ effect: 'clears', sequence: 'B', values: { since: world.now() - 1000 } }).reason,
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false },
  },
  {
    what: 'we saw a push that was there before the break',
    before: [pass(MINUTE), tell(cut('A')), pass(5000)],
    then: (world) =>
      world.see({ effect: 'clears', sequence: 'B', values: { since: world.now() - 30_000 } }).reason,
    reason: 'still-live',
    condition: 'stream.push-lost',
    alert: { status: 'firing', announced: true, severity: 'warning', cause: 'network', code: '12' },
  },
  {
    what: 'the alert that was waiting closes silently then',
    before: [
      pass(MINUTE),
      tell(cut('A')),
      pass(5000),
      see({ effect: 'clears', sequence: 'B', values: { since: 1 } }),
    ],
    then: () => undefined,
    reason: undefined,
    alert: { status: 'closed', announced: false, reason: 'still-live' },
  },
  {
    what: 'we saw the push that replaced it',
    before: [pass(MINUTE), tell(cut('A', { cause: 'replaced' })), pass(5000)],
    then: see({ effect: 'clears', sequence: 'B', values: { since: 1 } }),
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false },
  },
  {
    what: 'the ended push in a list that lags proves nothing',
    before: [tell(push('A')), tell(cut('A')), pass(5000)],
    then: see({ effect: 'clears', sequence: 'A', values: { since: 1, pushes: 1 } }),
    reason: 'out-of-order',
    alert: { status: 'pending', reason: 'to-check' },
  },
  {
    what: 'the same again',
    before: [tell({ ...RECORD, values: { n: 1 } })],
    then: tell({ ...RECORD, values: { n: 2 }, code: 'x' }),
    reason: 'same',
    condition: 'record.failed',
    alert: { count: 2, first: { n: 1 }, last: { n: 2 }, code: 'x', version: 1, severity: 'critical' },
  },
  {
    what: 'the same again is a step once a minute',
    before: [tell(RECORD), pass(59_000), tell(RECORD), pass(1000), tell(RECORD)],
    then: tell(RECORD),
    reason: 'same',
    condition: 'record.failed',
    alert: { count: 4, steps: 2, version: 2 },
  },
  {
    what: 'it becomes worse',
    before: [tell({ condition: 'quality.low', severity: 'info' })],
    then: tell({ condition: 'quality.low', severity: 'critical' }),
    reason: 'same',
    condition: 'quality.low',
    alert: { severity: 'critical', version: 2 },
  },
  {
    what: 'it becomes no better while it fires',
    before: [tell({ condition: 'quality.low', severity: 'critical' })],
    then: tell({ condition: 'quality.low', severity: 'info' }),
    reason: 'same',
    condition: 'quality.low',
    alert: { severity: 'critical', version: 1 },
  },
  {
    what: 'recovered, unseen',
    before: [down],
    then: tell(push('B')),
    reason: 'recovered',
    alert: { status: 'recovered', announced: true, seen: false, version: 2 },
  },
  {
    what: 'recovered, acknowledged before',
    before: [tell(RECORD), acked],
    then: tell({ ...RECORD, effect: 'clears' }),
    reason: 'recovered',
    condition: 'record.failed',
    alert: { status: 'recovered', seen: true },
  },
  {
    what: 'fires again before it was closed',
    before: [tell(RECORD), acked, tell({ ...RECORD, effect: 'clears' }), pass(1000)],
    then: tell(RECORD),
    reason: 'reopened',
    condition: 'record.failed',
    alert: {
      ...{ status: 'firing', id: 'a0000001', count: 2 },
      ...{ seen: false, acknowledged: undefined, recoveredAt: undefined },
    },
  },
  {
    what: 'short breaks are flapping at the third',
    before: [...reconnect('A', 'B'), ...reconnect('B', 'C')],
    then: tell(cut('C')),
    reason: 'flapping',
    alert: { status: 'firing', announced: true, flapping: true },
  },
  {
    what: 'a third break after a long while is none',
    before: [...reconnect('A', 'B'), ...reconnect('B', 'C'), pass(10 * MINUTE)],
    then: tell(cut('C')),
    reason: 'pending',
    alert: { status: 'pending', flapping: false },
  },
  {
    what: 'well, but too short to be believed',
    config: { flapping: { times: 2 } },
    before: [tell(RECORD), tell({ ...RECORD, effect: 'clears' }), tell(RECORD)],
    then: tell({ ...RECORD, effect: 'clears' }),
    reason: 'unsteady',
    condition: 'record.failed',
    alert: { status: 'firing', flapping: true, recoveredAt: expect.any(Number) },
  },
  {
    what: 'well is told again: it is steady no later',
    config: { flapping: { times: 2 } },
    before: [
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
      pass(100_000),
      tell({ ...RECORD, effect: 'clears' }),
    ],
    then: pass(20_000),
    reason: 'steady',
    condition: 'record.failed',
    alert: { status: 'recovered' },
  },
  {
    what: 'steady at last',
    config: { flapping: { times: 2 } },
    before: [
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
    ],
    then: pass(120_000),
    reason: 'steady',
    condition: 'record.failed',
    alert: { status: 'recovered', flapping: false },
  },
  {
    what: 'fires again before it was steady',
    config: { flapping: { times: 2 } },
    before: [
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
      tell(RECORD),
      tell({ ...RECORD, effect: 'clears' }),
      pass(60_000),
    ],
    then: tell(RECORD),
    reason: 'flapping',
    condition: 'record.failed',
    alert: { status: 'firing', recoveredAt: undefined },
  },
  {
    what: 'our own command',
    before: [tell(push('A')), own],
    then: tell(cut('A', { cause: 'command', code: '21.100' })),
    reason: 'own-command',
  },
  {
    what: 'a cut that is none of ours',
    before: [tell(push('A'))],
    then: tell(cut('A', { cause: 'command', code: '21.100' })),
    reason: 'pending',
    alert: { cause: 'command' },
  },
  {
    what: 'our own command on what fires already',
    before: [down, own],
    then: tell(cut('B', { cause: 'command' })),
    reason: 'own-command',
    alert: { status: 'firing', version: 2, count: 1 },
  },
  {
    what: 'in maintenance',
    config: maintenance,
    then: tell(cut('A')),
    reason: 'maintenance',
    alert: { status: 'firing', announced: false, channels: [], reason: 'maintenance' },
  },
  {
    what: 'still in maintenance a minute later',
    config: maintenance,
    before: [tell(RECORD)],
    then: pass(MINUTE),
    reason: 'maintenance',
    condition: 'record.failed',
    alert: { announced: false },
  },
  {
    what: 'the maintenance has ended and it still fires',
    config: maintenance,
    before: [tell(RECORD)],
    then: pass(60 * MINUTE),
    reason: 'mute-ended',
    condition: 'record.failed',
    alert: { announced: true, status: 'firing', channels: ['slack:C1'] },
  },
  {
    what: 'muted',
    before: [mute],
    then: tell(RECORD),
    reason: 'muted',
    condition: 'record.failed',
    alert: { status: 'firing', announced: false, muted: expect.objectContaining({ by: WHO }) },
  },
  {
    what: 'the mute has ended and it still fires',
    before: [mute, tell(RECORD)],
    then: pass(10 * MINUTE),
    reason: 'mute-ended',
    condition: 'record.failed',
    alert: { announced: true, muted: undefined },
  },
  {
    what: 'silenced by a rule',
    config: silence,
    then: tell(cut('A')),
    reason: 'silenced',
    alert: { status: 'firing', announced: false, channels: [], severity: 'critical', rule: 'quiet' },
  },
  {
    what: 'a message that was decided on before',
    before: [tell({ ...RECORD, dedupeKey: 'k' })],
    then: tell({ ...RECORD, dedupeKey: 'k' }),
    reason: 'duplicate',
    condition: 'record.failed',
    alert: { count: 1 },
  },
  {
    what: 'a disconnect of a push that has ended',
    before: [tell(cut('A'))],
    then: tell(cut('A')),
    reason: 'duplicate',
    alert: { count: 1 },
  },
  {
    what: 'a push that is known to have ended',
    before: [tell(cut('A'))],
    then: tell(push('A')),
    reason: 'out-of-order',
    alert: { status: 'pending' },
  },
  {
    what: 'a disconnect that is older than a push that is there',
    before: [pass(MINUTE), tell(push('B'))],
    then: (world) => world.tell(cut('A', { at: world.now() - 1000 })).reason,
    reason: 'out-of-order',
  },
  {
    what: 'a push is lost and another goes on',
    before: [tell(push('A')), tell(push('B')), pass(MINUTE)],
    then: tell(cut('A')),
    reason: 'pending',
    condition: 'stream.push-lost',
    alert: { status: 'pending', severity: 'warning' },
  },
  {
    what: 'the lost push fires where the cloud says nothing else',
    before: [tell(push('A')), tell(push('B')), pass(MINUTE), tell(cut('A')), pass(5000)],
    then: pass(1500),
    reason: 'new',
    condition: 'stream.push-lost',
    alert: { status: 'firing', announced: true },
  },
  {
    what: 'a push that was replaced by another is not lost',
    before: [tell(push('A')), pass(MINUTE), tell(push('B')), pass(1000)],
    then: tell(cut('A', { cause: 'replaced' })),
    reason: 'still-live',
  },
  { what: 'nothing bad in itself', then: tell({ effect: 'informs' }), reason: 'informs' },
  {
    what: 'something about what is open',
    before: [tell(RECORD), pass(MINUTE)],
    then: tell({ ...RECORD, effect: 'informs', code: 'record_ended' }),
    reason: 'informs',
    condition: 'record.failed',
    alert: { status: 'firing', version: 2, count: 1 },
  },
  { what: 'an unknown type', then: tell({ condition: undefined, type: 999 }), reason: 'unknown-type' },
  { what: 'an unknown condition', then: tell({ condition: 'no.such' }), reason: 'unknown-type' },
  {
    what: 'an incident that somebody tells of',
    then: tell({ condition: 'incident' }),
    reason: 'unknown-type',
  },
  { what: 'well, and was not bad', then: tell({ effect: 'clears' }), reason: 'nothing-open' },
  {
    what: 'a late message',
    then: tell(cut('A', { trust: 'late' })),
    reason: 'to-check',
  },
  { what: 'a hint', then: tell({ condition: 'pull.failing', effect: 'hints' }), reason: 'to-check' },
  {
    what: 'an end that is older than what fired',
    before: [pass(MINUTE), tell(RECORD)],
    then: tell({ ...RECORD, effect: 'clears', at: 0 }),
    reason: 'out-of-order',
    condition: 'record.failed',
    alert: { status: 'firing' },
  },
  {
    what: 'not heard of for long enough',
    before: [tell({ condition: 'push.abnormal' })],
    then: pass(MINUTE),
    reason: 'quiet',
    condition: 'push.abnormal',
    alert: { status: 'recovered', announced: true },
  },
  {
    what: 'an acknowledgement has expired',
    before: [tell(RECORD), acked],
    then: pass(30 * MINUTE),
    reason: 'ack-expired',
    condition: 'record.failed',
    alert: { status: 'firing', acknowledged: undefined, version: 3 },
  },
  {
    what: 'recovered and seen: closes',
    before: [tell(RECORD), acked, tell({ ...RECORD, effect: 'clears' })],
    then: pass(5 * MINUTE),
    reason: 'closed-after-recovery',
    condition: 'record.failed',
    alert: { status: 'closed', dueAt: undefined },
  },
  {
    what: 'recovered and unseen: stays',
    before: [tell(RECORD), tell({ ...RECORD, effect: 'clears' })],
    then: pass(6 * 24 * 60 * MINUTE),
    reason: undefined,
    condition: 'record.failed',
    alert: { status: 'recovered' },
  },
  {
    what: 'recovered and unseen for a week: closes',
    before: [tell(RECORD), tell({ ...RECORD, effect: 'clears' })],
    then: pass(7 * 24 * 60 * MINUTE),
    reason: 'closed-after-recovery',
    condition: 'record.failed',
    alert: { status: 'closed' },
  },
  {
    what: 'nobody was told: stays as long as it can count as flapping',
    before: [tell(cut('A')), tell(push('B')), pass(10 * MINUTE - 1)],
    then: pass(1),
    reason: 'closed-after-recovery',
    alert: { status: 'closed' },
  },
  {
    what: 'an encoder ended it, and nothing says that it should be on air',
    config: { watched: [] },
    before: [tell(push('A'))],
    then: (world) => world.tell(cut('A', { code: '1', cause: 'client' })).reason,
    reason: 'ended',
    condition: 'stream.ended',
    alert: { status: 'pending', announced: false, severity: 'info' },
  },
  {
    what: 'and does not come back',
    config: { watched: [] },
    before: [tell(push('A')), tell(cut('A', { code: '1', cause: 'client' }))],
    then: pass(5000),
    reason: 'ended',
    condition: 'stream.ended',
    alert: { status: 'closed', announced: true, severity: 'info' },
  },
  {
    what: 'an encoder is not let in, and nothing says that it should be on air',
    config: { watched: [] },
    then: (world) => world.tell(cut('A', { code: '18.503', cause: 'refused' })).reason,
    reason: 'refused',
  },
  {
    what: 'a fault that nobody looks at, and nothing says that it should be on air',
    config: { watched: [] },
    before: [tell(push('A')), tell(cut('A')), pass(10_000), pass(59 * MINUTE)],
    then: pass(MINUTE),
    reason: 'closed-unwatched',
    alert: { status: 'closed', announced: true, reason: 'closed-unwatched' },
  },
  {
    what: 'looked at before its time',
    before: [tell(cut('A'))],
    then: (world) => world.due(world.alert()).reason,
    reason: 'not-due',
    alert: { status: 'pending' },
  },
];

describe('reasons', () => {
  it.each(rows)('$what: $reason', ({ config, before = [], then, reason, alert, condition }) => {
    const world = createWorld(config);
    for (const step of before) step(world);
    expect(then(world)).toBe(reason);
    if (alert) expect(world.alert(condition)).toMatchObject(alert);
    else expect(world.alerts()).toEqual([]);
  });

  it('has a row for each reason', () => {
    const shown = new Set(rows.map((row) => row.reason));
    // Those of incidents are in incident.test.ts, those of causes in cause.test.ts, of too many in crowded-out.test.ts.
    const all: Record<Exclude<Reason, 'child' | 'effect' | 'crowded-out'>, true> = {
      ...{ new: true, pending: true, same: true, reconnected: true, recovered: true, unsteady: true },
      ...{ flapping: true, reopened: true, 'own-command': true, maintenance: true, muted: true },
      ...{ silenced: true, duplicate: true, 'out-of-order': true, 'still-live': true, informs: true },
      ...{ 'unknown-type': true, 'nothing-open': true, 'to-check': true, quiet: true, steady: true },
      ...{ 'ack-expired': true, 'mute-ended': true, 'closed-after-recovery': true, 'not-due': true },
      ...{ ended: true, refused: true, 'closed-unwatched': true },
    };
    expect(Object.keys(all).filter((reason) => !shown.has(reason as Reason))).toEqual([]);
  });
});
