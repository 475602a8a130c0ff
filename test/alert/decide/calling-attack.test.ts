import { describe, expect, it } from 'vitest';
import { calls, MINUTE, offAir, POLICY } from './called.ts';
import { createWorld, cut, OTHER, push, START, streamOf, WHO } from './world.ts';

const PLAIN = { graceSeconds: POLICY.graceSeconds, ackMinutes: POLICY.ackMinutes };

describe('what comes back', () => {
  it('after somebody had acknowledged it calls nobody where nobody is to be called', () => {
    const world = offAir(PLAIN);
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(MINUTE);
    world.tell(push('2'));
    world.pass(2 * MINUTE);
    world.tell(cut('2'));
    expect(calls(world)).toEqual([]);
  });

  it('after a mute that has run out meanwhile calls nobody where nobody is to be called', () => {
    const world = offAir(PLAIN);
    world.act(world.alert(), { what: 'mute', until: world.now() + 5 * MINUTE }, OTHER);
    world.pass(MINUTE);
    world.tell(push('2'));
    world.pass(6 * MINUTE);
    world.tell(cut('2'));
    expect(calls(world)).toEqual([]);
  });

  it('begins its escalation anew', () => {
    const world = offAir();
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(MINUTE);
    world.tell(push('2'));
    world.pass(2 * MINUTE);
    world.tell(cut('2'));
    expect(calls(world).at(-1)).toBe('0 told 1: wang');
  });
});

describe('an acknowledgement that has run out', () => {
  it('calls once where something else is told of it in the same moment', () => {
    const world = createWorld(POLICY);
    world.tell({});
    const alert = world.alert('record.failed');
    world.put({ ...alert, acknowledged: { by: OTHER, at: START - 2, until: START }, escalation: undefined });
    world.tell({});
    world.pass(1000);
    expect(world.alert('record.failed').calls?.map(({ why }) => why)).toEqual(['told', 'ack-expired']);
  });
});

describe('after a start', () => {
  it('nothing is called by what is not stored', () => {
    const world = createWorld(POLICY);
    const quiet = 'stream.down';
    world.tell(push('1'));
    world.tell(cut('1'));
    const nextAt = START - MINUTE;
    const before = { ...world.alert(quiet), escalation: { policy: 'night', level: 1, round: 1, nextAt } };
    world.put({ ...before, dueAt: START + MINUTE });
    world.start();
    expect(world.alert(quiet).calls).toHaveLength(1);
    world.pass(0);
    expect(world.alert(quiet).calls).toHaveLength(2);
  });

  it('a clock that was set back does not put the next level off', () => {
    const world = offAir();
    const late = createWorld(POLICY);
    late.put({
      ...world.alert(),
      escalation: { policy: 'night', level: 1, round: 1, nextAt: START + 65 * MINUTE },
      dueAt: START + 65 * MINUTE,
    });
    late.start();
    late.pass(5 * MINUTE);
    expect(late.alert().calls?.at(-1)?.level).toBe(2);
  });

  it('an escalation that is not in airdesk.yaml any more is followed by the one of its rule', () => {
    const world = offAir();
    const late = createWorld(POLICY);
    late.put({
      ...world.alert(),
      escalation: { policy: 'gone', level: 1, round: 1, nextAt: START + MINUTE },
      dueAt: START + MINUTE,
    });
    late.start();
    late.pass(2 * MINUTE);
    expect(late.alert().escalation).toMatchObject({ policy: 'night', level: 1 });
    expect(late.alert().calls?.at(-1)).toMatchObject({ level: 1, whom: ['wang'] });
  });
});

describe('what keeps quiet', () => {
  const from = new Date(START + 2 * MINUTE).toISOString();
  const to = new Date(START + 12 * MINUTE).toISOString();

  it('a maintenance that begins in the middle calls nobody meanwhile, and goes on after it', () => {
    const world = offAir({ ...POLICY, maintenance: [{ name: 'm', from, to }] });
    world.pass(11 * MINUTE);
    expect(calls(world)).toEqual(['0 told 1: wang']);
    world.pass(3 * MINUTE);
    expect(calls(world)).toHaveLength(2);
    expect(calls(world)[1]).toMatch(/escalated 2: zhao li/);
  });

  it('what comes back in a maintenance calls nobody meanwhile', () => {
    const world = offAir({ ...POLICY, maintenance: [{ name: 'm', from, to }] });
    world.pass(MINUTE);
    world.tell(push('2'));
    world.pass(2 * MINUTE);
    world.tell(cut('2'));
    expect(calls(world)).toHaveLength(1);
    world.pass(5 * MINUTE);
    expect(calls(world)).toHaveLength(1);
    world.pass(6 * MINUTE);
    expect(calls(world)).toHaveLength(2);
  });

  it('an acknowledgement that runs out in a maintenance calls nobody before its end', () => {
    const world = offAir({ ...POLICY, ackMinutes: 3, maintenance: [{ name: 'm', from, to }] });
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(10 * MINUTE);
    expect(calls(world)).toHaveLength(1);
    world.pass(4 * MINUTE);
    expect(calls(world)).toHaveLength(2);
  });

  it('a mute of many calls nobody meanwhile', () => {
    const world = offAir();
    world.pass(MINUTE);
    world.mutes = [
      { id: 'm1', account: 'main', pattern: '*', by: WHO, at: world.now(), until: world.now() + 20 * MINUTE },
    ];
    world.pass(15 * MINUTE);
    expect(calls(world)).toHaveLength(1);
    world.pass(10 * MINUTE);
    expect(calls(world).length).toBeGreaterThan(1);
  });

  it('a mute that is ended by hand calls nobody at once, and somebody later', () => {
    const world = offAir();
    world.act(world.alert(), { what: 'mute', until: world.now() + 15 * MINUTE }, OTHER);
    world.pass(MINUTE);
    world.act(world.alert(), { what: 'unmute' }, OTHER);
    world.pass(MINUTE);
    expect(calls(world)).toHaveLength(1);
    world.pass(10 * MINUTE);
    expect(calls(world).length).toBeGreaterThan(1);
  });
});

describe('what is worse', () => {
  it('is called by its new rule, also where the escalation of the former one is over', () => {
    const rules = [
      // 2026-03-01 is a Sunday: a minute after the world begins.
      {
        name: 'bad',
        match: { during: ['Sun 20:01-20:30'] },
        severity: 'critical' as const,
        escalate: 'hard',
      },
      { name: 'soft', match: {}, severity: 'warning' as const, escalate: 'soft' },
    ];
    const escalation = { soft: { levels: [{ call: ['wang'] }] }, hard: { levels: [{ call: ['zhao'] }] } };
    const world = createWorld({ graceSeconds: 0, rules, escalation });
    world.tell({ condition: 'record.failed' });
    const before = world.alert('record.failed');
    expect(calls(world, before)).toEqual(['0 told 1: wang']);
    world.pass(MINUTE);
    world.tell({ condition: 'record.failed' });
    expect(world.alert('record.failed').severity).toBe('critical');
    expect(calls(world, world.alert('record.failed'))).toEqual(['0 told 1: wang', '1 told 1: zhao']);
  });
});

describe('rotations in which nobody has the duty', () => {
  const escalation = { night: { levels: [{ call: ['rotation:video'] }], repeat: 5 } };

  it('do not use up all rounds at once: whoever begins soon is called', () => {
    const duty: string[] = [];
    const world = offAir({ ...POLICY, escalation }, duty);
    expect(world.alert().history.filter(({ what }) => what === 'called').length).toBeLessThan(3);
    world.pass(2 * MINUTE);
    duty.push('zhao');
    world.pass(10 * MINUTE);
    expect(world.alert().calls?.at(-1)?.whom).toEqual(['zhao']);
  });
});

describe('incidents', () => {
  const incident = { members: 3, withinSeconds: 120, joinSeconds: 120 };

  it('take over no calls of their parts, and what leaves them none of its former self', () => {
    const world = createWorld({ ...POLICY, incident });
    for (const at of [0, 1, 2]) {
      const subject = streamOf(`s${at}`);
      world.tell(push(`a${at}`, { subject }));
      world.tell(cut(`a${at}`, { subject }));
      world.pass(1000);
      if (at === 2) break;
    }
    const whole = world.alert('incident');
    expect(whole.calls).toHaveLength(1);
    expect(whole.calls?.[0]?.why).toBe('told');
    // Long after it began, a part that had recovered fails by itself.
    const subject = streamOf('s0');
    world.tell(push('b0', { subject }));
    world.pass(40 * MINUTE);
    world.tell(cut('b0', { subject }));
    const left = world.alert('stream.down', subject);
    expect(left.parent).toBeUndefined();
    expect((left.calls ?? []).map(({ at }) => at)).toEqual([world.now()]);
  });

  it('of a storm are called once, besides the few that began it', () => {
    const world = createWorld({ ...POLICY, incident: { members: 5, withinSeconds: 10 } });
    for (let at = 0; at < 200; at += 1) {
      const subject = streamOf(`s${at}`);
      world.tell(push(`${at}`, { subject }));
      world.tell(cut(`${at}`, { subject }));
    }
    const made = world.alerts().flatMap(({ calls: each = [] }) => each);
    expect(made).toHaveLength(5);
    expect(world.alert('incident').calls).toHaveLength(1);
  });

  it.each([
    ['by severity', { severity: 'critical' as const }, { severity: 'warning' as const }],
    ['by the order of rules', {}, {}],
  ])(
    'of a storm call the people of the strictest part within a second, also where it comes last: %s',
    (_, hard, soft) => {
      const world = createWorld({
        graceSeconds: 0,
        incident: { members: 5, withinSeconds: 10 },
        rules: [
          { name: 'main', match: { stream: 's99' }, ...hard, escalate: 'hard' },
          { name: 'others', ...soft, escalate: 'soft' },
        ],
        escalation: {
          hard: { levels: [{ call: ['lin'] }] },
          soft: { levels: [{ call: ['bo'] }] },
        },
      });
      for (let at = 0; at < 100; at += 1) {
        const subject = streamOf(`s${at}`);
        world.tell(push(`${at}`, { subject }));
        world.tell(cut(`${at}`, { subject }));
        world.pass(10);
      }
      const whole = world.alert('incident');
      const strict = world
        .alerts()
        .flatMap(({ calls: each = [] }) => each.filter(({ whom }) => whom.includes('lin')));
      expect(strict.map(({ at }) => at - START <= 1000)).toEqual([true]);
      expect(whole.calls?.length ?? 0).toBeLessThanOrEqual(2);
      // That it recovers first, and others join then, does not go back and forth.
      const before = world.alerts().flatMap(({ calls: each = [] }) => each).length;
      world.tell(push('m', { subject: streamOf('s99') }));
      for (let at = 100; at < 110; at += 1) world.tell(cut(`${at}`, { subject: streamOf(`s${at}`) }));
      expect(world.alerts().flatMap(({ calls: each = [] }) => each)).toHaveLength(before);
    },
  );

  it('made by something that was called for before take over nothing of it', () => {
    const world = createWorld({ ...POLICY, incident });
    const last = streamOf('s2');
    world.tell(push('z', { subject: last }));
    world.tell(cut('z', { subject: last }));
    world.tell(push('z2', { subject: last }));
    world.pass(3 * MINUTE);
    for (const at of [0, 1]) {
      const subject = streamOf(`s${at}`);
      world.tell(push(`a${at}`, { subject }));
      world.tell(cut(`a${at}`, { subject }));
    }
    world.tell(cut('z2', { subject: last }));
    const whole = world.alert('incident');
    expect(whole.calls?.map(({ n, at }) => [n, at])).toEqual([[1, world.now()]]);
  });
});
