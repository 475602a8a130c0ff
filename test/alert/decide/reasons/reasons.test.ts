import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../../src/alert/model/decision.ts';
import { createWorld } from '../world.ts';
import { AGAIN_AND_WELL } from './again-and-well.ts';
import { FIRES } from './fires.ts';
import { HELD_BACK } from './held-back.ts';
import { ONLY_TOLD } from './only-told.ts';
import { ORDER } from './order.ts';
import { TIME_PASSES } from './time-passes.ts';

const rows = [...FIRES, ...AGAIN_AND_WELL, ...HELD_BACK, ...ORDER, ...ONLY_TOLD, ...TIME_PASSES];

describe('reasons', () => {
  it.each(rows)('$what: $reason', ({ config, before = [], then, reason, alert, condition }) => {
    const world = createWorld(config);
    for (const step of before) step(world);
    expect(then(world)).toBe(reason);
    if (alert) expect(world.alert(condition)).toMatchObject(alert);
    else expect(world.alerts()).toEqual([]);
  });

  it('has a row for each reason', () => {
    const shown = new Set(rows.map((row) => row.reason));
    // Those of incidents are in ../incident.test.ts, those of causes in ../cause.test.ts, of too many in ../crowded-out.test.ts.
    const all: Record<Exclude<Reason, 'child' | 'effect' | 'crowded-out'>, true> = {
      ...{ new: true, pending: true, same: true, reconnected: true, recovered: true, unsteady: true },
      ...{ flapping: true, reopened: true, 'own-command': true, maintenance: true, muted: true },
      ...{ silenced: true, duplicate: true, 'out-of-order': true, 'still-live': true, informs: true },
      ...{ 'unknown-type': true, 'nothing-open': true, 'to-check': true, quiet: true, steady: true },
      ...{ 'ack-expired': true, 'mute-ended': true, 'closed-after-recovery': true, 'not-due': true },
      ...{ ended: true, refused: true, 'closed-unwatched': true },
    };
    expect(Object.keys(all).filter((reason) => !shown.has(reason as Reason))).toEqual([]);
  });
});
