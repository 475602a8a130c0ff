import type { WebhookForm } from './webhook.ts';

/** Severities that PagerDuty knows, by ours. */
const SEVERITY = { critical: 'critical', warning: 'warning', info: 'info' } as const;

/**
 * An event of PagerDuty's Events API v2 (developer.pagerduty.com, "Send an event"). One `dedup_key` an alert: whatever
 * arrives twice is one incident there.
 */
export const pagerduty: WebhookForm = (page, { keys: [key = ''] }) => {
  const { action, key: dedup, summary, severity, source, account, condition, since, called, ...more } = page;
  const event = { routing_key: key, event_action: action, dedup_key: `airdesk-${dedup}` };
  const full = {
    ...event,
    client: 'Airdesk',
    payload: {
      ...{ summary, source, severity: SEVERITY[severity], timestamp: new Date(since).toISOString() },
      ...{ component: account, class: condition },
      custom_details: { alert: dedup, called, ...more },
    },
  };
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action === 'trigger' ? full : event),
  };
};
