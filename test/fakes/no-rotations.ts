import type { OnCall } from '../../src/oncall/on-call.ts';

/** Nobody is ever on call: there are no rotations. */
export const noRotations: OnCall = {
  names: [],
  rotation: () => undefined,
  overrides: () => [],
  at: () => ({ people: [], by: undefined, until: undefined }),
  calendar: () => undefined,
  add: () => Promise.reject(new Error('there are no rotations')),
  end: async () => undefined,
  sweep: async () => undefined,
  troubles: () => [],
  onChange: () => undefined,
};
