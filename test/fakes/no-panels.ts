import type { Panels, PanelsHere } from '../../src/panel/panels.ts';

/** A channel without panels, in which none can be posted. */
export const noPanelsHere: PanelsHere = {
  post: () => Promise.reject(new Error('no panels here')),
  list: async () => [],
  remove: async () => undefined,
};

/** No panels anywhere. */
export const noPanels: Panels = {
  at: () => noPanelsHere,
  changed: () => undefined,
  pressed: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};
