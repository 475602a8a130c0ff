import { describe, expect, it } from 'vitest';
import { calls, MINUTE, offAir, POLICY } from './called.ts';
import { OTHER, push } from './world.ts';

/** What was reported of other tools that call people, tried here. */
describe('as reported of others', () => {
  it('an acknowledgement that comes after it has recovered does not open it again (grafana/oncall #3161)', () => {
    const world = offAir();
    const before = calls(world).length;
    world.pass(MINUTE);
    world.tell(push('2'));
    expect(world.alert().status).toBe('recovered');
    world.act(world.alert(), { what: 'acknowledge' }, OTHER);
    world.pass(60 * MINUTE);
    expect(world.alert().status).not.toBe('firing');
    expect(calls(world)).toHaveLength(before);
  });

  it('an escalation that was put off goes on after a restart in between (grafana/oncall #1206)', () => {
    const world = offAir({
      ...POLICY,
      maintenance: [{ name: 'work', match: { during: ['Sun 20:02-20:30'] } }],
    });
    const before = calls(world).length;
    world.pass(10 * MINUTE);
    world.start();
    world.pass(10 * MINUTE);
    expect(calls(world)).toHaveLength(before);
    world.start();
    world.pass(15 * MINUTE);
    expect(calls(world).length).toBeGreaterThan(before);
  });

  it('the last level is called once a round, and not for ever (shinken #525)', () => {
    const world = offAir();
    world.pass(24 * 60 * MINUTE);
    const levels = calls(world).map((call) => /(?:told|escalated) (\d)/.exec(call)?.[1]);
    expect(levels).toEqual(['1', '2', '3', '1', '2', '3']);
  });

  it('restarts at every minute call nobody twice (double pages after a restart)', () => {
    const [often, never] = [offAir(), offAir()];
    for (let minute = 0; minute < 60; minute += 1) {
      often.start();
      often.pass(MINUTE);
      never.pass(MINUTE);
    }
    expect(calls(often)).toEqual(calls(never));
  });
});
