import { describe, expect, it } from 'vitest';
import { createWorld, cut, push, streamOf, type World } from './world.ts';

const MINUTE = 60_000;
const GOODBYE = { code: '1', cause: 'client' as const };
const GROUPS = ['domain:live.example.com'];
const REFUSED = { code: '18.501', cause: 'refused' as const };
const open = (world: World) => world.alerts().filter(({ status }) => status !== 'closed');
const told = (world: World) => world.alerts().filter(({ announced }) => announced);

describe('a show ends', () => {
  it('while a lost push of it is told: that is over with it, and did not recover', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.tell(push('B'));
    world.pass(MINUTE);
    world.tell(cut('A'));
    world.pass(10_000);
    expect(world.alert('stream.push-lost')).toMatchObject({ status: 'firing', announced: true });
    world.tell(cut('B', GOODBYE));
    expect(world.alert('stream.push-lost')).toMatchObject({ status: 'closed', reason: 'ended' });
    world.pass(10_000);
    expect(open(world)).toEqual([]);
    expect(world.alert('stream.ended').announced).toBe(true);
  });

  it.each(['before', 'after'])('with its recording, which pauses %s: nobody is told of that', (when) => {
    const world = createWorld({ watched: [] });
    const pauses = () => world.tell({ condition: 'record.paused' });
    world.tell(push('A'));
    if (when === 'before') pauses();
    world.tell(cut('A', GOODBYE));
    if (when === 'after') expect(pauses().reason).toBe('ended');
    world.pass(10 * MINUTE);
    expect(told(world).map(({ condition }) => condition)).toEqual(['stream.ended']);
    expect(open(world)).toEqual([]);
  });

  it('and the cloud is not asked, nor believed to have lost it when it is looked at', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.tell(cut('A', GOODBYE));
    world.pass(MINUTE);
    expect(world.checks).toEqual([]);
    expect(world.see({ effect: 'fires' }).reason).toBe('ended');
    expect(open(world)).toEqual([]);
  });

  it('which a late message tells: an end where the cloud has no push of it', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A', { at: world.now() - 60 * MINUTE }));
    expect(world.tell(cut('A', { ...GOODBYE, trust: 'late' })).reason).toBe('to-check');
    expect(world.see({ effect: 'fires', code: '1' }).reason).toBe('ended');
  });

  it('and we look before its goodbye comes: it waits, and is an end', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.pass(10 * MINUTE);
    const at = world.now() - 1000;
    expect(world.see({ effect: 'fires' }).reason).toBe('pending');
    world.pass(2000);
    expect(world.tell(cut('A', { ...GOODBYE, at })).reason).toBe('ended');
    world.pass(10 * MINUTE);
    expect(told(world).map(({ condition }) => condition)).toEqual(['stream.ended']);
    expect(open(world)).toEqual([]);
  });

  it('and people were told that it is off air before its goodbye comes: that is closed, and the end is told', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.pass(10 * MINUTE);
    const at = world.now() - 1000;
    world.see({ effect: 'fires' });
    world.pass(MINUTE);
    expect(world.alert('stream.down')).toMatchObject({ status: 'firing', announced: true });
    expect(world.tell(cut('A', { ...GOODBYE, at })).reason).toBe('ended');
    world.pass(MINUTE);
    expect(world.alert('stream.down')).toMatchObject({ status: 'closed', reason: 'ended' });
    expect(open(world)).toEqual([]);
    expect(world.alert('stream.ended').announced).toBe(true);
  });

  it('without the name of the push, as with it', () => {
    const world = createWorld({ watched: [] });
    expect(world.tell({ ...cut('A', GOODBYE), sequence: undefined }).reason).toBe('ended');
    world.pass(2000);
    expect(world.tell({ ...push('B'), sequence: undefined }).reason).toBe('reconnected');
    world.pass(MINUTE);
    expect(told(world)).toEqual([]);
  });

  it('of which nobody is told in a maintenance, or under a mute', () => {
    const world = createWorld({ watched: [], maintenance: [{ name: 'work', match: { during: ['Sun'] } }] });
    expect(world.tell(cut('A', GOODBYE)).reason).toBe('maintenance');
    world.pass(60 * MINUTE);
    expect(world.alerts()).toEqual([]);
  });
});

it('a fault that we saw before we were told why: the cause is known from then on, and told once', () => {
  const world = createWorld();
  world.tell(push('A'));
  world.pass(10 * MINUTE);
  const at = world.now() - 1000;
  world.see({ effect: 'fires' });
  world.pass(2000);
  world.tell(cut('A', { code: '12', cause: 'network', at }));
  expect(world.alert('stream.down')).toMatchObject({ code: '12', cause: 'network' });
  world.pass(MINUTE);
  expect(told(world).map(({ condition }) => condition)).toEqual(['stream.down']);
  // It is told of another push that it ended long ago.
  expect(world.tell(cut('A', { code: '1', cause: 'client', at: at - MINUTE })).reason).toBe('duplicate');
  expect(world.alert('stream.down')).toMatchObject({ code: '12', status: 'firing' });
});

describe('a push that is refused', () => {
  it('is no lost push of a stream that is on air', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.pass(MINUTE);
    expect(world.tell(cut('X', REFUSED)).reason).toBe('refused');
    world.pass(MINUTE);
    expect(world.tell(push('B')).reason).toBe('nothing-open');
    expect(world.alerts()).toEqual([]);
  });

  it('is not one where it was on air', () => {
    const world = createWorld({ watched: [] });
    world.tell(push('A'));
    world.pass(MINUTE);
    expect(world.tell(cut('A', REFUSED)).reason).toBe('pending');
    expect(
      world.tell(cut('B', { ...REFUSED, subject: streamOf('b'), values: { duration_ms: MINUTE } })).reason,
    ).toBe('pending');
  });

  it('is a warning where it should be on air, until it is not heard of for a minute', () => {
    const world = createWorld();
    for (let turn = 0; turn < 5; turn += 1) {
      world.tell(cut(`X${turn}`, REFUSED));
      world.pass(20_000);
    }
    expect(told(world)).toMatchObject([{ condition: 'push.refused', severity: 'warning', count: 5 }]);
    world.pass(MINUTE);
    expect(world.alert('push.refused').status).toBe('recovered');
  });
});

describe('what is not watched closes by itself', () => {
  function storm(): World {
    const world = createWorld({ watched: [] });
    for (let name = 0; name < 5; name++)
      world.tell(cut(`${name}-A`, { subject: streamOf(name), groups: GROUPS }));
    world.pass(10_000);
    return world;
  }

  it('an incident with its parts, and does not claim that they recovered', () => {
    const world = storm();
    world.tell(push('0-B', { subject: streamOf(0) }));
    world.pass(59 * MINUTE);
    expect(world.alert('incident')).toMatchObject({ status: 'firing', children: { open: 4 } });
    world.pass(MINUTE);
    expect(world.alert('incident')).toMatchObject({ status: 'closed', reason: 'closed-unwatched' });
    world.pass(24 * 60 * MINUTE);
    expect(open(world).filter(({ status }) => status === 'firing')).toEqual([]);
  });

  it('not while somebody is on it', () => {
    const world = storm();
    world.pass(50 * MINUTE);
    world.act(world.alert('incident'), { what: 'acknowledge' });
    world.pass(20 * MINUTE);
    expect(world.alert('incident').status).toBe('firing');
    world.pass(2 * 60 * MINUTE);
    expect(world.alert('incident').status).toBe('closed');
  });

  it('and not what is watched', () => {
    const world = createWorld();
    world.tell(cut('A'));
    world.pass(24 * 60 * MINUTE);
    expect(world.alert().status).toBe('firing');
  });
});
