import { cut, push } from '../world.ts';
import { MINUTE, RECORD, tell, pass, type Row } from './steps.ts';

/** Messages that come twice or too late, and several pushes of a stream. */
export const ORDER: readonly Row[] = [
  {
    what: 'a message that was decided on before',
    before: [tell({ ...RECORD, dedupeKey: 'k' })],
    then: tell({ ...RECORD, dedupeKey: 'k' }),
    reason: 'duplicate',
    condition: 'record.failed',
    alert: { count: 1 },
  },
  {
    what: 'a disconnect of a push that has ended',
    before: [tell(cut('A'))],
    then: tell(cut('A')),
    reason: 'duplicate',
    alert: { count: 1 },
  },
  {
    what: 'a push that is known to have ended',
    before: [tell(cut('A'))],
    then: tell(push('A')),
    reason: 'out-of-order',
    alert: { status: 'pending' },
  },
  {
    what: 'a disconnect that is older than a push that is there',
    before: [pass(MINUTE), tell(push('B'))],
    then: (world) => world.tell(cut('A', { at: world.now() - 1000 })).reason,
    reason: 'out-of-order',
  },
  {
    what: 'a push is lost and another goes on',
    before: [tell(push('A')), tell(push('B')), pass(MINUTE)],
    then: tell(cut('A')),
    reason: 'pending',
    condition: 'stream.push-lost',
    alert: { status: 'pending', severity: 'warning' },
  },
  {
    what: 'the lost push fires where the cloud says nothing else',
    before: [tell(push('A')), tell(push('B')), pass(MINUTE), tell(cut('A')), pass(5000)],
    then: pass(1500),
    reason: 'new',
    condition: 'stream.push-lost',
    alert: { status: 'firing', announced: true },
  },
  {
    what: 'a push that was replaced by another is not lost',
    before: [tell(push('A')), pass(MINUTE), tell(push('B')), pass(1000)],
    then: tell(cut('A', { cause: 'replaced' })),
    reason: 'still-live',
  },
];
