import type { Knock } from '../../src/callback/knock/knock.ts';

/** Of an account that takes no callbacks. */
export const noKnock: Knock = {
  now: async () => ({ kind: 'closed' }),
  lately: async () => ({ kind: 'closed' }),
};
