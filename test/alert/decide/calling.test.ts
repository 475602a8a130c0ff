import { describe, expect, it } from 'vitest';
import { calls, MINUTE, offAir, POLICY } from './called.ts';
import { createWorld, cut, OTHER, push, streamOf, WHO, type World } from './world.ts';

describe('an escalation', () => {
  it('calls level by level until somebody acknowledges, then all once more, and then nobody', () => {
    const world = offAir();
    world.pass(120 * MINUTE);
    expect(calls(world)).toEqual([
      '0 told 1: wang',
      '5 escalated 2: zhao li',
      '15 escalated 3: webhook:pager',
      '20 escalated 1: wang',
      '25 escalated 2: zhao li',
      '35 escalated 3: webhook:pager',
    ]);
    expect(world.alert().escalation).toMatchObject({ level: 3, round: 2 });
    expect(world.alert().escalation?.nextAt).toBeUndefined();
  });

  it('stops where somebody acknowledges, and begins anew when that runs out', () => {
    const world = offAir();
    world.pass(6 * MINUTE);
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    expect(world.alert().escalation).toBeUndefined();
    world.pass(29 * MINUTE);
    expect(calls(world)).toHaveLength(2);
    world.pass(2 * MINUTE);
    expect(calls(world).at(-1)).toBe('36 ack-expired 1: li wang');
    world.pass(5 * MINUTE);
    expect(calls(world).at(-1)).toBe('41 escalated 2: zhao li');
  });

  it('stops where it recovers, is closed, muted, or becomes part of something', () => {
    const ends: readonly ((world: World) => void)[] = [
      (world) => world.tell(push('2')),
      (world) => world.act(world.alert(), { what: 'close' }),
      (world) => world.act(world.alert(), { what: 'mute', until: 'recovered' }),
    ];
    for (const end of ends) {
      const world = offAir();
      world.pass(MINUTE);
      end(world);
      world.pass(60 * MINUTE);
      expect(calls(world)).toEqual(['0 told 1: wang']);
      expect(world.alert().escalation).toBeUndefined();
    }
  });

  it('passes a level that nobody fills at once, and says so', () => {
    const config = {
      ...POLICY,
      escalation: { night: { levels: [{ call: ['rotation:video'] }, { afterMinutes: 5, call: ['li'] }] } },
    };
    const world = offAir(config, []);
    expect(calls(world)).toEqual(['0 told 1:  (nobody in video)', '0 told 2: li']);
  });

  it('ends where nobody is on any level, and the card says so', () => {
    const config = {
      ...POLICY,
      escalation: { night: { levels: [{ call: ['rotation:video'] }], repeat: 5 } },
    };
    const world = offAir(config, []);
    world.pass(60 * MINUTE);
    expect(calls(world).length).toBeGreaterThan(0);
    expect(world.alert().escalation?.nextAt).toBeUndefined();
  });

  it('waits with its first level where airdesk.yaml says so', () => {
    const config = { ...POLICY, escalation: { night: { levels: [{ afterMinutes: 3, call: ['wang'] }] } } };
    const world = offAir(config);
    expect(calls(world)).toEqual([]);
    world.pass(3 * MINUTE);
    expect(calls(world)).toEqual(['3 escalated 1: wang']);
  });

  it('calls the same after a start, each once', () => {
    const world = offAir();
    world.pass(4 * MINUTE);
    world.start();
    world.pass(2 * MINUTE);
    world.start();
    expect(calls(world)).toEqual(['0 told 1: wang', '5 escalated 2: zhao li']);
  });

  it('goes by the rule, and by none where there is none', () => {
    const rules = [
      { name: 'quiet', match: { stream: 'side' } },
      { name: 'prime', match: { stream: 'main' }, escalate: 'night' },
    ];
    const world = offAir({ ...POLICY, escalate: undefined, rules });
    world.tell(push('7', { subject: streamOf('side') }));
    world.tell(cut('7', { subject: streamOf('side') }));
    expect(calls(world, world.alert('stream.down', streamOf('side')))).toEqual([]);
    expect(calls(world, world.alert('stream.down', streamOf('main')))).toEqual(['0 told 1: wang']);
  });

  it('of an incident is that of its strictest part, once, and not of each part', () => {
    const rules = [
      { name: 'prime', match: { stream: 's1' }, severity: 'critical' as const, escalate: 'prime' },
      { name: 'rest', match: {}, severity: 'warning' as const, escalate: 'night' },
    ];
    const config = {
      ...POLICY,
      rules,
      escalation: { ...POLICY.escalation, prime: { levels: [{ afterMinutes: 1, call: ['zhao'] }] } },
      incident: { members: 3, withinSeconds: 10 },
    };
    const world = createWorld(config);
    for (const at of [0, 1, 2, 3]) {
      const subject = streamOf(`s${at}`);
      world.tell(push(`${at}`, { subject }));
      world.tell(cut(`${at}`, { subject }));
    }
    world.pass(2 * MINUTE);
    const incident = world.alert('incident');
    expect(calls(world, incident).map((call) => call.replace(/^\S+ /u, ''))).toContain('escalated 1: zhao');
    const parts = world.alerts().filter(({ parent }) => parent === incident.id);
    expect(parts.every(({ escalation }) => escalation === undefined)).toBe(true);
  });
});

describe('what people did that ends by itself', () => {
  const PLAIN = { ...POLICY, escalation: undefined, escalate: undefined };

  it('an acknowledgement that runs out calls whoever acknowledged, and whom its rule names', () => {
    const world = offAir({ ...PLAIN, rules: [{ name: 'all', match: {}, mention: ['zhao'] }] });
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(31 * MINUTE);
    expect(calls(world)).toEqual(['30 ack-expired: li zhao']);
    world.pass(120 * MINUTE);
    expect(calls(world)).toHaveLength(1);
  });

  it('holds as long as its rule says', () => {
    const world = offAir({ ...PLAIN, rules: [{ name: 'all', match: {}, ackMinutes: 5 }] });
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(6 * MINUTE);
    expect(calls(world)).toEqual(['5 ack-expired: li']);
  });

  it('a mute that runs out calls whoever muted; ended by hand it calls nobody', () => {
    const world = offAir(PLAIN);
    world.act(world.alert(), { what: 'mute', until: world.now() + 15 * MINUTE }, OTHER);
    world.pass(16 * MINUTE);
    expect(calls(world)).toEqual(['15 mute-ended: li']);
    world.act(world.alert(), { what: 'mute', until: world.now() + 15 * MINUTE }, OTHER);
    world.act(world.alert(), { what: 'unmute' }, OTHER);
    world.pass(60 * MINUTE);
    expect(calls(world)).toHaveLength(1);
  });

  it('is told nobody where it has recovered meanwhile', () => {
    const world = offAir(PLAIN);
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.tell(push('2'));
    world.pass(60 * MINUTE);
    expect(calls(world)).toEqual([]);
  });
});

describe('who is assigned', () => {
  it('is called, also of what somebody else has acknowledged; not who takes it', () => {
    const world = offAir({ graceSeconds: 0 });
    world.act(world.alert(), { what: 'acknowledge' }, WHO);
    world.act(world.alert(), { what: 'assign', person: WHO.person }, WHO);
    expect(calls(world)).toEqual([]);
    world.act(world.alert(), { what: 'assign', person: OTHER.person }, WHO);
    expect(calls(world)).toEqual(['0 assigned: li']);
    world.act(world.alert(), { what: 'note', text: 'look at the router' }, WHO);
    expect(calls(world)).toHaveLength(1);
  });
});

it('keeps so many calls, with numbers that are never used twice', () => {
  const world = offAir({ graceSeconds: 0 });
  for (let turn = 0; turn < 30; turn += 1)
    world.act(world.alert(), { what: 'assign', person: turn % 2 === 0 ? 'li' : 'zhao' }, WHO);
  const numbers = world.alert().calls?.map(({ n }) => n) ?? [];
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => at + 11));
});
