import type { Alerts } from '../../src/alert/model/alerts.ts';

const none = (): Promise<never> => Promise.reject(new Error('no alerts here'));

/** Nothing has broken, and nothing can be muted. */
export const noAlerts: Alerts = {
  known: () => undefined,
  list: () => [],
  find: () => undefined,
  childrenOf: () => [],
  acknowledge: none,
  mute: none,
  unmute: none,
  assign: none,
  close: none,
  note: none,
  mutes: () => [],
  addMute: none,
  endMute: none,
};
