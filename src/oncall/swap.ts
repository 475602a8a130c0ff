import type { Cover, Override } from './override.ts';
import type { Rotation, Shift } from './rotation.ts';
import { shiftsBetween } from './shifts.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far is looked for a shift of the other one, ms. */
const AHEAD_MS = 200 * DAY_MS;

/** Why two people cannot swap. */
export type NoSwap = 'several' | 'same' | 'none';

/**
 * Whom two people cover where somebody takes a shift and gives their own next one for it: first the shift, then what is given
 * for it. `several`: more than one is on call in that shift; `same`: it is their own; `none`: they have no other one ahead.
 */
export function swapOf(
  rotation: Rotation,
  overrides: readonly Override[],
  asked: { readonly shift: Shift; readonly person: string; readonly now: number },
): readonly [Cover, Cover] | NoSwap {
  const { shift, person, now } = asked;
  const [owner, another] = shift.people;
  if (owner === undefined || another !== undefined) return 'several';
  if (owner === person) return 'same';
  const given = joined(shiftsBetween(rotation, overrides, now, now + AHEAD_MS)).find(
    ({ people, from, to }) =>
      from > now && people.length === 1 && people[0] === person && (to <= shift.from || from >= shift.to),
  );
  if (!given) return 'none';
  return [
    { person, from: shift.from, to: shift.to, instead: owner },
    { person: owner, from: given.from, to: given.to, instead: person },
  ];
}

/** With what follows at once and is of the same people as one: an override of somebody for their own time splits nothing. */
function joined(shifts: readonly Shift[]): readonly Shift[] {
  const all: Shift[] = [];
  for (const shift of shifts) {
    const last = all.at(-1);
    const goesOn = last?.to === shift.from && last.people.join('\n') === shift.people.join('\n');
    if (last && goesOn) all[all.length - 1] = { ...last, to: shift.to };
    else all.push(shift);
  }
  return all;
}

/**
 * Whether the shifts that a swap exchanged are still those of the people it names: the rotation may have been written anew
 * since, or its calendar. Newer overrides aside, which may rightly lie over it.
 */
export function stillFits(
  rotation: Rotation,
  overrides: readonly Override[],
  swap: Override,
  now: number,
): boolean {
  const before = overrides.filter(({ at }) => at < swap.at);
  return swap.covers.every(({ instead, from, to }) => {
    if (instead === undefined || to <= now) return true;
    const begin = Math.max(from, now);
    const shifts = shiftsBetween(rotation, before, begin, to);
    const length = shifts.reduce((sum, shift) => sum + shift.to - shift.from, 0);
    return (
      length === to - begin && shifts.every(({ people }) => people.length === 1 && people[0] === instead)
    );
  });
}
