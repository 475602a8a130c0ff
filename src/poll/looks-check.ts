import type { Check } from '../http/readiness.ts';
import type { Polling } from './polling.ts';

const MOST_NAMED = 5;

/** Looks at the cloud that fail again and again, for /readyz. Nothing else is kept from working by them. */
export function looksCheck({ failing }: Pick<Polling, 'failing'>): Check {
  return {
    name: 'looks',
    check() {
      const all = failing();
      if (all.length === 0) return { ok: true };
      const named = all.slice(0, MOST_NAMED).map(({ account, poller }) => `${poller} (${account})`);
      const rest = all.length > MOST_NAMED ? ', …' : '';
      return {
        ok: true,
        why: `looks at the cloud fail, what they would find is not seen: ${named.join(', ')}${rest}. The log says why; where the key may not ask for it, allow it or switch the look off (alerts.polling)`,
      };
    },
  };
}
