import type { Check } from '../http/readiness.ts';
import type { AlertFigures } from '../start/metrics.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AlertPath } from './alert-path.ts';
import type { Senses } from './self/senses.ts';

/** Dead letters that /readyz names. */
const MOST_NAMED = 3;

/** The alert path in figures, for /metrics. */
export function alertFigures(path: AlertPath, senses: Senses): AlertFigures {
  const { pending, dead, oldestCriticalMs } = path.outbox.state();
  const backlog = path.processing.backlog();
  const blind = senses.all().map(({ name, account = '', verdict }) => ({
    condition: name,
    account,
    isBlind: verdict.state === 'bad',
  }));
  const checks = path.checksWaiting();
  return { open: path.openCount(), backlog, pending, dead: dead.length, oldestCriticalMs, blind, checks };
}

/**
 * Dead letters and platforms that cannot be reached, for /readyz. They do not make Airdesk unready: whoever takes it out
 * of service for one archived channel loses the callbacks of all others.
 */
export function outboxCheck(outbox: Outbox): Check {
  return {
    name: 'outbox',
    check() {
      const { dead, down, oldestCriticalMs } = outbox.state();
      const parts = [
        ...(dead.length > 0 ? [`${dead.length} cannot be delivered: ${named(dead)}`] : []),
        ...(down.length > 0 ? [`cannot be reached: ${down.join(', ')}`] : []),
        ...(oldestCriticalMs > 0
          ? [`a critical alert waits for ${Math.round(oldestCriticalMs / 1000)} s`]
          : []),
      ];
      return parts.length === 0 ? { ok: true } : { ok: true, why: parts.join('; ') };
    },
  };
}

function named(dead: readonly { readonly channel: string; readonly code: string }[]): string {
  const channels = [...new Set(dead.map(({ channel, code }) => `${channel} (${code})`))];
  return channels.slice(0, MOST_NAMED).join(', ') + (channels.length > MOST_NAMED ? ', …' : '');
}
