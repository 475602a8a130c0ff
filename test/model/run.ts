import type { Happening, Script } from './actions.ts';
import { createDeliveries } from './deliveries.ts';
import { INVARIANTS, type Run } from './invariants.ts';
import { createPerformer } from './perform.ts';
import { proposalsOf } from './proposals.ts';
import { createWorld, type World } from './world.ts';

/** What became of a run. */
export interface Ran {
  readonly violations: readonly Violation[];
  readonly counts: Counts;
  /** Where the data of its processes is, after a violation. */
  readonly kept: string | undefined;
}

/** One way in which an invariant was broken. */
export interface Violation {
  /** The invariant's name. */
  readonly kind: string;
  readonly what: string;
}

/** How much happened. */
export interface Counts {
  readonly steps: number;
  readonly crashes: number;
  readonly proposals: number;
  readonly writes: number;
}

/** Longer than the longest that anything waits: an Undo, and what the platforms are tried again after. */
const SETTLES_MS = 20 * 60_000;
/** So long a person looks at what happens, ms. */
const MOMENT_MS = 20;

/**
 * Runs a script to its end, lets everything settle, and looks at every invariant. With `keep`, what the processes had on
 * disk stays after a violation.
 */
export async function runScript({ setting, happenings }: Script, keep = false): Promise<Ran> {
  const world = await createWorld(setting);
  const steps: string[] = [];
  let judged: Omit<Ran, 'kept'> | undefined;
  let kept: string | undefined;
  try {
    const perform = createPerformer(world, createDeliveries(world));
    for (const happening of happenings) {
      steps.push(happening.do);
      await perform(happening);
      await settleAfter(world, happening);
      world.look();
    }
    await settle(world);
    judged = judge({ setting, ...whatIsSeen(world) }, steps.length);
  } finally {
    kept = await world.stop(keep && (judged?.violations.length ?? 0) > 0);
  }
  return { ...judged, kept };
}

/** Most people wait until they see what has happened; some things happen while others are under way. */
async function settleAfter(world: World, happening: Happening): Promise<void> {
  const turns = 'turns' in happening ? happening.turns : undefined;
  if (turns === undefined) return world.pass(MOMENT_MS);
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function settle(world: World): Promise<void> {
  world.slack.clearFaults();
  world.discord.clearFaults();
  await Promise.all([world.slack.comeUp(), world.discord.comeUp()]);
  await finely(world, FIRST_MS);
  // In steps so long that a request may look as if nobody answered it: whatever failed by that is tried again afterwards.
  await world.pass(SETTLES_MS);
  await finely(world, LAST_MS);
}

async function finely(world: World, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += FINE_MS) await world.pass(FINE_MS);
}
const FINE_MS = 5000;
/** Most comes to its end in this. */
const FIRST_MS = 60_000;
/** The longest pause between two tries, and all that a channel can be owed, one a second. */
const LAST_MS = 180_000;

function whatIsSeen(world: World): Omit<Run, 'setting'> {
  const shown = world.look();
  return { noted: world.noted, proposals: proposalsOf(world.noted), shown, copies: world.copies };
}

function judge(run: Run, steps: number): Omit<Ran, 'kept'> {
  const violations = Object.entries(INVARIANTS).flatMap(([kind, invariant]) =>
    invariant(run).map((what) => ({ kind, what })),
  );
  const { noted, proposals } = run;
  const counts = { crashes: noted.crashes.length, proposals: proposals.length, writes: noted.writes.length };
  return { violations, counts: { steps, ...counts } };
}
