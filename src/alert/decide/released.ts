import { INCIDENT } from '../../callback/conditions.ts';
import { isFiring, type Alert } from '../model/alert.ts';
import { applyTo } from './apply-to.ts';
import { current, put, stepped, type Draft } from './draft.ts';
import { decideToo } from './table/decide-too.ts';
import type { Table } from './table/table.ts';

interface Released {
  readonly draft: Draft;
  readonly effect: Alert;
}

/** What followed from something that is over, and still fails. */
export const RELEASED: Table<Released> = {
  name: 'released',
  about: 'What it followed from is over, and it still fails',
  alertOf: ({ effect }) => effect,
  rows: [
    {
      when: 'it has a card of its own',
      holds: ({ effect }) => effect.announced,
      reason: 'same',
      to: 'same',
      effects: ['edits'],
      act: ({ draft, effect }) => {
        const own: Alert = { ...effect, parent: undefined, reason: 'same', version: effect.version + 1 };
        put(draft, stepped(draft, own, 'again'));
      },
    },
    { reason: 'pending', to: ['pending'], act: waitAgain },
  ],
};

/** What followed from something that is over stands for itself where it still fails, after its grace time. */
export function release(draft: Draft): void {
  for (const cause of [...draft.alerts.values()]) {
    const isOver = !isFiring(cause) && cause.condition !== INCIDENT;
    if (!isOver || (cause.children?.open ?? 0) === 0) continue;
    for (const stored of draft.input.childrenOf(cause.id)) {
      const effect = current(draft, stored.id) ?? stored;
      if (effect.parent === cause.id && effect.status === 'firing')
        decideToo(draft, RELEASED, { draft, effect });
    }
  }
}

function waitAgain({ draft, effect }: Released): void {
  const own: Alert = { ...effect, parent: undefined };
  const { graceMs } = applyTo(draft, own);
  const pending: Alert = { ...own, status: 'pending', reason: 'pending', firedAt: undefined };
  put(draft, stepped(draft, { ...pending, dueAt: draft.now + graceMs }, 'pending', { reason: 'pending' }));
}
