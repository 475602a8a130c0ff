import { expect } from 'vitest';
import { WHO, cut, push } from '../world.ts';
import { MINUTE, RECORD, tell, pass, down, mute, own, maintenance, silence, type Row } from './steps.ts';

/** Nobody is told: our own command, maintenance, mutes, rules. */
export const HELD_BACK: readonly Row[] = [
  {
    what: 'our own command',
    before: [tell(push('A')), own],
    then: tell(cut('A', { cause: 'command', code: '21.100' })),
    reason: 'own-command',
  },
  {
    what: 'a cut that is none of ours',
    before: [tell(push('A'))],
    then: tell(cut('A', { cause: 'command', code: '21.100' })),
    reason: 'pending',
    alert: { cause: 'command' },
  },
  {
    what: 'our own command on what fires already',
    before: [down, own],
    then: tell(cut('B', { cause: 'command' })),
    reason: 'own-command',
    alert: { status: 'firing', version: 2, count: 1 },
  },
  {
    what: 'in maintenance',
    config: maintenance,
    then: tell(cut('A')),
    reason: 'maintenance',
    alert: { status: 'firing', announced: false, channels: [], reason: 'maintenance' },
  },
  {
    what: 'still in maintenance a minute later',
    config: maintenance,
    before: [tell(RECORD)],
    then: pass(MINUTE),
    reason: 'maintenance',
    condition: 'record.failed',
    alert: { announced: false },
  },
  {
    what: 'the maintenance has ended and it still fires',
    config: maintenance,
    before: [tell(RECORD)],
    then: pass(60 * MINUTE),
    reason: 'mute-ended',
    condition: 'record.failed',
    alert: { announced: true, status: 'firing', channels: ['slack:C1'] },
  },
  {
    what: 'muted',
    before: [mute],
    then: tell(RECORD),
    reason: 'muted',
    condition: 'record.failed',
    alert: { status: 'firing', announced: false, muted: expect.objectContaining({ by: WHO }) },
  },
  {
    what: 'the mute has ended and it still fires',
    before: [mute, tell(RECORD)],
    then: pass(10 * MINUTE),
    reason: 'mute-ended',
    condition: 'record.failed',
    alert: { announced: true, muted: undefined },
  },
  {
    what: 'silenced by a rule',
    config: silence,
    then: tell(cut('A')),
    reason: 'silenced',
    alert: { status: 'firing', announced: false, channels: [], severity: 'critical', rule: 'quiet' },
  },
];
