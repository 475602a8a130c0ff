import type { Template } from '../feature/feature.ts';
import type { World } from '../world.ts';
import type { OnAir } from './on-air.ts';
import type { Shift } from './shift.ts';

/** The oldest of so many ended ones make room. */
const MAX_SHIFTS = 5000;
const ORIGINAL = 0;
const WATERMARKED = 1;
const TRANSCODED = 2;

/** Begins what a time-shift template keeps of a stream: its original, or its renditions. Returns what ends it. */
export function startShift(world: World, { upstream, bound }: OnAir, { values }: Template): () => void {
  const { features, clock } = world;
  const session = features.seeded.hex(8);
  const original = values['RemoveWatermark'] === true;
  const ids = original ? [] : (values['TranscodeTemplateIds'] as readonly number[]);
  const kept = [
    { kind: !original && bound.watermark.length > 0 ? WATERMARKED : ORIGINAL, transcodeId: 0 },
    ...ids.map((transcodeId) => ({ kind: TRANSCODED, transcodeId })),
  ];
  const { domain, app, stream, since } = upstream;
  const begun = kept.map((one): Shift => ({
    ...{ domain, app, stream, session, start: since, end: undefined, ...one },
    storedSeconds: Number(values['Duration']),
  }));
  features.shifts = [...withRoom(world), ...begun];
  return () => {
    for (const shift of begun) shift.end = clock.now();
  };
}

/** What can still be gone back in, with room for more. */
function withRoom(world: World): Shift[] {
  const kept = shiftsNow(world);
  const surplus = kept.length - MAX_SHIFTS;
  if (surplus <= 0) return kept;
  const oldest = new Set(kept.filter(({ end }) => end !== undefined).slice(0, surplus));
  return kept.filter((shift) => !oldest.has(shift));
}

/** What is stored still: ended ones go when their time is over. */
export function shiftsNow({ features, clock }: Pick<World, 'features' | 'clock'>): Shift[] {
  const now = clock.now();
  return features.shifts.filter(
    ({ end, storedSeconds }) => end === undefined || end + storedSeconds * 1000 > now,
  );
}
