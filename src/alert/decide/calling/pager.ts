import { isTakenOn, type Alert } from '../../model/alert.ts';

type Pager = NonNullable<Alert['pager']>;

/** In front of the name of a webhook where somebody is called. */
export const WEBHOOK = 'webhook:';

const MOST_HOOKS = 10;

/**
 * The alert with what webhooks are to be told of it: they hear of every call, of whoever takes it on, and of its end. What
 * has run out, or fails again, is told by the next call and not before. `whole`: what it is part of, where somebody takes
 * that on.
 */
export function withPager(alert: Alert, whole?: Alert): Alert {
  const { pager: before, status, calls = [] } = alert;
  const made = calls.filter(({ whom }) => whom.some(isWebhook));
  const called = made.flatMap(({ whom }) => whom.filter(isWebhook));
  const hooks = [...new Set([...(before?.hooks ?? []), ...called])].slice(0, MOST_HOOKS);
  if (hooks.length === 0) return alert;
  const told = before?.call ?? 0;
  const call = Math.max(told, made.at(-1)?.n ?? 0);
  const tell = (state: Pager['state'], anew = false): Alert => ({
    ...alert,
    pager: { hooks, state, n: (before?.n ?? 0) + 1, call, ...(anew && { anew }) },
  });
  if (status === 'recovered' || status === 'closed')
    return before?.state === 'resolve' ? alert : tell('resolve');
  const isTaken = isTakenOn(alert) || (whole !== undefined && isTakenOn(whole));
  if (isTaken) return before?.state === 'trigger' ? tell('acknowledge') : alert;
  return call > told ? tell('trigger', before !== undefined && before.state !== 'trigger') : alert;
}

function isWebhook(target: string): boolean {
  return target.startsWith(WEBHOOK);
}
