import type { Setting } from './actions.ts';
import type { Shown } from './channels.ts';
import { claims } from './claims.ts';
import { partOf } from './cloud.ts';
import type { Moment, Noted, Press } from './noted.ts';
import { humanOf, mayUse } from './people.ts';
import { phasesOf, type Told } from './proposals.ts';
import { whatChannelsShow } from './settled.ts';

/** What an invariant looks at: a run that is over and has settled. */
export interface Run {
  readonly setting: Setting;
  readonly noted: Noted;
  readonly proposals: readonly Told[];
  /** What everybody in the channels sees in the end. */
  readonly shown: readonly Shown[];
  /** Messages that ever showed a button of a proposal. */
  readonly copies: (proposal: string) => ReadonlySet<object>;
}

/** An invariant returns how it was broken, each time in a few words. */
export type Invariant = (run: Run) => string[];

/** How long a preview can be confirmed and an Undo be pressed, ms: the defaults of `policy`. */
const PREVIEW_MS = 120_000;
const UNDO_MS = 900_000;
/** From a press to the call, at most: the state is read again, each read up to three times within the call's deadline. */
const PRESS_TO_CALL_MS = 20_000;
/** A preview is read within this before its line is in the audit. */
const READING_MS = 15_000;

/** Nothing is written that the audit did not announce: each call has a line `before` of its own, on disk when it leaves. */
const everyWriteIsAnnounced: Invariant = ({ noted }) =>
  noted.writes
    .filter(({ before }) => before === undefined)
    .map(({ action, target }) => `${action} of ${target} without a line "before"`);

/** A confirmation is one call at most, whatever is pressed, delivered twice, killed or restarted. */
const oneCallAProposal: Invariant = ({ proposals }) =>
  proposals
    .filter(({ befores, writes }) => befores.length > 1 || writes.length > 1)
    .map((told) => phasesOf(told));

/** Nothing is written but after a press on its Confirm or Undo, delivered, by somebody who may use the command then. */
const pressedByWhoMay: Invariant = ({ noted, proposals }) =>
  written(proposals)
    .filter(
      (told) =>
        !pressesOn(noted, told).some(({ human, roster }) => mayUse(roster, human, permissionOf(told))),
    )
    .map((told) => `nobody who may has pressed: ${phasesOf(told)}`);

/** The audit names as the one who confirmed somebody who has pressed, and who may. */
const confirmedByWhoPressed: Invariant = ({ noted, proposals }) =>
  written(proposals)
    .filter((told) => {
      const human = humanOf(told.befores[0]?.entry.userId ?? '');
      return !pressesOn(noted, told).some(
        (press) => press.human === human && mayUse(press.roster, press.human, permissionOf(told)),
      );
    })
    .map((told) => `by ${told.befores[0]?.entry.userId ?? ''}: ${phasesOf(told)}`);

/** `policy.confirmBy` holds, and one human is one person: on another platform, by another key in airdesk.yaml. */
const confirmByHolds: Invariant = ({ setting: { confirmBy }, proposals }) =>
  written(proposals).flatMap((told) => {
    if (!told.proposed || confirmBy === 'permitted') return [];
    const isAsker = humanOf(told.proposed.entry.userId) === humanOf(told.befores[0]?.entry.userId ?? '');
    return isAsker === (confirmBy === 'asker') ? [] : [`confirmBy ${confirmBy}: ${phasesOf(told)}`];
  });

/** Every proposal that was announced to the cloud, or that anybody saw, has exactly one end; no other has two. */
const oneEnd: Invariant = ({ noted, proposals, shown, copies }) =>
  proposals
    .filter(({ id, ends, befores }) => {
      const needsOne = befores.length > 0 || noted.shown.has(id);
      return ends.length > 1 || (needsOne && ends.length === 0);
    })
    .map((told) => {
      const own = copies(told.id);
      const cards = shown.filter(({ message }) => own.has(message)).map(({ title }) => title);
      return `${phasesOf(told)}; cards: ${cards.join(' | ')}`;
    });

/** What was cancelled, refused, interrupted or has expired was never sent. */
const unusedIsUnsent: Invariant = ({ proposals }) =>
  proposals
    .filter(({ writes, ends }) =>
      ends.some(
        ({ entry }) => ['cancelled', 'expired', 'refused'].includes(entry.phase) && writes.length > 0,
      ),
    )
    .map((told) => phasesOf(told));

/** What was previewed still held when it was read again after the press, so whatever changed later came after our last look. */
const previewedStateHeld: Invariant = ({ noted, proposals }) =>
  written(proposals).flatMap((told) => {
    const [write] = told.writes;
    // The first of several is the one that was taken; one long before was refused.
    const press = pressesOn(noted, told).find(
      ({ order, passed }) => write && order < write.order && passed >= write.passed - PRESS_TO_CALL_MS,
    );
    const made = madeAt(noted, proposals, told);
    if (!write || !press || !made) return [];
    const previewed = partsBetween(noted, write, made.from, made.until);
    const reread = noted.reads.find(({ order }) => order > press.order) ?? press;
    const held = partsBetween(noted, write, reread.order, write.order);
    if ([...held].some((part) => previewed.has(part))) return [];
    return [
      `${phasesOf(told)}; previewed ${[...previewed].join(' or ')}, written over ${[...held].join(' or ')}`,
    ];
  });

/** While the first change of a target is on its way or its effect is looked for, a second is not run. */
const oneAtATime: Invariant = ({ noted, proposals }) =>
  written(proposals).flatMap((told) => {
    const [write] = told.writes;
    const target = told.befores[0]?.entry.target;
    const overlapping = written(proposals).filter(
      (other) =>
        other.id !== told.id &&
        other.befores[0]?.entry.target === target &&
        (other.writes[0]?.order ?? Infinity) < (write?.order ?? 0) &&
        !other.ends.some(({ order }) => order < (write?.order ?? 0)),
    );
    return overlapping.map(
      (other) => `${phasesOf(told)}, while ${phasesOf(other)} (${noted.writes.length} writes)`,
    );
  });

/** An Undo takes back the last change of its target, and never what we did after it. */
const undoTakesBackTheLast: Invariant = ({ noted, proposals }) =>
  written(proposals).flatMap((told) => {
    const parent = told.isUndo ? parentOf(proposals, told) : undefined;
    const [undone, write] = [parent?.writes[0], told.writes[0]];
    if (!undone || !write) return [];
    const between = noted.writes.filter(
      ({ order, before }) =>
        order > undone.order &&
        order < write.order &&
        before?.entry.target === parent?.befores[0]?.entry.target,
    );
    return between.map(({ before }) => `${phasesOf(told)}, over ${before?.entry.command ?? ''}`);
  });

/** Nothing is written longer after its preview than it could be confirmed, in time that really passed. */
const inTime: Invariant = ({ noted, proposals }) =>
  written(proposals).flatMap((told) => {
    const [write] = told.writes;
    const made = madeAt(noted, proposals, told);
    if (!write || !made) return [];
    const age = write.passed - made.passed;
    const most = (told.isUndo ? UNDO_MS : PREVIEW_MS) + PRESS_TO_CALL_MS + untold(noted, made, write);
    return age > most ? [`${Math.round(age / 1000)} s after its preview: ${phasesOf(told)}`] : [];
  });

/** Every invariant by the name that its violations have. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'write without before': everyWriteIsAnnounced,
  'more than one call': oneCallAProposal,
  'not pressed by who may': pressedByWhoMay,
  'confirmed by who did not press': confirmedByWhoPressed,
  'confirmBy broken': confirmByHolds,
  'not exactly one end': oneEnd,
  'unused but sent': unusedIsUnsent,
  'previewed state did not hold': previewedStateHeld,
  'second change while the first is on its way': oneAtATime,
  'undo of what came after': undoTakesBackTheLast,
  'written too late': inTime,
  ...claims,
  ...whatChannelsShow,
};

function written(proposals: readonly Told[]): Told[] {
  return proposals.filter(({ befores, writes }) => befores.length > 0 && writes.length > 0);
}

function pressesOn({ presses }: Noted, told: Told): Press[] {
  const by = humanOf(told.befores[0]?.entry.userId ?? '');
  const all = presses.filter(({ proposal, kind }) => proposal === told.id && kind === 'confirm');
  const own = all.filter(({ human }) => human === by);
  return own.length > 0 ? own : all;
}

/** An undo asks for the permission of what it takes back; both begin with the same noun. */
function permissionOf({ command }: Told): string {
  return command;
}

/** The command whose Undo this is. */
function parentOf(proposals: readonly Told[], undo: Told): Told | undefined {
  const intent = undo.lines[0]?.entry.intent;
  return proposals.findLast(
    ({ isUndo, lines, writes }) =>
      !isUndo && writes.length > 0 && lines.some(({ entry }) => entry.intent === intent),
  );
}

/** When a preview was made: places in the order between which its state was read, and the time by which it was there. */
function madeAt(
  noted: Noted,
  proposals: readonly Told[],
  told: Told,
):
  | { readonly from: number; readonly until: number; readonly passed: number; readonly order: number }
  | undefined {
  const shown = noted.shown.get(told.id);
  const line = told.proposed ?? parentOf(proposals, told)?.ends[0];
  if (!line || !shown) return undefined;
  const since = line.since.passed - READING_MS;
  const from = noted.states.find(({ passed }) => passed >= since)?.order ?? 0;
  const until = told.isUndo ? shown.order : line.order;
  return { from: Math.min(from, until), until, passed: line.passed, order: line.order };
}

/** How the part of the cloud that a write is about was, between two places in the order. */
function partsBetween(
  { states }: Noted,
  write: Parameters<typeof partOf>[1],
  from: number,
  until: number,
): ReadonlySet<string> {
  const first = states.findLastIndex(({ order }) => order <= from);
  const some = states.slice(Math.max(0, first)).filter(({ order }) => order <= until);
  return new Set(some.map(({ state }) => partOf(state, write)));
}

/** Across a restart only the clock on the wall tells how much time passed: where it was set back a little, that much more. */
function untold({ shifts, starts }: Noted, from: Moment, until: Moment): number {
  const isBetween = ({ order }: Moment) => order > from.order && order < until.order;
  if (!starts.some(isBetween)) return 0;
  return shifts.filter(isBetween).reduce((sum, { ms }) => sum + Math.max(0, -ms), 0);
}
