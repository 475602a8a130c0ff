import { cut, push } from '../world.ts';
import { MINUTE, RECORD, tell, see, pass, type Row } from './steps.ts';

/** A fault begins: its grace time, the look at the cloud, and whether it fires. */
export const FIRES: readonly Row[] = [
  {
    what: 'a condition without grace time fires',
    then: tell(RECORD),
    reason: 'new',
    condition: 'record.failed',
    alert: { status: 'firing', announced: true, channels: ['slack:C1'], count: 1, version: 1 },
  },
  {
    what: 'a stream that breaks is waited for',
    then: tell(cut('A')),
    reason: 'pending',
    alert: { status: 'pending', announced: false, channels: [] },
  },
  {
    what: 'the cloud is asked at the end of the grace time',
    before: [tell(cut('A'))],
    then: pass(5000),
    reason: 'to-check',
    alert: { status: 'pending', reason: 'to-check' },
  },
  {
    what: 'it fires when the cloud does not answer',
    before: [tell(cut('A')), pass(5000)],
    then: pass(1500),
    reason: 'new',
    alert: { status: 'firing', announced: true, severity: 'critical' },
  },
  {
    what: 'it fires when we saw that it is down',
    before: [tell(cut('A')), pass(5000)],
    then: see({ effect: 'fires' }),
    reason: 'new',
    alert: { status: 'firing', announced: true },
  },
  {
    what: 'it is no proof while nobody asked yet',
    before: [tell(cut('A')), pass(1000)],
    then: see({ effect: 'fires' }),
    reason: 'same',
    alert: { status: 'pending' },
  },
  {
    what: 'without grace time it fires at once',
    config: { graceSeconds: 0 },
    then: tell(cut('A')),
    reason: 'new',
    alert: { status: 'firing' },
  },
  {
    what: 'back within the grace time: nobody is told',
    before: [tell(cut('A')), pass(2000)],
    then: tell(push('B')),
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false, version: 1 },
  },
  {
    what: 'we saw a push that began after the break',
    before: [tell(cut('A')), pass(5000)],
    then: (world) =>
      world.see({ effect: 'clears', sequence: 'B', values: { since: world.now() - 1000 } }).reason,
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false },
  },
  {
    what: 'we saw a push that was there before the break',
    before: [pass(MINUTE), tell(cut('A')), pass(5000)],
    then: (world) =>
      world.see({ effect: 'clears', sequence: 'B', values: { since: world.now() - 30_000 } }).reason,
    reason: 'still-live',
    condition: 'stream.push-lost',
    alert: { status: 'firing', announced: true, severity: 'warning', cause: 'network', code: '12' },
  },
  {
    what: 'the alert that was waiting closes silently then',
    before: [
      pass(MINUTE),
      tell(cut('A')),
      pass(5000),
      see({ effect: 'clears', sequence: 'B', values: { since: 1 } }),
    ],
    then: () => undefined,
    reason: undefined,
    alert: { status: 'closed', announced: false, reason: 'still-live' },
  },
  {
    what: 'we saw the push that replaced it',
    before: [pass(MINUTE), tell(cut('A', { cause: 'replaced' })), pass(5000)],
    then: see({ effect: 'clears', sequence: 'B', values: { since: 1 } }),
    reason: 'reconnected',
    alert: { status: 'recovered', announced: false },
  },
  {
    what: 'the ended push in a list that lags proves nothing',
    before: [tell(push('A')), tell(cut('A')), pass(5000)],
    then: see({ effect: 'clears', sequence: 'A', values: { since: 1, pushes: 1 } }),
    reason: 'out-of-order',
    alert: { status: 'pending', reason: 'to-check' },
  },
];
