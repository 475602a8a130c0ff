import type { Alert } from '../../model/alert.ts';

/** In front of the name of a webhook where somebody is called. */
export const WEBHOOK = 'webhook:';

const MOST_HOOKS = 10;

/**
 * The alert with what webhooks are to be told of it: they hear of every call, of whoever takes it on, and of its end. What is
 * told again after it was resolved is a new failure under the same key, as pagers have it.
 */
export function withPager(alert: Alert, now: number): Alert {
  const called = (alert.calls ?? []).flatMap(({ whom }) => whom.filter((name) => name.startsWith(WEBHOOK)));
  const before = alert.pager;
  const hooks = [...new Set([...(before?.hooks ?? []), ...called])].slice(0, MOST_HOOKS);
  if (hooks.length === 0) return alert;
  const state = stateOf(alert, now);
  // What waits for its next call after a recovery is not told before that.
  if (before?.state === 'resolve' && state !== 'resolve' && !isCalledSince(alert)) return alert;
  if (before && before.state === state && before.hooks.length === hooks.length) return alert;
  return { ...alert, pager: { hooks, state, n: (before?.n ?? 0) + 1 } };
}

function stateOf({ status, acknowledged }: Alert, now: number): NonNullable<Alert['pager']>['state'] {
  if (status === 'recovered' || status === 'closed') return 'resolve';
  return acknowledged && now < acknowledged.until ? 'acknowledge' : 'trigger';
}

function isCalledSince({ calls = [], firedAt = 0 }: Alert): boolean {
  return calls.some(({ at, whom }) => at >= firedAt && whom.some((name) => name.startsWith(WEBHOOK)));
}
