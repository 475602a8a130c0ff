import { WITH_WHOLE, type Alert } from '../../model/alert.ts';
import { put } from '../draft.ts';
import { decideToo } from '../table/decide-too.ts';
import type { Table } from '../table/table.ts';
import { actedOn, IS_CLOSED, type Acting } from './act.ts';

/** Somebody ends it, and says why where they want to. */
interface Closing extends Acting {
  readonly why: string | undefined;
}

/** It ends however it stands. What comes later opens another one. */
export const CLOSE: Table<Closing> = {
  name: 'close',
  about: 'Somebody closes it; what is part of it, or follows from it, is closed with it',
  alertOf: ({ alert }) => alert,
  rows: [IS_CLOSED, { reason: 'closed', to: ['closed'], effects: ['edits'], act: closeWithParts }],
};

/** The same for a part, also for one with a card of its own: that says so. */
export const CLOSE_PART: Table<Closing> = {
  name: 'close-part',
  about: 'Somebody closes what it is part of, or follows from',
  alertOf: ({ alert }) => alert,
  rows: [
    { from: ['closed'], reason: 'unchanged', to: 'same' },
    {
      reason: 'closed',
      to: ['closed'],
      effects: ['edits'],
      act: (closing) => {
        put(closing.draft, actedOn(closing, closed(closing), 'closed', closing.why, WITH_WHOLE));
      },
    },
  ],
};

function closeWithParts(closing: Closing): void {
  const { draft, alert, why } = closing;
  const { children } = alert;
  const whole = children ? { ...closed(closing), children: { ...children, open: 0 } } : closed(closing);
  put(draft, actedOn(closing, whole, 'closed', why));
  for (const part of draft.input.childrenOf(alert.id))
    decideToo(draft, CLOSE_PART, { ...closing, alert: part });
}

function closed({ draft, alert }: Closing): Alert {
  return { ...alert, status: 'closed', closedAt: draft.now, seen: true };
}
