import { cut } from '../world.ts';
import { MINUTE, RECORD, tell, pass, type Row } from './steps.ts';

/** What decides nothing in itself. */
export const ONLY_TOLD: readonly Row[] = [
  { what: 'nothing bad in itself', then: tell({ effect: 'informs' }), reason: 'informs' },
  {
    what: 'something about what is open',
    before: [tell(RECORD), pass(MINUTE)],
    then: tell({ ...RECORD, effect: 'informs', code: 'record_ended' }),
    reason: 'informs',
    condition: 'record.failed',
    alert: { status: 'firing', version: 2, count: 1 },
  },
  { what: 'an unknown type', then: tell({ condition: undefined, type: 999 }), reason: 'unknown-type' },
  { what: 'an unknown condition', then: tell({ condition: 'no.such' }), reason: 'unknown-type' },
  {
    what: 'an incident that somebody tells of',
    then: tell({ condition: 'incident' }),
    reason: 'unknown-type',
  },
  { what: 'well, and was not bad', then: tell({ effect: 'clears' }), reason: 'nothing-open' },
  {
    what: 'a late message',
    then: tell(cut('A', { trust: 'late' })),
    reason: 'to-check',
  },
  { what: 'a hint', then: tell({ condition: 'pull.failing', effect: 'hints' }), reason: 'to-check' },
  {
    what: 'an end that is older than what fired',
    before: [pass(MINUTE), tell(RECORD)],
    then: tell({ ...RECORD, effect: 'clears', at: 0 }),
    reason: 'out-of-order',
    condition: 'record.failed',
    alert: { status: 'firing' },
  },
];
