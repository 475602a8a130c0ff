import { atPlace, cellsByMinute, placesOf, requestsOf, type Ask } from './cells.ts';
import type { Place } from './places.ts';
import type { World } from '../world.ts';

/** What was watched at one place in one minute, or over several. */
export interface PlaceCounts {
  online: number;
  requests: number;
  codes: number[];
}

/** The counts of every place that is meant, minute by minute. Over all places they add up to the whole. */
export function* countsByPlace(
  world: World,
  ask: Ask,
  isMeant: (place: Place) => boolean,
): Generator<{ at: number; counts: Map<Place, PlaceCounts> }> {
  for (const { at, cells } of cellsByMinute(world, ask)) {
    const counts = new Map<Place, PlaceCounts>();
    for (const cell of cells)
      for (const place of placesOf[cell.zone]) if (isMeant(place)) add(counts, place, atPlace(cell, place));
    yield { at, counts };
  }
}

function add(
  counts: Map<Place, PlaceCounts>,
  place: Place,
  more: { readonly online: number; readonly codes: readonly number[] },
): void {
  const known = counts.get(place);
  if (!known) {
    counts.set(place, { online: more.online, requests: requestsOf(more), codes: [...more.codes] });
    return;
  }
  known.online += more.online;
  known.requests += requestsOf(more);
  more.codes.forEach((count, index) => (known.codes[index] = (known.codes[index] ?? 0) + count));
}

/** The sum over several minutes. `online` is then viewer-minutes. */
export function sumByPlace(
  minutes: Iterable<{ readonly counts: ReadonlyMap<Place, PlaceCounts> }>,
): Map<Place, PlaceCounts> {
  const sums = new Map<Place, PlaceCounts>();
  for (const { counts } of minutes) for (const [place, one] of counts) add(sums, place, one);
  return sums;
}
