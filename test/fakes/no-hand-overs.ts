import type { HandOvers } from '../../src/oncall/hand-over/hand-overs.ts';

/** Nothing is ever handed over. */
export const noHandOvers: HandOvers = {
  duty: () => undefined,
  called: () => [],
  take: async () => undefined,
};
