import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledIn } from '../../../src/alert/called.ts';
import type { LiveEvent } from '../../../src/callback/event.ts';
import { createWatch } from './told.ts';
import { createWorld, cut, push, START, streamOf, type World } from './world.ts';

const GROUPS = ['domain:live.example.com'];
const MINUTE = 60_000;
type Given = Parameters<typeof createWorld>[0];

/** The push of the stream that is there ends. */
const breaks = (world: World, name: string | number, more: Partial<LiveEvent> = {}) => {
  const subject = streamOf(name);
  const sequence = world.stream(subject)?.live[0] ?? `first of ${name}`;
  return world.tell(cut(sequence, { subject, groups: GROUPS, ...more })).reason;
};
const returns = (world: World, name: string | number) =>
  world.tell(push(`${name} at ${world.now()}`, { subject: streamOf(name), groups: GROUPS })).reason;
const part = (world: World, name: string | number) => world.alert('stream.down', streamOf(name));
const incidents = (world: World) => world.alerts().filter(({ condition }) => condition === 'incident');

function storm(config: Given = {}, count = 5): World {
  const world = createWorld(config);
  for (let name = 0; name < count; name++) breaks(world, name);
  return world;
}

const FINAL: Given = {
  rules: [
    { name: 'final', match: { stream: 'main' }, mention: ['lin'], runbook: { text: 'Call the truck.' } },
  ],
};

describe('an incident takes in', () => {
  it('what breaks within two minutes of its beginning, however many joined meanwhile', () => {
    const world = storm();
    for (const [name, after] of [
      ['a', MINUTE],
      ['b', MINUTE],
    ] as const) {
      world.pass(after);
      expect(breaks(world, name)).toBe('child');
    }
    world.pass(1);
    expect(breaks(world, 'c')).toBe('pending');
    world.pass(10_000);
    expect(part(world, 'c')).toMatchObject({ announced: true, parent: undefined });
    expect(world.alert('incident').children).toEqual({ total: 7, open: 7 });
  });

  it('what broke within it, also where it is told later', () => {
    const world = storm();
    world.pass(5 * MINUTE);
    expect(breaks(world, 'late', { at: START + MINUTE })).toBe('child');
  });

  it.each([
    ['that is over', (world: World) => [0, 1, 2, 3, 4].forEach((name) => returns(world, name))],
    [
      'that somebody has taken on',
      (world: World) => world.act(world.alert('incident'), { what: 'acknowledge' }),
    ],
    [
      'that is muted',
      (world: World) => world.act(world.alert('incident'), { what: 'mute', until: 'recovered' }),
    ],
  ])('nothing where it is one %s', (_what, happens) => {
    const world = storm(FINAL);
    happens(world);
    world.pass(1000);
    expect(breaks(world, 'main')).toBe('pending');
    world.pass(10_000);
    expect(part(world, 'main')).toMatchObject({ announced: true, parent: undefined, rule: 'final' });
    expect(world.alert('incident').children?.total).toBe(5);
  });

  it('what was its part and fails again at once, also where somebody has taken it on', () => {
    const world = storm();
    world.act(world.alert('incident'), { what: 'acknowledge' });
    returns(world, 0);
    world.pass(30_000);
    expect(breaks(world, 0)).toBe('child');
    expect(world.alert('incident').children).toEqual({ total: 5, open: 5 });
    // Long after it began even that is told by itself: it failed three times by then.
    returns(world, 0);
    world.pass(5 * MINUTE);
    expect(breaks(world, 0)).toBe('flapping');
    expect(part(world, 0)).toMatchObject({ announced: true, parent: undefined });
  });

  it('nothing that is worse than people were told', () => {
    const world = storm({
      rules: [
        { name: 'final', match: { stream: 'main' }, severity: 'critical', channels: ['slack:C2'] },
        { name: 'rest', severity: 'info' },
      ],
    });
    expect(world.alert('incident')).toMatchObject({ severity: 'info', announced: true });
    expect(breaks(world, 'main')).toBe('pending');
    world.pass(10_000);
    expect(part(world, 'main')).toMatchObject({
      ...{ severity: 'critical', channels: ['slack:C2'], announced: true, parent: undefined },
    });
    expect(world.alert('incident')).toMatchObject({ severity: 'info', channels: ['slack:C1'] });
  });

  it('what is less bad than people were told', () => {
    const world = storm({ rules: [{ name: 'tests', match: { stream: 'test' }, severity: 'info' }] });
    expect(breaks(world, 'test')).toBe('child');
    expect(part(world, 'test')).toMatchObject({ severity: 'info', announced: false });
    expect(world.alert('incident').severity).toBe('critical');
  });

  it('tells by itself of a part that becomes worse than people were told', () => {
    const world = createWorld();
    const tell = (name: number, severity: 'warning' | 'critical') =>
      world.tell({ condition: 'quality.low', severity, subject: streamOf(name), groups: GROUPS });
    for (let name = 0; name < 5; name++) tell(name, 'warning');
    const worse = () => world.alert('quality.low', streamOf(4));
    expect(worse().announced).toBe(false);
    tell(4, 'critical');
    expect(worse()).toMatchObject({
      ...{
        severity: 'critical',
        announced: true,
        channels: ['slack:C1'],
        parent: world.alert('incident').id,
      },
    });
    // The next one is not told of by that either.
    expect(
      world.tell({ condition: 'quality.low', severity: 'critical', subject: streamOf(9), groups: GROUPS })
        .reason,
    ).toBe('new');
  });
});

describe('whom an incident calls', () => {
  const called = (world: World, channel = 'slack:C1') =>
    calledIn(world.input.config, world.alert('incident'), channel);

  it('is everybody whom its parts call, the strictest first', () => {
    const world = createWorld({
      rules: [
        { name: 'final', match: { stream: 'main' }, mention: ['lin'] },
        { name: 'cams', match: { stream: 'cam*' }, severity: 'warning', mention: ['ada'] },
        { name: 'plain', match: { stream: 'p*' } },
      ],
    });
    for (const name of ['cam1', 'p1', 'p2', 'p3', 'main']) breaks(world, name);
    expect(world.alert('incident')).toMatchObject({
      rules: ['final', 'plain', 'cams'],
      severity: 'critical',
    });
    expect(called(world)).toEqual(['lin', 'ada']);
  });

  it('is in each channel whom its parts call there', () => {
    const world = createWorld({
      rules: [{ name: 'news', match: { stream: 'n*' }, channels: ['slack:C2'], mention: ['lin'] }],
    });
    for (const name of ['n1', 'a', 'b', 'c', 'd']) breaks(world, name);
    expect(world.alert('incident').channels.toSorted()).toEqual(['slack:C1', 'slack:C2']);
    expect(called(world)).toEqual([]);
    expect(called(world, 'slack:C2')).toEqual(['lin']);
    // A channel that stands in for one of them calls everybody.
    expect(called(world, 'discord:D1')).toEqual(['lin']);
  });

  it('is also whom its own rule names', () => {
    const world = storm({ rules: [{ name: 'all', match: { type: ['incident'] }, mention: ['ada'] }] });
    expect(called(world)).toEqual(['ada']);
  });
});

describe('a part that joins late and calls somebody else', () => {
  it('has a message of its own, once: an edit would call nobody', () => {
    const world = storm(FINAL);
    world.pass(5000);
    expect(breaks(world, 'main')).toBe('child');
    const incident = world.alert('incident');
    expect(part(world, 'main')).toMatchObject({
      ...{ announced: true, channels: ['slack:C1'], parent: incident.id, rule: 'final' },
    });
    expect(incident).toMatchObject({ rules: ['final'], children: { total: 6, open: 6 } });
  });

  it('is the only one of its rule that has', () => {
    const world = storm({ rules: [{ name: 'news', match: { stream: 'n*' }, mention: ['lin'] }] });
    for (let name = 0; name < 20; name++) breaks(world, `n${name}`);
    const own = world.alerts().filter((alert) => alert.condition === 'stream.down' && alert.announced);
    expect(own.map(({ subject }) => subject.id)).toEqual(['live.example.com/live/n0']);
  });

  it("brings the incident's card to its channel", () => {
    const world = storm({
      rules: [{ name: 'news', match: { stream: 'n*' }, channels: ['slack:C2'], mention: ['lin'] }],
    });
    for (let name = 0; name < 20; name++) breaks(world, `n${name}`);
    expect(world.alert('incident')).toMatchObject({ channels: ['slack:C1', 'slack:C2'], rules: ['news'] });
    expect(calledIn(world.input.config, world.alert('incident'), 'slack:C2')).toEqual(['lin']);
    expect(part(world, 'n0').announced).toBe(false);
  });

  it('tells of itself where the incident goes to as many channels as it can', () => {
    const rules = Array.from({ length: 12 }, (_, at) => ({
      name: `r${at}`,
      match: { stream: `s${at}` },
      channels: [`slack:C${at}`],
    }));
    const world = createWorld({ rules });
    for (let at = 0; at < 12; at++) breaks(world, `s${at}`);
    const incident = world.alert('incident');
    expect(incident.channels).toHaveLength(10);
    const shown = new Set(world.alerts().flatMap((alert) => (alert.announced ? alert.channels : [])));
    expect(shown.size).toBe(12);
  });
});

describe('what fails together again and again', () => {
  it('is a new incident each time, and the third says that it flaps', () => {
    const world = createWorld();
    for (let wave = 0; wave < 3; wave++) {
      for (let name = 0; name < 5; name++) breaks(world, name);
      for (let name = 0; name < 5; name++) if (wave < 2) returns(world, name);
      world.pass(3 * MINUTE);
    }
    expect(incidents(world).map(({ status, flapping }) => [status, flapping])).toEqual([
      ['closed', false],
      ['closed', false],
      ['firing', true],
    ]);
    // What was its part and fails again is on that card.
    returns(world, 0);
    world.pass(5 * MINUTE);
    expect(breaks(world, 0)).toBe('child');
    expect(breaks(world, 'other')).toBe('pending');
  });
});

it('keeps every time that a part was bad', () => {
  const world = storm();
  returns(world, 0);
  world.pass(20_000);
  breaks(world, 0);
  world.pass(30_000);
  returns(world, 0);
  expect(part(world, 0)).toMatchObject({
    outages: [
      { from: START, to: START },
      { from: START + 20_000, to: START + 50_000 },
    ],
  });
  expect(part(world, 1).outages).toEqual([{ from: START }]);
});

describe('whatever fails together', () => {
  const config: Given = {
    incident: { members: 3, joinSeconds: 60 },
    rules: [
      { name: 'low', match: { stream: '0' }, severity: 'info' },
      { name: 'final', match: { stream: '3' }, severity: 'critical', mention: ['lin'] },
      { name: 'news', match: { stream: '4' }, mention: ['ada'], channels: ['slack:C2'] },
      { name: 'both', match: { stream: '5' }, mention: ['bo'], channels: ['slack:C1', 'slack:C2'] },
      {
        name: 'evening',
        match: { stream: '6', during: ['20:01-21:00'] },
        severity: 'critical',
        mention: ['lin'],
      },
      { name: 'rest', match: {}, severity: 'warning' },
    ],
  };
  const name = fc.integer({ min: 0, max: 9 });
  const happening = fc.oneof(
    { weight: 6, arbitrary: name.map((of) => (world: World) => void breaks(world, of)) },
    { weight: 2, arbitrary: name.map((of) => (world: World) => void returns(world, of)) },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 0, max: 30_000 }).map((ms) => (world: World) => void world.pass(ms)),
    },
    {
      weight: 1,
      arbitrary: fc.constant((world: World) => {
        const incident = incidents(world).find(({ status }) => status === 'firing');
        if (incident) world.act(incident, { what: 'acknowledge' });
      }),
    },
  );

  it('is told to all whom it concerns, as urgently as it is', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const world = createWorld(config);
        const watch = createWatch();
        for (const happen of happenings) {
          happen(world);
          watch.check(world);
        }
      }),
      { numRuns: 300 },
    );
  });
});
