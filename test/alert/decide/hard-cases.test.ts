import { describe, expect, it } from 'vitest';
import { createOwnActs } from '../../../src/alert/own-changes.ts';
import { createWorld, cut, push, streamOf, type World } from './world.ts';

const SHOWN = (world: World) =>
  world
    .alerts()
    .filter(({ status, announced }) => status === 'firing' && announced)
    .map(({ condition }) => condition);

describe('a stream of which not everything was told', () => {
  it('is down, and not one push short, where the other push is long gone', () => {
    const world = createWorld();
    world.tell(push('ghost'));
    world.pass(3_600_000);
    world.tell(push('A'));
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(5_000);
    expect(world.checks.at(-1)).toMatchObject({ condition: 'stream.push-lost', why: 'grace' });
    world.see({ condition: 'stream.down', effect: 'fires' });
    expect(SHOWN(world)).toEqual(['stream.down']);
    expect(world.alert('stream.down')).toMatchObject({ severity: 'critical', cause: 'network', code: '12' });
    expect(world.stream()?.live).toEqual([]);
  });

  it('is well where what came back is listed before it is told, and the other push is long gone', () => {
    const world = createWorld();
    world.tell(push('ghost'));
    world.pass(3_600_000);
    world.tell(push('A'));
    world.pass(60_000);
    const brokeAt = world.now();
    world.tell(cut('A'));
    world.pass(5_000);
    expect(world.checks.at(-1)).toMatchObject({ condition: 'stream.push-lost', why: 'grace', brokeAt });
    world.see({
      condition: 'stream.push-lost',
      effect: 'clears',
      values: { pushes: 1, since: brokeAt + 2000 },
    });
    world.pass(60_000);
    expect(SHOWN(world)).toEqual([]);
  });

  it('is down where the push that was left is gone too', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.tell(push('B'));
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(10_000);
    expect(SHOWN(world)).toEqual(['stream.push-lost']);
    world.see({ condition: 'stream.down', effect: 'fires' });
    expect(SHOWN(world)).toEqual(['stream.down']);
  });

  it('is not believed to be off air by a look from the second in which it came back', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(5_000);
    const looked = world.now();
    world.pass(400);
    // The cloud tells whole seconds.
    world.tell(push('B', { at: looked - 700 }));
    world.pass(300);
    expect(world.see({ effect: 'fires', at: looked }).reason).toBe('out-of-order');
    world.pass(60_000);
    expect(SHOWN(world)).toEqual([]);
    expect(world.stream()?.live).toEqual(['B']);
  });

  it('alarms where the list may only lag behind: a push without sequence, older than the break', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(5_000);
    world.see({ effect: 'clears', values: { since: world.now() - 65_000, pushes: 1 } });
    world.pass(5_000);
    expect(SHOWN(world)).toEqual(['stream.down']);
  });

  it('is on air again where the cloud goes on listing a push that was taken for ended', () => {
    const world = createWorld();
    world.tell(push('A'));
    world.pass(60_000);
    world.see({ effect: 'fires' });
    world.pass(10_000);
    expect(SHOWN(world)).toEqual(['stream.down']);
    const values = { since: world.now() - 70_000, pushes: 1 };
    expect(world.see({ effect: 'clears', sequence: 'A', values }).reason).toBe('out-of-order');
    world.pass(180_000);
    world.see({ effect: 'clears', sequence: 'A', values });
    expect(world.alert('stream.down').status).toBe('recovered');
    expect(world.stream()).toMatchObject({ live: ['A'], ended: [] });
    expect(SHOWN(world)).toEqual([]);
  });
});

describe('a cut within two minutes after a command of ours', () => {
  const world = () => {
    const made = createWorld();
    const acts = createOwnActs();
    const target = 'live.example.com/live/main';
    const entry = { intent: 'i', platform: 'slack', userId: 'U1', channelId: 'C1', account: 'main', target };
    made.tell(push('A'));
    made.pass(60_000);
    acts.note({ ...entry, at: made.now(), phase: 'before', command: 'stream drop' });
    Object.assign(made.input, {
      ownAct: (account: string, subject: string, at: number) => acts.find(account, subject, at),
    });
    return made;
  };
  const dropped = (sequence: string, more = {}) => cut(sequence, { cause: 'command', code: '21', ...more });

  it('is ours where the push was there before', () => {
    const made = world();
    made.pass(1000);
    expect(made.tell(dropped('A')).reason).toBe('own-command');
  });

  it("is somebody else's where the push began after it", () => {
    const made = world();
    made.tell(dropped('A'));
    made.pass(10_000);
    made.tell(push('B'));
    made.pass(40_000);
    expect(made.tell(dropped('B')).reason).toBe('pending');
    made.pass(10_000);
    expect(SHOWN(made)).toEqual(['stream.down']);
  });

  it('is ours too where a look tells of it, shortly after the stream had recovered', () => {
    const made = world();
    made.tell(cut('A'));
    made.pass(10_000);
    made.tell(push('B'));
    made.pass(10_000);
    Object.assign(made.input, { ownAct: () => ({ command: 'stream drop', by: 'ada', at: made.now() }) });
    expect(made.see({ effect: 'fires' }).reason).toBe('own-command');
    expect(SHOWN(made)).toEqual([]);
  });

  it("is somebody else's where only its length tells when it began", () => {
    const made = world();
    made.pass(60_000);
    expect(made.tell(dropped('C', { values: { duration_ms: 30_000 } })).reason).toBe('pending');
  });
});

describe('an incident that does not end', () => {
  it('takes nothing in that fails long after it: that is told by itself', () => {
    const world = createWorld({ graceSeconds: 0 });
    const groups = ['domain:live.example.com'];
    for (let n = 0; n < 6; n++) world.tell(cut(`s${n}`, { subject: streamOf(n), groups }));
    for (let n = 1; n < 6; n++) world.tell(push(`t${n}`, { subject: streamOf(n), groups }));
    world.pass(3_600_000);
    expect(world.alert('incident')).toMatchObject({ status: 'firing', children: { open: 1 } });
    expect(world.tell(cut('late', { subject: streamOf('late'), groups })).reason).toBe('new');
    expect(world.alert('stream.down', streamOf('late'))).toMatchObject({
      announced: true,
      parent: undefined,
    });
    // One that was part of it, too.
    expect(world.tell(cut('u1', { subject: streamOf(1), groups })).reason).toBe('new');
    expect(world.alert('incident').children?.open).toBe(1);
  });

  it('leaves a second wave to an incident of its own: each counts what is its part', () => {
    const world = createWorld({ graceSeconds: 0 });
    const groups = ['domain:live.example.com'];
    for (let n = 0; n < 5; n++) world.tell(cut(`s${n}`, { subject: streamOf(n), groups }));
    world.pass(3_600_000);
    for (let n = 5; n < 10; n++) world.tell(cut(`s${n}`, { subject: streamOf(n), groups }));
    const open = world
      .alerts()
      .filter(({ condition, status }) => condition === 'incident' && status !== 'closed');
    expect(open.map(({ children }) => children)).toEqual([
      { total: 5, open: 5 },
      { total: 5, open: 5 },
    ]);
    for (let n = 0; n < 10; n++) world.tell(push(`t${n}`, { subject: streamOf(n), groups }));
    expect(
      world.alerts().filter(({ condition, status }) => condition === 'incident' && status === 'recovered'),
    ).toHaveLength(2);
  });
});

describe('a rule that keeps quiet at times of the week', () => {
  it('announces what still lasts when its time is over', () => {
    const world = createWorld({
      graceSeconds: 0,
      rules: [{ name: 'night', match: { during: ['20:00-21:00'] }, severity: 'none' }],
    });
    expect(world.tell(cut('A')).reason).toBe('silenced');
    world.pass(30 * 60_000);
    expect(SHOWN(world)).toEqual([]);
    world.pass(31 * 60_000);
    expect(SHOWN(world)).toEqual(['stream.down']);
  });

  it('does not look at what another rule keeps quiet for good', () => {
    const world = createWorld({ graceSeconds: 0, rules: [{ name: 'never', severity: 'none' }] });
    world.tell(cut('A'));
    // Only whether its stream should be on air, an hour on.
    expect(world.alert().dueAt).toBe(world.now() + 60 * 60_000);
  });
});

describe('a ban of ours', () => {
  const refusedAfter = (ms: number) => {
    const world = createWorld();
    world.ownBans = new Map([['stream:live.example.com/live/main', world.now()]]);
    world.pass(ms);
    world.tell(push('B'));
    world.pass(1000);
    return world.tell(cut('X', { code: '18.305', cause: 'refused' })).reason;
  };

  it('covers what it refuses also where the encoder got in before it was in effect', () => {
    expect(refusedAfter(20_000)).toBe('own-command');
  });

  it('covers nothing any more where the stream was pushed long after', () => {
    expect(refusedAfter(3_600_000)).not.toBe('own-command');
  });
});

describe('a stream that breaks a second time on the same card', () => {
  it('has been off air for as long as both breaks lasted', () => {
    const world = createWorld({ watched: [{ streams: ['*'] }] });
    world.tell(push('A'));
    world.pass(60_000);
    world.tell(cut('A'));
    world.pass(12_000);
    world.tell(push('B'));
    world.pass(20_000);
    world.tell(cut('B'));
    world.pass(15_000);
    expect(world.alert().outages?.map(({ to }) => to === undefined)).toEqual([false, true]);
    world.tell(push('C'));
    world.pass(1_000);
    expect(world.alert().outages?.map(({ from, to = 0 }) => (to - from) / 1000)).toEqual([12, 15]);
  });
});
