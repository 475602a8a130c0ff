import { isSeenBy } from '../../guard/visible.ts';
import { accountsEscalating } from '../../oncall/accounts-called.ts';
import type { Misfit } from '../problem.ts';
import type { Config } from '../schema.ts';

const ROTATION = 'rotation:';

/** People who are called for accounts that they may not see: by a direct message they are told no more than that. */
export function blindNotes(config: Config): Misfit[] {
  return Object.entries(config.alerts.escalation).flatMap(([name, { levels }]) => {
    const accounts = accountsEscalating(config, (policy) => policy === name);
    return levels.flatMap(({ call }, level) =>
      call.flatMap((target, index) =>
        peopleOf(config, target).flatMap((id): Misfit[] => {
          const unseen = accounts.filter((account) => !isSeenBy(config, id, account));
          const path = ['alerts', 'escalation', name, 'levels', level, 'call', index];
          return unseen.length === 0 ? [] : [{ path, text: noteOf(id, unseen) }];
        }),
      ),
    );
  });
}

function noteOf(person: string, accounts: readonly string[]): string {
  const named = accounts.join(', ');
  return `${person} is called for ${named}, which no role of theirs reaches: a direct message tells them only that something is wrong there, and they cannot acknowledge it; give them a role for ${named}, or call somebody else`;
}

/** Who can be called by it: of a rotation everybody who takes turns. Who is in a calendar is not known here. */
function peopleOf({ oncall: { rotations } }: Config, target: string): readonly string[] {
  if (!target.startsWith(ROTATION)) return [target];
  const name = target.slice(ROTATION.length);
  const layers = Object.hasOwn(rotations, name) ? (rotations[name]?.layers ?? []) : [];
  return [...new Set(layers.flatMap(({ people }) => people))];
}
