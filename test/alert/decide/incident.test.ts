import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../src/callback/event.ts';
import { createWorld, cut, push, START, streamOf, type World } from './world.ts';

const GROUPS = ['domain:live.example.com'];
const MINUTE = 60_000;

const breaks = (world: World, name: string | number, more: Partial<LiveEvent> = {}) =>
  world.tell(cut(`${name}-A`, { subject: streamOf(name), groups: GROUPS, ...more })).reason;
const returns = (world: World, name: string | number) =>
  world.tell(push(`${name}-${world.now()}`, { subject: streamOf(name), groups: GROUPS })).reason;

function storm(count: number, config: Parameters<typeof createWorld>[0] = {}): World {
  const world = createWorld(config);
  for (let name = 0; name < count; name++) breaks(world, name);
  return world;
}

describe('incidents', () => {
  it('becomes one card when enough break at once', () => {
    const world = createWorld();
    expect([0, 1, 2, 3].map((name) => breaks(world, name))).toEqual(Array(4).fill('pending'));
    expect(breaks(world, 4)).toBe('child');
    expect(world.alert('incident')).toMatchObject({
      subject: { type: 'domain', id: 'live.example.com' },
      status: 'firing',
      severity: 'critical',
      announced: true,
      channels: ['slack:C1'],
      children: { total: 5, open: 5 },
      first: { condition: 'stream.down', members: 5 },
      count: 5,
    });
    const parts = world.alerts().filter(({ condition }) => condition === 'stream.down');
    for (const part of parts) {
      expect(part).toMatchObject({
        status: 'firing',
        announced: false,
        channels: [],
        parent: world.alert('incident').id,
      });
    }
  });

  it('takes in those that break later, at once', () => {
    const world = storm(5);
    const { version } = world.alert('incident');
    expect(breaks(world, 5)).toBe('child');
    expect(world.alert('stream.down', streamOf(5)).status).toBe('firing');
    expect(world.alert('incident')).toMatchObject({ children: { total: 6, open: 6 }, version: version + 1 });
    expect(breaks(world, 5, { dedupeKey: 'x', sequence: 'other' })).toBe('same');
    expect(world.alert('incident').children).toEqual({ total: 6, open: 6 });
  });

  it('recovers with the last of them, and is announced as recovered', () => {
    const world = storm(5);
    for (let name = 0; name < 4; name++) returns(world, name);
    expect(world.alert('incident')).toMatchObject({ status: 'firing', children: { total: 5, open: 1 } });
    const { version } = world.alert('incident');
    expect(returns(world, 4)).toBe('recovered');
    expect(world.alert('incident')).toMatchObject({ status: 'recovered', children: { total: 5, open: 0 } });
    expect(world.alert('incident').version).toBeGreaterThan(version);
  });

  it('was not over where one of them fails again at once, and counts it once', () => {
    const world = storm(5);
    for (let name = 0; name < 5; name++) returns(world, name);
    world.pass(10_000);
    expect(breaks(world, 0, { sequence: `0-${world.now() - 10_000}` })).toBe('child');
    expect(world.alert('incident')).toMatchObject({ status: 'firing', children: { total: 5, open: 1 } });
  });

  it('is over: one of them that fails again is told by itself, and stays in the report as it was', () => {
    const world = storm(5);
    for (let name = 0; name < 5; name++) returns(world, name);
    const part = world.alert('stream.down', streamOf(0));
    world.pass(MINUTE);
    expect(breaks(world, 0, { sequence: `0-${world.now() - MINUTE}` })).toBe('pending');
    world.pass(10_000);
    const own = world.alert('stream.down', streamOf(0));
    expect(own).toMatchObject({
      status: 'firing',
      announced: true,
      parent: undefined,
      startedAt: START + MINUTE,
    });
    expect(own.id).not.toBe(part.id);
    expect(world.input.byId(part.id)).toMatchObject({
      status: 'closed',
      parent: world.alert('incident').id,
      outages: [{ from: START, to: START }],
    });
    expect(world.alert('incident')).toMatchObject({ status: 'recovered', children: { total: 5, open: 0 } });
  });

  it('leaves one that recovered long ago alone, and gives a new failure a new card', () => {
    const world = storm(5);
    for (let name = 0; name < 5; name++) returns(world, name);
    const first = world.alert('incident').id;
    world.pass(60 * MINUTE);
    const again = [0, 1, 2, 3, 4].map((name) =>
      breaks(world, name, { sequence: `${name}-${world.now() - 60 * MINUTE}` }),
    );
    expect(again).toEqual(['pending', 'pending', 'pending', 'pending', 'child']);
    expect(world.alert('incident').id).not.toBe(first);
    expect(world.input.byId(first)).toMatchObject({ status: 'closed' });
  });

  it('lets a part stand for itself when it fails again long after', () => {
    const world = storm(5);
    for (let name = 0; name < 5; name++) returns(world, name);
    world.pass(9 * MINUTE);
    world.act(world.alert('incident'), { what: 'close' });
    expect(breaks(world, 0, { sequence: `0-${world.now() - 9 * MINUTE}` })).toBe('pending');
    world.pass(10_000);
    expect(world.alert('stream.down', streamOf(0))).toMatchObject({
      ...{ status: 'firing', announced: true, parent: undefined },
    });
    expect(world.alert('incident')).toMatchObject({ status: 'closed', children: { total: 5, open: 0 } });
  });

  it('keeps the card of a part that had one, which shows the incident', () => {
    const world = createWorld({ graceSeconds: 0 });
    for (let name = 0; name < 5; name++) breaks(world, name);
    expect(world.alert('stream.down', streamOf(0))).toMatchObject({
      announced: true,
      version: 2,
      channels: ['slack:C1'],
    });
    expect(world.alert('stream.down', streamOf(4))).toMatchObject({ announced: false, channels: [] });
  });

  it('does not count what failed longer ago', () => {
    const world = createWorld();
    for (let name = 0; name < 5; name++) {
      expect(breaks(world, name)).toBe('pending');
      world.pass(3000);
    }
  });

  it('prefers a source over a domain, and what is open over both', () => {
    const groups = ['domain:live.example.com', 'source:rtmp://a/b', 'other:x'];
    const world = createWorld();
    for (let name = 0; name < 5; name++) breaks(world, name, { groups });
    expect(world.alert('incident').subject).toEqual({ type: 'source', id: 'rtmp://a/b' });
    expect(breaks(world, 'x', { groups: ['domain:other', 'source:rtmp://a/b'] })).toBe('child');
    expect(breaks(world, 'y')).toBe('pending');
  });

  it('uses the groups of the configuration', () => {
    const world = createWorld({ groups: { studio: { streams: ['live.example.com/live/*'] } } });
    for (let name = 0; name < 5; name++) breaks(world, name, { groups: [] });
    expect(world.alert('incident').subject).toEqual({ type: 'group', id: 'studio' });
  });

  it('goes where its parts would have gone', () => {
    const world = storm(5, {
      rules: [
        { name: 'one', match: { stream: '1' }, channels: ['discord:D1'] },
        { name: 'info', match: { stream: '2' }, severity: 'warning' },
      ],
    });
    expect(world.alert('incident').channels.toSorted()).toEqual(['discord:D1', 'slack:C1']);
    expect(world.alert('incident').severity).toBe('critical');
  });

  it.each([
    ['silenced', { rules: [{ name: 'no', match: { stream: '*' }, severity: 'none' as const }] }],
    ['maintenance', { maintenance: [{ name: 'work', match: { stream: '*' } }] }],
  ])('leaves out what is quiet: %s', (reason, config) => {
    const world = createWorld(config);
    for (let name = 0; name < 6; name++) expect(breaks(world, name)).toBe(reason);
    expect(world.alerts().some(({ condition }) => condition === 'incident')).toBe(false);
  });

  it('does not count what is quiet', () => {
    const world = createWorld({ rules: [{ name: 'no', match: { stream: 'q*' }, severity: 'none' }] });
    for (let name = 0; name < 6; name++) breaks(world, `q${name}`);
    expect([0, 1, 2, 3].map((name) => breaks(world, name))).toEqual(Array(4).fill('pending'));
    expect(breaks(world, 4)).toBe('child');
    expect(world.alert('incident').children?.total).toBe(5);
  });

  it('does not hide its parts where a rule silences incidents', () => {
    const world = storm(5, { rules: [{ name: 'no', match: { type: ['incident'] }, severity: 'none' }] });
    expect(world.alerts().map(({ condition }) => condition)).not.toContain('incident');
    world.pass(MINUTE);
    expect(world.alerts().filter(({ announced }) => announced)).toHaveLength(5);
  });

  it('is recorded while its group is in maintenance, and announced after it', () => {
    const world = storm(5, {
      maintenance: [{ name: 'work', match: { type: ['incident'] }, to: '2026-03-01T21:00:00Z' }],
      rules: [{ name: 'd', match: { stream: '*' }, channels: ['discord:D1'] }],
    });
    expect(world.alert('incident')).toMatchObject({ announced: false, reason: 'maintenance' });
    world.pass(60 * MINUTE);
    expect(world.alert('incident')).toMatchObject({ announced: true, channels: ['discord:D1'] });
  });

  it('becomes worse with a part of it', () => {
    const world = createWorld();
    const tell = (name: number, severity: 'warning' | 'critical') =>
      world.tell({ condition: 'quality.low', severity, subject: streamOf(name), groups: GROUPS });
    for (let name = 0; name < 5; name++) tell(name, 'warning');
    expect(world.alert('incident').severity).toBe('warning');
    tell(2, 'critical');
    expect(world.alert('incident').severity).toBe('critical');
  });

  it('is one acknowledgement for all', () => {
    const world = storm(5, { ackMinutes: 1 });
    world.act(world.alert('incident'), { what: 'acknowledge' });
    world.pass(MINUTE - 1);
    expect(world.alert('incident').acknowledged).toBeDefined();
    expect(world.pass(1)).toContain('ack-expired');
  });

  it('flaps as one', () => {
    const world = storm(5);
    for (let round = 0; round < 3; round++) {
      for (let name = 0; name < 5; name++) returns(world, name);
      world.pass(1000);
      for (let name = 0; name < 5; name++) breaks(world, name, { sequence: `${name}-${world.now() - 1000}` });
    }
    expect(world.alert('incident')).toMatchObject({ flapping: true, status: 'firing' });
    expect(world.alerts().filter(({ condition }) => condition === 'incident')).toHaveLength(1);
  });

  it('is one card for a thousand', () => {
    const world = storm(1000);
    expect(world.alert('incident').children).toEqual({ total: 1000, open: 1000 });
    expect(world.alerts().filter(({ announced }) => announced)).toHaveLength(1);
    expect(world.alert('incident').steps).toBeLessThan(5);
    for (let name = 0; name < 1000; name++) returns(world, name);
    expect(world.alert('incident')).toMatchObject({
      status: 'recovered',
      children: { total: 1000, open: 0 },
    });
  });
});
