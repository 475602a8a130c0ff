import type { WebhookForm, WebhookRequest } from './webhook.ts';

/** Severities that PagerDuty knows, by ours. */
const SEVERITY = { critical: 'critical', warning: 'warning', info: 'info' } as const;

/**
 * An event of PagerDuty's Events API v2 (developer.pagerduty.com, "Send an event"). One `dedup_key` an alert: whatever
 * arrives twice is one incident there. A trigger for an incident that is open calls nobody, also where it is acknowledged:
 * what calls anew ends that one first.
 */
export const pagerduty: WebhookForm = (page, { keys: [key = ''] }) => {
  const {
    action,
    anew,
    key: dedup,
    summary,
    severity,
    source,
    account,
    condition,
    since,
    called,
    ...more
  } = page;
  const event = (what: typeof action) => ({
    ...{ routing_key: key, event_action: what, dedup_key: `airdesk-${dedup}` },
  });
  const full = {
    ...event(action),
    client: 'Airdesk',
    payload: {
      ...{ summary, source, severity: SEVERITY[severity], timestamp: new Date(since).toISOString() },
      ...{ component: account, class: condition },
      custom_details: { alert: dedup, called, ...more },
    },
  };
  if (action !== 'trigger') return [requestOf(event(action))];
  return [...(anew ? [requestOf(event('resolve'))] : []), requestOf(full)];
};

function requestOf(body: object): WebhookRequest {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
