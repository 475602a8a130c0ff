import type { Live } from './live.ts';

/** The same cloud for looks that nobody waits for: each call comes behind those for which somebody does. */
export function asLooks(live: Live): Live {
  return { call: (action, params, options) => live.call(action, params, { ...options, isLook: true }) };
}
