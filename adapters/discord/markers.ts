import { createOrderedMap, keepNewest } from '../../src/bounds/ordered-map.ts';
import { markerOf } from './marker.ts';

const MOST_MARKERS = 2_000;

/** Markers by message, so that edits keep them. Whoever looks after a restart looks before the first edit. */
export interface Markers {
  keep(messageId: string, key: string): void;
  /** What an edit has to carry, as extras of a message. */
  of(messageId: string): { readonly id?: number };
}

/** Creates the memory of markers: the newest 2,000. */
export function createMarkers(): Markers {
  const markers = createOrderedMap<string, number>();
  return {
    keep(messageId, key) {
      markers.set(messageId, markerOf(key));
      keepNewest(markers, MOST_MARKERS);
    },
    of(messageId) {
      const id = markers.get(messageId);
      return id === undefined ? {} : { id };
    },
  };
}
