import { describe, expect, it } from 'vitest';
import { decideAfterStart } from '../../../src/alert/decide/after-start.ts';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { createWorld, cut, streamOf, type World } from './world.ts';

const MINUTE = 60_000;

function found(world: World, alert: Alert, at = world.now()) {
  const { reason, path, alerts } = decideAfterStart(world.input, alert, at);
  return { reason, row: path.at(-1)?.row, alert: alerts[0] };
}

describe('what a start finds', () => {
  it('is due at once where it waits and the clock was set back: it would wait until the clock gets there again', () => {
    const world = createWorld();
    world.tell(cut('A'));
    const before = world.now() - 60 * MINUTE;
    expect(found(world, world.alert(), before)).toMatchObject({
      ...{ reason: 'due-again', row: 'after-start 1', alert: { status: 'pending', dueAt: before } },
    });
    expect(found(world, world.alert())).toEqual({ reason: 'unchanged', row: 'after-start 4' });
  });

  it('was heard of just now where silence ends it: nothing listened meanwhile', () => {
    const world = createWorld();
    world.tell({ condition: 'quality.low', subject: streamOf(1) });
    const later = world.now() + 24 * 60 * MINUTE;
    const { row, alert } = found(world, world.alert('quality.low'), later);
    expect(row).toBe('after-start 2');
    expect(alert).toMatchObject({ status: 'firing', heardAt: later });
    expect(alert?.dueAt).toBeGreaterThan(later);
  });

  it('is looked at at once where it was kept quiet: airdesk.yaml may say otherwise now', () => {
    const world = createWorld({ rules: [{ name: 'quiet', severity: 'none' }] });
    world.tell({ condition: 'record.failed' });
    expect(found(world, world.alert('record.failed'))).toMatchObject({
      ...{ reason: 'due-again', row: 'after-start 3', alert: { announced: false, dueAt: world.now() } },
    });
  });

  it('stays as it is where people know of it', () => {
    const world = createWorld();
    world.tell({ condition: 'record.failed' });
    expect(found(world, world.alert('record.failed'))).toMatchObject({ reason: 'unchanged' });
    world.act(world.alert('record.failed'), { what: 'close' });
    expect(found(world, world.alert('record.failed'))).toMatchObject({ reason: 'unchanged' });
  });
});
