import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFiring, type Alert } from '../../../src/alert/model/alert.ts';
import { CONDITIONS } from '../../../src/callback/conditions.ts';
import type { Act } from '../../../src/alert/decide/people/act.ts';
import { fingerprintOf, SEVERITIES, type LiveEvent, type Subject } from '../../../src/callback/event.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Decision } from '../../../src/alert/model/decision.ts';
import { createWatch } from './told.ts';
import { createWorld, OTHER, STREAM, streamOf, WHO, type World } from './world.ts';
import { readAlert } from '../../../src/alert/model/read-alert.ts';

const MINUTE = 60_000;

const CONFIG: Parameters<typeof createWorld>[0] = {
  closeMinutes: 1,
  ackMinutes: 2,
  flapping: { times: 3, withinMinutes: 3, steadySeconds: 60 },
  incident: { members: 3, withinSeconds: 30 },
  rules: [
    { name: 'silent', match: { stream: '5' }, severity: 'none' },
    { name: 'final', match: { stream: '2' }, mention: ['lin'] },
    { name: 'news', match: { stream: '1' }, channels: ['slack:C2'], mention: ['ada'] },
    { name: 'nowhere', match: { stream: '4' }, channels: [] },
    {
      name: 'sometimes',
      match: { during: ['Sun 20:10-20:20'] },
      severity: 'critical',
      channels: ['desk:desk'],
    },
  ],
  maintenance: [
    { name: 'work', match: { stream: '3' }, from: '2026-03-01T20:05:00Z', to: '2026-03-01T20:15:00Z' },
  ],
};

/** What feeds the first of the streams. */
const PULL: Subject = { type: 'pull', id: '637921' };

const names = fc.integer({ min: 0, max: 5 });
const conditions = fc.constantFrom(
  'stream.down',
  'stream.push-lost',
  'push.abnormal',
  'record.failed',
  'quality.low',
);

const eventOf = fc.record(
  {
    type: fc.constantFrom(0, 1, 321, 332, undefined),
    trust: fc.constantFrom('signed', 'unsigned', 'late', 'observed', 'observed'),
    condition: conditions,
    effect: fc.constantFrom('fires', 'fires', 'fires', 'clears', 'clears', 'informs', 'hints'),
    subject: names.map(streamOf),
    sequence: fc.constantFrom('A', 'B', 'C', 'D'),
    cause: fc.constantFrom('network', 'command', 'replaced'),
    severity: fc.constantFrom(...SEVERITIES),
    values: fc.constantFrom({}, { since: 1 }, { since: Date.UTC(2026, 2, 1, 20, 5) }, { pushes: 2 }),
    groups: fc.constantFrom([], ['domain:d'], ['domain:d', 'source:s']),
    alsoClears: fc.constantFrom([], ['stream.push-lost']),
  },
  { requiredKeys: ['type', 'trust', 'condition', 'effect', 'subject', 'groups'] },
) as fc.Arbitrary<Partial<LiveEvent>>;

/** One thing that happens in a world. */
type Happening = (world: World) => readonly Decision[];

const told: fc.Arbitrary<Happening> = fc
  .tuple(eventOf, fc.integer({ min: -30_000, max: 1000 }))
  .map(([event, ago]) => (world) => [world.tell({ ...event, at: world.now() + ago })]);

const passed: fc.Arbitrary<Happening> = fc
  .oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    fc.integer({ min: 0, max: 5 * MINUTE }),
  )
  .map((ms) => (world) => {
    world.pass(ms);
    return [];
  });

/** What people do at `now`, ms UTC. */
const ACTS: readonly ((now: number) => Act)[] = [
  () => ({ what: 'acknowledge' }),
  (now) => ({ what: 'mute', until: now + 3 * MINUTE }),
  () => ({ what: 'mute', until: 'recovered' }),
  () => ({ what: 'unmute' }),
  () => ({ what: 'assign', person: 'li' }),
  () => ({ what: 'close' }),
  () => ({ what: 'note', text: 'x' }),
];

const person: fc.Arbitrary<Happening> = fc
  .tuple(fc.nat(), fc.constantFrom(...ACTS), fc.constantFrom(WHO, OTHER))
  .map(([index, act, who]) => (world) => {
    const all = world.alerts();
    const alert = all[index % Math.max(1, all.length)];
    if (!alert) return [];
    try {
      return [world.act(alert, act(world.now()), who)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [];
    }
  });

const pulled: fc.Arbitrary<Happening> = fc
  .constantFrom('fires' as const, 'clears' as const)
  .map((effect) => (world) => [world.see({ condition: 'pull.failing', effect, subject: PULL })]);

const muted: fc.Arbitrary<Happening> = fc.tuple(names, fc.boolean()).map(([name, on]) => (world) => {
  const mutes = { account: 'main', pattern: streamOf(name).id, by: OTHER, at: world.now() };
  world.mutes = on ? [{ id: 'm', ...mutes, until: world.now() + 2 * MINUTE }] : [];
  return [];
});

const owned: fc.Arbitrary<Happening> = names.map((name) => (world) => {
  world.ownActs = new Set([`stream:${streamOf(name).id}`]);
  return [];
});

const happening = fc.oneof(
  { weight: 8, arbitrary: told },
  { weight: 3, arbitrary: passed },
  { weight: 2, arbitrary: person },
  { weight: 1, arbitrary: muted },
  { weight: 1, arbitrary: owned },
  { weight: 1, arbitrary: pulled },
);

function snapshot(world: World): ReadonlyMap<string, Alert> {
  return new Map(world.alerts().map((alert) => [alert.id, alert]));
}

function expectOneOpenEach(world: World): void {
  const open = world.alerts().filter(({ status }) => status !== 'closed');
  const prints = open.map((alert) => fingerprintOf(alert.account, alert.condition, alert.subject));
  expect(new Set(prints).size).toBe(prints.length);
}

function expectCounted(world: World): void {
  for (const incident of world.alerts().filter(({ condition }) => condition === 'incident')) {
    const parts = world.alerts().filter(({ parent }) => parent === incident.id);
    const firing = parts.filter(({ status }) => status === 'firing');
    expect(incident.children?.open).toBe(firing.length);
    expect(incident.children?.total).toBeGreaterThanOrEqual(parts.length);
    if (firing.length > 0) expect(incident).toMatchObject({ status: 'firing', recoveredAt: undefined });
  }
}

/** What a card shows of an alert and cannot leave out. */
function visible(alert: Alert): string {
  const { severity, acknowledged, muted, assigned, parent, children, flapping } = alert;
  const isBad = alert.status === 'firing';
  return JSON.stringify({ severity, acknowledged, muted, assigned, parent, children, flapping, isBad });
}

function expectSound(world: World, before: ReadonlyMap<string, Alert>): void {
  for (const alert of world.alerts()) {
    expect(readAlert(JSON.parse(JSON.stringify(alert)))).toEqual(JSON.parse(JSON.stringify(alert)));
    expect(alert.history.length).toBeLessThanOrEqual(100);
    expect(alert.fires.length).toBeLessThanOrEqual(20);
    expect(alert.channels.length).toBeLessThanOrEqual(10);
    if (alert.announced) expect(alert.channels).not.toEqual([]);
    if (alert.status === 'pending') expect(alert.dueAt).toBeDefined();
    const was = before.get(alert.id);
    if (!was) continue;
    if (was.status === 'closed') expect(alert).toBe(was);
    expect(alert.version).toBeGreaterThanOrEqual(was.version);
    expect(alert.steps).toBeGreaterThanOrEqual(was.steps);
    if (was.announced) {
      expect(alert.announced).toBe(true);
      if (was.status !== 'pending' && alert.status !== 'pending' && visible(was) !== visible(alert)) {
        expect(alert.version).toBeGreaterThan(was.version);
      }
    }
    if (was.status === 'firing' && alert.status === 'firing') {
      expect(SEVERITIES.indexOf(alert.severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(was.severity));
    }
  }
}

function expectSteps(decisions: readonly Decision[], before: ReadonlyMap<string, Alert>): void {
  for (const { alerts, reason } of decisions) {
    for (const alert of alerts) {
      // What others are part of counts them.
      if (alert.children !== undefined || reason === 'same') continue;
      expect(alert.steps).toBeGreaterThan(before.get(alert.id)?.steps ?? 0);
    }
  }
}

describe('whatever happens', () => {
  it('keeps its promises after each thing', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = createWorld(CONFIG);
        world.feeds = new Map([[streamOf(0).id, [PULL]]]);
        const watch = createWatch();
        for (const happen of happenings) {
          const before = snapshot(world);
          const decisions = happen(world);
          expectOneOpenEach(world);
          expectCounted(world);
          watch.check(world);
          expectSound(world, before);
          expectSteps(decisions, before);
          world.pass(0);
          for (const alert of world.alerts()) {
            expect(alert.dueAt ?? Infinity).toBeGreaterThan(world.now());
          }
        }
      }),
      { numRuns: 800 },
    );
  });

  it('tells the end of everything that it told', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = createWorld(CONFIG);
        for (const happen of happenings) happen(world);
        world.pass(0);
        const then = snapshot(world);
        world.pass(10 * MINUTE);
        for (const alert of world.alerts()) {
          const { account, condition, subject } = alert;
          if (condition === 'incident' || !isFiring(alert)) continue;
          world.tell({ type: 332, trust: 'unsigned', effect: 'clears', account, condition, subject });
        }
        world.pass(10 * MINUTE);
        for (const alert of world.alerts()) {
          expect(['recovered', 'closed']).toContain(alert.status);
          const was = then.get(alert.id);
          if (was?.announced && was.status === 'firing') expect(alert.version).toBeGreaterThan(was.version);
          // What became part of something worse ends with that: it did not recover.
          const isPartOfWorse = alert.status === 'closed' && alert.reason === 'child';
          // What broke again long after has a card of its own, and this one ended with that.
          const isReplaced = world
            .alerts()
            .some((other) => other.id !== alert.id && isSameFault(other, alert));
          if (alert.announced && !alert.seen && !isPartOfWorse && !isReplaced)
            expect(alert.status).toBe('recovered');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes a message that comes twice once', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 30 }), eventOf, (happenings, event) => {
        const world = createWorld(CONFIG);
        for (const happen of happenings) happen(world);
        world.tell({ ...event, dedupeKey: 'twice' });
        const before = snapshot(world);
        expect(world.tell({ ...event, dedupeKey: 'twice' })).toEqual({
          ...{ reason: 'duplicate', alerts: [], streams: [], checks: [] },
          path: [expect.objectContaining({ row: 'told 1' })],
        });
        expect(snapshot(world)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change by what is not to be believed by itself', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 30 }), eventOf, (happenings, event) => {
        const world = createWorld(CONFIG);
        for (const happen of happenings) happen(world);
        for (const doubtful of [{ trust: 'late' }, { trust: 'unsigned', effect: 'hints' }] as const) {
          const decision = world.tell({ ...event, ...doubtful });
          if (event.effect === 'informs' && doubtful.trust === 'late') continue;
          expect(decision).toMatchObject({ reason: 'to-check', alerts: [], streams: [] });
          expect(decision.checks).toHaveLength(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, and keeps what hostile events say bounded', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '__proto__', 'constructor', ...Object.keys(CONDITIONS)),
    );
    const wild = fc.record({
      type: fc.option(fc.integer(), { nil: undefined }),
      trust: fc.constantFrom('signed', 'unsigned', 'late', 'observed'),
      at: fc.oneof(fc.double(), fc.integer()),
      condition: fc.option(text, { nil: undefined }),
      effect: fc.constantFrom('fires', 'clears', 'informs', 'hints'),
      subject: fc.record({ type: fc.constantFrom('stream', 'pull', 'domain', 'channel'), id: text }),
      sequence: fc.option(text, { nil: undefined }),
      code: fc.option(text, { nil: undefined }),
      values: fc.dictionary(text, fc.oneof(text, fc.double())),
      groups: fc.array(
        fc.oneof(
          text,
          text.map((id) => `domain:${id}`),
        ),
        { maxLength: 20 },
      ),
      alsoClears: fc.array(text, { maxLength: 3 }),
    }) as fc.Arbitrary<Partial<LiveEvent>>;
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 30 }), (events) => {
        const world = createWorld(CONFIG);
        for (const event of events) world.tell(event);
        world.pass(30 * MINUTE);
        expectOneOpenEach(world);
        expectCounted(world);
        for (const alert of world.alerts()) expect(alert.groups.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing that it is given', () => {
    const world = createWorld(CONFIG);
    world.tell({ subject: STREAM });
    const alert = deepFreeze(world.alert('record.failed'));
    world.put(alert);
    world.tell({ subject: STREAM });
    world.tell({ subject: STREAM, effect: 'clears' });
    expect(alert.status).toBe('firing');
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}

function isSameFault(one: Alert, other: Alert): boolean {
  const print = ({ account, condition, subject }: Alert) => fingerprintOf(account, condition, subject);
  return print(one) === print(other);
}
