import { describe, expect, it } from 'vitest';
import { MINUTE, offAir, POLICY } from './called.ts';
import { createWorld, cut, OTHER, push, streamOf } from './world.ts';

const PAGED = {
  ...POLICY,
  escalation: {
    night: { levels: [{ call: ['wang'] }, { afterMinutes: 5, call: ['webhook:pager'] }], repeat: 1 },
  },
};

describe('what a pager is told', () => {
  it('of every call, and of an acknowledgement that ran out not before the level that calls it', () => {
    const world = offAir(PAGED);
    world.pass(6 * MINUTE);
    expect(world.alert().pager).toMatchObject({ state: 'trigger', n: 1 });
    world.pass(10 * MINUTE);
    expect(world.alert().pager).toMatchObject({ state: 'trigger', n: 2 });
    expect(world.alert().pager?.anew).toBeUndefined();
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    expect(world.alert().pager).toMatchObject({ state: 'acknowledge', n: 3 });
    world.pass(31 * MINUTE);
    expect(world.alert().pager).toMatchObject({ state: 'acknowledge', n: 3 });
    world.pass(5 * MINUTE);
    expect(world.alert().pager).toMatchObject({ state: 'trigger', n: 4, anew: true });
  });

  it('of what comes back not before the level that calls it', () => {
    const world = offAir(PAGED);
    world.pass(6 * MINUTE);
    world.tell(push('2'));
    expect(world.alert().pager?.state).toBe('resolve');
    world.pass(MINUTE);
    world.tell(cut('2'));
    expect(world.alert().pager?.state).toBe('resolve');
    world.pass(6 * MINUTE);
    expect(world.alert().pager).toMatchObject({ state: 'trigger', anew: true });
  });

  it('of a part that it was called for, once somebody takes on the incident', () => {
    const levels = [{ call: ['webhook:pager'] }];
    const world = createWorld({
      ...POLICY,
      escalation: { night: { levels } },
      incident: { members: 3, withinSeconds: 10 },
    });
    for (const at of [0, 1, 2]) {
      const subject = streamOf(`s${at}`);
      world.tell(push(`${at}`, { subject }));
      world.tell(cut(`${at}`, { subject }));
    }
    const incident = world.alert('incident');
    const states = () => world.alerts().flatMap(({ pager }) => pager?.state ?? []);
    expect(states()).toEqual(['trigger', 'trigger', 'trigger']);
    world.act(incident, { what: 'acknowledge' }, OTHER);
    expect(states()).toEqual(['acknowledge', 'acknowledge', 'acknowledge']);
    for (const at of [0, 1, 2]) world.tell(push(`b${at}`, { subject: streamOf(`s${at}`) }));
    expect(states()).toEqual(['resolve', 'resolve', 'resolve']);
  });
});
