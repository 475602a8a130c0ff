import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../src/callback/event.ts';
import { createWorld, cut, push, type World } from './world.ts';

type Given = Parameters<typeof createWorld>[0];

const subject = (domain: string | number, name: string | number) =>
  ({ type: 'stream', id: `d${domain}.example.com/live/${name}` }) as const;
const breaks = (
  world: World,
  domain: string | number,
  name: string | number,
  more: Partial<LiveEvent> = {},
) =>
  world.tell(
    cut(`${domain}-${name}-${world.now()}`, {
      subject: subject(domain, name),
      groups: [`domain:d${domain}.example.com`],
      ...more,
    }),
  ).reason;
const incidents = (world: World) => world.alerts().filter(({ condition }) => condition === 'incident');
const shown = (world: World) => world.alerts().filter(({ announced }) => announced);
const of = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('what fails at once on many domains', () => {
  it('is one card with the fifth of them', () => {
    const world = createWorld();
    expect(of(4).map((domain) => breaks(world, domain, 's'))).toEqual(Array(4).fill('pending'));
    expect(breaks(world, 4, 's')).toBe('child');
    for (let domain = 5; domain < 40; domain++) breaks(world, domain, 's');
    expect(shown(world)).toEqual([world.alert('incident')]);
    expect(world.alert('incident')).toMatchObject({
      ...{ subject: { type: 'account', id: 'main' }, children: { total: 40, open: 40 } },
    });
    for (let domain = 0; domain < 40; domain++)
      world.tell(push(`back-${domain}`, { subject: subject(domain, 's') }));
    expect(world.alert('incident').status).toBe('recovered');
  });

  it.each([
    ['in turn', (at: number) => at % 50],
    ['one domain after the other', (at: number) => Math.floor(at / 20)],
  ])('is one card for a thousand, %s', (_what, domainOf) => {
    const world = createWorld();
    for (let at = 0; at < 1000; at++) {
      breaks(world, domainOf(at), at);
      world.pass(5);
    }
    expect(shown(world)).toEqual([world.alert('incident')]);
    expect(world.alert('incident')).toMatchObject({
      ...{ subject: { type: 'account', id: 'main' }, children: { total: 1000, open: 1000 } },
    });
    expect(world.alert('incident').steps).toBeLessThan(10);
  });

  it('says that it is wider than it seemed', () => {
    const world = createWorld();
    for (let at = 0; at < 5; at++) breaks(world, 'a', at);
    expect(world.alert('incident').subject).toEqual({ type: 'domain', id: 'da.example.com' });
    world.pass(30_000);
    for (let at = 0; at < 5; at++) breaks(world, 'b', at);
    expect(incidents(world)).toHaveLength(1);
    expect(world.alert('incident')).toMatchObject({
      subject: { type: 'account', id: 'main' },
      groups: ['domain:da.example.com', 'domain:db.example.com'],
      children: { total: 10, open: 10 },
    });
    expect(world.alert('incident').history.map(({ what, text }) => [what, text])).toContainEqual([
      'widened',
      'domain:da.example.com',
    ]);
    // What fails with them on one of these domains joins; what fails on another one by itself does not.
    expect(breaks(world, 'a', 'more')).toBe('child');
    expect(breaks(world, 'c', 'other')).toBe('pending');
  });

  it('is another one in another minute', () => {
    const world = createWorld();
    for (let at = 0; at < 5; at++) breaks(world, 'a', at);
    world.pass(61_000);
    for (let at = 0; at < 5; at++) breaks(world, 'b', at);
    expect(incidents(world)).toHaveLength(2);
  });
});

describe('what they have in common', () => {
  const codes = ['5', '8', '12', '33', '39'];
  const causes = ['system', 'idle', 'network', 'content', 'content'] as const;
  const other = (at: number): Partial<LiveEvent> => ({ code: codes[at % 5], cause: causes[at % 5] });

  it.each([
    ['the encoder', { values: { user_ip: '203.0.113.7' } }],
    ['the ingest server', { values: { node: '198.51.100.3' } }],
  ] as const)('can be %s', (_what, more) => {
    const world = createWorld();
    expect(of(5).map((at) => breaks(world, at, 's', { ...other(at), ...more }))).toEqual([
      ...Array(4).fill('pending'),
      'child',
    ]);
  });

  it('can be the minute alone, where no channel could show each by itself', () => {
    const world = createWorld({ graceSeconds: 60 });
    const reasons = of(10).map((at) => {
      world.pass(5000);
      return breaks(world, at, 's', other(at));
    });
    expect(reasons).toEqual([...Array(9).fill('pending'), 'child']);
    expect(world.alert('incident').children).toEqual({ total: 10, open: 10 });
  });

  it('is nothing where five fail for reasons of their own', () => {
    const world = createWorld();
    for (let at = 0; at < 5; at++) breaks(world, at, 's', other(at));
    expect(incidents(world)).toEqual([]);
  });

  it('is nothing where the cloud does not know why', () => {
    const world = createWorld();
    for (let at = 0; at < 9; at++) breaks(world, at, 's', { code: '0', cause: 'unknown' });
    expect(incidents(world)).toEqual([]);
  });

  it('is nothing that a single stream of another domain has with a domain', () => {
    const world = createWorld();
    for (let at = 0; at < 6; at++) breaks(world, 'a', at);
    world.pass(20_000);
    expect(breaks(world, 'b', 's')).toBe('pending');
  });

  it.each([
    ['goes elsewhere', { channels: ['slack:C2'] }, 2],
    ['is told in the same place', {}, 1],
  ])('makes one card of what %s: %#', (_what, rule, count) => {
    const config: Given = { rules: [{ name: 'sport', match: { domain: 'd1*' }, ...rule }] };
    const world = createWorld(config);
    for (let at = 0; at < 20; at++) breaks(world, at, 's');
    expect(incidents(world)).toHaveLength(count);
    for (const incident of incidents(world)) expect(incident.channels).toHaveLength(1);
    expect(incidents(world).reduce((sum, { children }) => sum + (children?.total ?? 0), 0)).toBe(20);
  });
});
