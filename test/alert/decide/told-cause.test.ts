import { describe, expect, it } from 'vitest';
import type { Cause } from '../../../src/callback/event.ts';
import { createWorld, cut, push, type World } from './world.ts';

const RULES = [
  { name: 'network', match: { cause: ['network' as const] }, channels: ['slack:NET'] },
  { name: 'client', match: { cause: ['client' as const] }, severity: 'info' as const },
  { name: 'content', match: { cause: ['content' as const] }, severity: 'info' as const },
  { name: 'refused', match: { cause: ['refused' as const] }, severity: 'warning' as const },
  { name: 'system', match: { cause: ['system' as const] }, mention: ['lin'] },
];

/** It ends, is looked at when its grace time is over, and is not there. */
function ends(world: World, cause: Cause, code = '1'): void {
  world.tell(cut(world.stream()?.live[0] ?? 'A', { cause, code }));
  world.pass(5000);
  expect(world.checks.at(-1)?.why).toBe('grace');
  world.see({ effect: 'fires' });
}

describe('why a push ended, as it was told first', () => {
  it.each([
    ['network', { rule: 'network', severity: 'critical', channels: ['slack:NET'] }],
    ['client', { rule: 'client', severity: 'info', channels: ['slack:C1'] }],
    ['refused', { rule: 'refused', severity: 'warning', channels: ['slack:C1'] }],
    ['system', { rule: 'system', severity: 'critical', channels: ['slack:C1'] }],
    ['idle', { rule: undefined, severity: 'critical', channels: ['slack:C1'] }],
  ] as const)('%s: its rule applies when the cloud was asked, and stays', (cause, expected) => {
    const world = createWorld({ rules: RULES });
    ends(world, cause);
    expect(world.alert()).toMatchObject({ ...expected, status: 'firing', announced: true, cause, code: '1' });
    // Looked at again, and told again by a push that was refused meanwhile.
    world.pass(30_000);
    world.see({ effect: 'fires' });
    world.tell(cut('refused', { cause: 'refused', code: '18.305' }));
    expect(world.alert()).toMatchObject({ ...expected, cause, code: '1' });
  });

  it('is another one when it ends again', () => {
    const world = createWorld({ rules: RULES });
    ends(world, 'content');
    world.tell(push('B'));
    world.pass(60_000);
    ends(world, 'network', '12');
    expect(world.alert()).toMatchObject({ rule: 'network', cause: 'network', code: '12' });
  });

  it('is not that of the last time where only a look tells that it is off air', () => {
    const world = createWorld({ rules: RULES });
    ends(world, 'content');
    world.tell(push('B'));
    world.pass(60_000);
    world.see({ effect: 'fires' });
    world.pass(5000);
    world.see({ effect: 'fires' });
    const { cause, code, rule, severity } = world.alert();
    expect({ cause, code, rule, severity }).toEqual({
      ...{ cause: undefined, code: undefined, rule: undefined, severity: 'critical' },
    });
  });

  it('is what maintenance by cause asks for, too', () => {
    const world = createWorld({
      maintenance: [{ name: 'm', match: { cause: ['content'] }, to: '2026-03-01T21:00:00Z' }],
    });
    expect(world.tell(cut('A', { cause: 'content', code: '1' })).reason).toBe('maintenance');
    world.see({ effect: 'fires' });
    expect(world.alert()).toMatchObject({ announced: false, reason: 'maintenance' });
  });
});

it('stays as bad as the message said where a rule of another time had made it less', () => {
  const world = createWorld({
    graceSeconds: 0,
    rules: [{ name: 'night', match: { during: ['20:00-20:01'] }, severity: 'info' }],
  });
  world.tell({ condition: 'pull.failing', trust: 'observed', subject: { type: 'pull', id: '1' } });
  expect(world.alert('pull.failing').severity).toBe('info');
  world.pass(120_000);
  world.tell({ condition: 'pull.failing', trust: 'observed', subject: { type: 'pull', id: '1' } });
  expect(world.alert('pull.failing').severity).toBe('critical');
});
