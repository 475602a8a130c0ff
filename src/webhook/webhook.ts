import type { Page } from '../reply.ts';

/** Where a webhook goes, with its secret. Not to be logged. */
export interface Webhook {
  /** As airdesk.yaml names it. */
  readonly name: string;
  readonly form: 'pagerduty' | 'json';
  readonly url: string;
  /** PagerDuty's routing key, or what the body is signed with. The newest first: a former one is good for a while. */
  readonly keys: readonly string[];
}

/** A request, ready to be sent. */
export interface WebhookRequest {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What is sent of an alert at `now` (ms UTC), one after the other. All of it is sent again where one does not arrive. */
export type WebhookForm = (page: Page, hook: Webhook, now: number) => readonly WebhookRequest[];
