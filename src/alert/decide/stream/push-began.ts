import { DOWN, ENDED, PUSH_LOST } from '../../../callback/conditions.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { clearing } from '../clear.ts';
import { momentOf } from '../moment.ts';
import { goOn, type Table } from '../table/table.ts';
import { alertOf, type Told } from '../table/told.ts';
import { standingOf, withPush } from './stream-order.ts';
import { onReserve, streamOf } from './stream.ts';

/** A push of a stream that began. */
interface Begun extends Told {
  readonly sequence: string;
  /** The stream before that. */
  readonly state: StreamState;
}

/** A push began of which nothing was known: which alerts of its stream that ends. PUSH_BEGAN comes here. */
export const PUSH_NEW: Table<Begun & { readonly next: StreamState }> = {
  name: 'push-new',
  about: 'A push began of which nothing was known',
  alertOf,
  rows: [
    {
      when: 'none was lost after it began',
      holds: ({ next }) => standingOf(next) === 'well',
      goesOn: clearing(DOWN, PUSH_LOST, ENDED),
    },
    { from: ['none', 'recovered'], reason: 'out-of-order', to: 'same' },
    {
      // It began before the break, and was told of after it.
      reason: 'still-live',
      to: ['closed', 'recovered', 'firing'],
      effects: ['edits'],
      act: onReserve,
    },
  ],
};

/** A push of a stream began (event_type 1). */
export const PUSH_BEGAN: Table<Begun> = {
  name: 'push-began',
  about: 'A push began',
  alertOf,
  rows: [
    {
      when: 'it is known to have ended',
      holds: ({ state, sequence }) => state.ended.includes(sequence),
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'it is known to be on air',
      holds: ({ state, sequence }) => state.live.includes(sequence),
      reason: 'duplicate',
      to: 'same',
    },
    {
      effects: ['keeps'],
      goesOn: goOn(PUSH_NEW, (begun) => {
        const { draft, event, state, sequence } = begun;
        const next = withPush(state, sequence, momentOf(event));
        draft.streams.push(next);
        return { ...begun, next };
      }),
    },
  ],
};

/** What the table for a push that began looks at. */
export function begun(told: Told): Begun {
  return { ...told, sequence: told.event.sequence ?? '', state: streamOf(told.draft, told.event) };
}
