import { createPerformer } from './perform.ts';
import type { Evening } from './script.ts';
import { lookAt, type Looking, type Seen } from './seen.ts';
import { noteTruth, type Noting, type Truth } from './truth.ts';
import { START } from './rules.ts';
import { createWorld } from './world.ts';

/** What was, and what people saw of it. */
export interface Played {
  readonly truth: Truth;
  readonly seen: Seen;
}

const HOUR_MS = 3_600_000;
/** How often what is on air is looked at, ms. */
const SAMPLE_MS = 500;

/** Plays an evening to its end. */
export async function play({ happenings, hours }: Evening): Promise<Played> {
  let noting: Noting | undefined;
  let looking: Looking | undefined;
  let sampledAt = 0;
  const world = await createWorld((now) => {
    // What happens by a script is noted at once; this is for what comes of it later.
    if (now - sampledAt >= SAMPLE_MS) noting?.sample();
    if (now - sampledAt >= SAMPLE_MS) sampledAt = now;
    looking?.look();
  });
  try {
    noting = noteTruth(world.sandbox, world.clock);
    looking = lookAt(world.slack, world.discord, world.clock);
    const agenda = happenings.map((happening) => ({
      at: START + happening.atMs,
      run: () => perform(happening),
    }));
    const later = (at: number, run: () => Promise<void>) => {
      const place = agenda.findIndex((one) => one.at > at);
      agenda.splice(place === -1 ? agenda.length : place, 0, { at, run });
    };
    const perform = createPerformer(world, noting, later);
    for (let next = agenda.shift(); next; next = agenda.shift()) {
      await world.until(next.at);
      await next.run();
    }
    await world.until(START + hours * HOUR_MS);
    looking.look();
    return { truth: noting.truth, seen: looking.seen };
  } finally {
    await world.end();
  }
}
