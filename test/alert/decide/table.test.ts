import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEvent, Subject } from '../../../src/callback/event.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Act } from '../../../src/alert/decide/people/act.ts';
import { crowdOut } from '../../../src/alert/decide/incident/crowded-out.ts';
import { decideBy, type Table } from '../../../src/alert/decide/table/table.ts';
import { TABLES } from '../../../src/alert/decide/table/tables.ts';
import { decisionRows } from '../../../scripts/docs/decision-rows.ts';
import { checkPrinted, PRINTED } from './printed.ts';
import { createWorld, cut, push, streamOf, WHO, type World } from './world.ts';

const MINUTE = 60_000;
const PULL: Subject = { type: 'pull', id: '637921' };

const CONFIG: Parameters<typeof createWorld>[0] = {
  closeMinutes: 1,
  ackMinutes: 2,
  closeUnwatchedMinutes: 3,
  watched: [{ streams: ['0', '1'] }],
  flapping: { times: 2, withinMinutes: 2, steadySeconds: 60 },
  incident: { members: 2, withinSeconds: 30 },
  rules: [
    { name: 'silent', match: { stream: '5' }, severity: 'none' },
    { name: 'at-once', match: { stream: '4' }, graceSeconds: 0 },
  ],
  escalation: { all: { levels: [{ call: ['li'] }, { afterMinutes: 1, call: ['wang'] }], repeat: 3 } },
  escalate: 'all',
  maintenance: [
    { name: 'work', match: { stream: '3' }, from: '2026-03-01T20:05:00Z', to: '2026-03-01T20:15:00Z' },
  ],
};

type Happening = (world: World) => void;

/** What people do at `now`, ms UTC. */
const ACTS: readonly ((now: number) => Act)[] = [
  () => ({ what: 'acknowledge' }),
  () => ({ what: 'acknowledge' }),
  (now) => ({ what: 'mute', until: now + 2 * MINUTE }),
  () => ({ what: 'unmute' }),
  () => ({ what: 'assign', person: 'li' }),
  () => ({ what: 'note', text: 'the encoder was restarted' }),
  () => ({ what: 'command', text: 'backup switch · done' }),
  () => ({ what: 'close' }),
];

const message = fc.record({
  subject: fc.integer({ min: 0, max: 5 }).map(streamOf),
  type: fc.constantFrom(0, 0, 0, 1, 1, 321, 332, undefined),
  trust: fc.constantFrom('signed', 'signed', 'signed', 'unsigned', 'late', 'observed'),
  condition: fc.constantFrom(
    ...['stream.down', 'stream.down', 'stream.down', 'stream.push-lost', 'record.paused', 'quality.low'],
    ...['push.abnormal', 'unheard-of', undefined],
  ),
  effect: fc.constantFrom('fires', 'fires', 'fires', 'clears', 'clears', 'informs', 'hints'),
  sequence: fc.constantFrom('A', 'B', 'C', undefined),
  code: fc.constantFrom('1', '2', '12', '18', '19'),
  cause: fc.constantFrom('client', 'network', 'refused', 'command', 'replaced', undefined),
  severity: fc.constantFrom('critical', 'warning', undefined),
  values: fc.constantFrom<LiveEvent['values'][]>({}, { duration_ms: 500 }, { since: 1 }, { pushes: 2 }),
  groups: fc.constantFrom([], ['domain:d']),
  dedupeKey: fc.option(fc.constantFrom('one', 'two'), { nil: undefined, freq: 10 }),
}) as fc.Arbitrary<Partial<LiveEvent>>;

const told = fc
  .tuple(message, fc.constantFrom(0, 0, 0, 2000, 30_000, 12 * MINUTE))
  .map(([{ dedupeKey, ...event }, ago]): Happening => (world) => {
    world.tell({ ...event, at: world.now() - ago, ...(dedupeKey && { dedupeKey }) });
  });

const CODES = [
  { code: '1', cause: 'client' },
  { code: '12', cause: 'network' },
  { code: '18', cause: 'refused' },
  { code: '38', cause: 'command' },
] as const;

/** A stream of which something is told again and again, so that what it amounts to is reached. */
const pushed = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.constantFrom(0, 1),
    fc.constantFrom(0, 0, 2000, 10_000),
  )
  .chain(([name, sequence, type, ago]) =>
    fc.constantFrom(...CODES).map((why): Happening => (world) => {
      const more = { subject: streamOf(name), at: world.now() - ago };
      world.tell(type === 1 ? push(sequence, more) : cut(sequence, { ...more, ...why }));
    }),
  );

/** What is told with a severity of its own, which can become worse. */
const reported = fc
  .tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom('critical' as const, 'warning' as const))
  .map(([name, severity]): Happening => (world) => {
    world.tell({ type: 1004, condition: 'quality.low', subject: streamOf(name), severity });
  });

const seen = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom('fires' as const, 'clears' as const),
    fc.constantFrom('A', undefined),
    fc.constantFrom<LiveEvent['values'][]>({}, { since: 1 }, { pushes: 2 }),
    fc.constantFrom(0, 0, 10_000),
  )
  .map(([name, effect, sequence, values, ago]): Happening => (world) => {
    world.see({ effect, subject: streamOf(name), sequence, values, at: world.now() - ago });
  });

const pulled = fc.constantFrom('fires' as const, 'clears' as const).map((effect): Happening => (world) => {
  world.see({ condition: 'pull.failing', effect, subject: PULL });
});

const passed = fc.constantFrom(0, 1000, 6000, 30_000, MINUTE, 4 * MINUTE).map((ms): Happening => (world) => {
  world.pass(ms);
});

const people = fc
  .tuple(fc.nat(), fc.constantFrom('ack', 'mute', 'mute all', 'own', 'ban', 'due'))
  .map(([index, what]): Happening => (world) => {
    const open = world.alerts().filter(({ status }) => status === 'firing');
    const alert = open[index % Math.max(1, open.length)];
    const now = world.now();
    const subject = streamOf(index % 6).id;
    if (what === 'ack' && alert) world.act(alert, { what: 'acknowledge' });
    if (what === 'mute' && alert) world.act(alert, { what: 'mute', until: now + 2 * MINUTE });
    if (what === 'mute all')
      world.mutes = [{ id: 'm', account: 'main', pattern: subject, by: WHO, at: now, until: now + MINUTE }];
    const any = world.alerts()[index % Math.max(1, world.alerts().length)];
    if (what === 'due' && any) world.due(any);
    if (what === 'own') world.ownActs = new Set([`stream:${subject}`]);
    if (what === 'ban') world.ownBans = new Map([[`stream:${subject}`, now]]);
  });

const started = fc.constant<Happening>((world) => {
  world.start();
});

/** What people do most is to what fires. */
const asked = fc
  .tuple(fc.nat(), fc.integer({ min: 0, max: 3 }), fc.constantFrom(...ACTS))
  .map(([index, among, act]): Happening => (world) => {
    const all = world.alerts();
    const firing = all.filter(({ status }) => status === 'firing');
    const some = among <= 1 || firing.length === 0 ? all : firing;
    const alert = some[index % Math.max(1, some.length)];
    if (!alert) return;
    try {
      world.act(alert, act(world.now()));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  });

const happening = fc.oneof(
  { weight: 5, arbitrary: told },
  { weight: 6, arbitrary: pushed },
  { weight: 3, arbitrary: seen },
  { weight: 5, arbitrary: passed },
  { weight: 2, arbitrary: people },
  { weight: 1, arbitrary: pulled },
  { weight: 1, arbitrary: reported },
);

/** The same with everything that people do: what they close is told of no more. */
const withActs = fc.oneof(
  { weight: 24, arbitrary: happening },
  { weight: 3, arbitrary: asked },
  { weight: 1, arbitrary: started },
);

/**
 * What this walk does not come to: an incident that begins while one waits, what somebody has just closed, what the rules say only for a time, and states in which
 * nothing is due. Other tests come to them.
 */
const RARE: readonly string[] = [
  ...['clears 1', 'true 1', 'fires 1', 'due 10', 'due 12', 'grace-over 2', 'counts 4', 'counts 5'],
  ...[
    'end-waited 1',
    'end-waited 2',
    'end-waited 3',
    'end-waited 5',
    'crowded 1',
    'after-start 1',
    'close-part 1',
    // Only while severities or airdesk.yaml change: calling-attack.test.ts.
    'calling 7',
    'calling 10',
  ],
];

describe('the transition table', () => {
  it('is printed whole, row for row', () => {
    const rows = decisionRows().flatMap((table) => table.rows.map(({ row }) => row));
    expect([...PRINTED.keys()]).toEqual(rows);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('goes on only in tables that are printed', () => {
    const names = new Set(TABLES.map(({ name }) => `→ ${name}`));
    const reasons = [...PRINTED.values()].map(({ reason }) => reason);
    for (const reason of reasons.filter((one) => one.startsWith('→'))) expect(names).toContain(reason);
  });

  it('has a row for everything: the last of each table asks for nothing', () => {
    for (const { name, rows } of TABLES) {
      const last = rows.at(-1);
      expect(last?.when ?? last?.from, name).toBeUndefined();
      expect(last, name).not.toHaveProperty('tries');
    }
  });

  it('says what a row is for wherever it asks for something', () => {
    for (const { name, rows } of TABLES)
      for (const row of rows) {
        const asks = row.holds !== undefined || 'tries' in row;
        expect(row.when !== undefined, `${name}: ${row.when}`).toBe(asks);
      }
  });

  it('has no row that nothing reaches', () => {
    const reached = new Set<string>();
    const walk = (happenings: readonly Happening[]) => {
      const world = createWorld(CONFIG);
      world.feeds = new Map([[streamOf(0).id, [PULL]]]);
      for (const happen of happenings) happen(world);
      for (const { path, others = [] } of world.decisions)
        for (const { row } of [path, ...others.map((other) => other.path)].flat()) reached.add(row);
    };
    const long = { minLength: 20, maxLength: 80 };
    fc.assert(fc.property(fc.array(happening, long), walk), { numRuns: 1000, seed: 4 });
    fc.assert(fc.property(fc.array(withActs, long), walk), { numRuns: 250, seed: 4 });
    const unreached = [...PRINTED.values()]
      .filter(({ row, reason }) => !reached.has(row) && !reason.startsWith('refused:'))
      .map(({ row }) => row);
    expect(unreached.filter((row) => !RARE.includes(row))).toEqual([]);
  });

  it('decides by the first row that fits, and refuses to go on without one', () => {
    const table: Table<{ readonly n: number }> = {
      name: 'toy',
      about: 'A toy',
      alertOf: () => undefined,
      rows: [
        { from: ['firing'], reason: 'same', to: 'same' },
        { when: 'n is one', holds: ({ n }) => n === 1, reason: 'new', to: 'same' },
        { when: 'n is small', tries: ({ n }) => n < 3, reason: 'quiet', to: 'same' },
      ],
    };
    expect(decideBy(table, { n: 1 })).toEqual({ reason: 'new', path: [{ row: 'toy 2', from: 'none' }] });
    expect(decideBy(table, { n: 2 }).reason).toBe('quiet');
    expect(() => decideBy(table, { n: 3 })).toThrow('no row of toy is for what is none');
  });

  it('is held to what is printed: another reason, state or row is found', () => {
    const world = createWorld(CONFIG);
    const decision = world.tell({ subject: streamOf(0) });
    const none = (): undefined => undefined;
    expect(decision.reason).toBe('new');
    checkPrinted(decision, none);
    expect(() => checkPrinted({ ...decision, reason: 'same' }, none)).toThrow('does not say same');
    const alerts = decision.alerts.map((alert) => ({ ...alert, status: 'closed' as const }));
    expect(() => checkPrinted({ ...decision, alerts }, none)).toThrow('it is closed afterwards');
    expect(() => checkPrinted({ ...decision, path: [] }, none)).toThrow('no row at all');
    const checks = [
      { account: 'main', subject: streamOf(0), condition: 'stream.down', why: 'hint' as const },
    ];
    expect(() => checkPrinted({ ...decision, checks }, none)).toThrow('the cloud is asked');
  });

  it.each([
    ['acknowledge', 'closed', { what: 'acknowledge' }],
    ['mute', 'closed', { what: 'mute', until: 'recovered' }],
    ['mute', 'recovered', { what: 'mute', until: 'recovered' }],
    ['mute', 'firing', { what: 'mute', until: 0 }],
    ['unmute', 'closed', { what: 'unmute' }],
    ['assign', 'closed', { what: 'assign', person: 'li' }],
    ['note', 'closed', { what: 'note', text: 'x' }],
    ['note', 'firing', { what: 'note', text: ' ' }],
    ['close', 'closed', { what: 'close' }],
  ] as const)('refuses to %s what is %s with a code that it has', (_what, status, act) => {
    const world = createWorld(CONFIG);
    world.tell({ subject: streamOf(0) });
    if (status === 'recovered') world.tell({ subject: streamOf(0), effect: 'clears' });
    if (status === 'closed') world.act(world.alert('record.failed'), { what: 'close' });
    expect(world.alert('record.failed').status).toBe(status);
    expect(() => world.act(world.alert('record.failed'), act)).toThrow(Refusal);
  });

  it('has the row by which one makes room', () => {
    const world = createWorld(CONFIG);
    world.tell({ subject: streamOf(0) });
    const decision = crowdOut(world.input, world.alert('record.failed'), world.now());
    checkPrinted(decision, world.input.byId);
    expect(decision.path).toMatchObject([{ row: 'crowded 1', from: 'firing' }]);
  });
});
