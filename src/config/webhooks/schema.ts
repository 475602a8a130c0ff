import { z } from 'zod';
import { NAME } from '../ids.ts';

/** Over TLS, or to a receiver on this machine. No password and no fragment in it. */
const URL_FORM =
  /^(?:https:\/\/[\w.-]{1,253}|https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?::\d{1,5})?(?:\/[^\s#@\\]{0,1000})?$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

const WebhookSchema = z
  .strictObject({
    form: z
      .enum(['pagerduty', 'json'])
      .describe('pagerduty: events of its API v2; json: the alert as signed JSON, see docs/alerts.md.'),
    url: z
      .string()
      .regex(URL_FORM)
      .optional()
      .describe(
        'Takes POST. https, or http to this machine. Redirects are not followed. Left out for pagerduty: where PagerDuty takes events.',
      ),
    keyEnv: z
      .string()
      .regex(VARIABLE)
      .describe(
        'Variable with the routing key, or with the secret that requests are signed with, or NAME_FILE; never the value.',
      ),
  })
  .refine(({ form, url }) => form === 'pagerduty' || url !== undefined, {
    path: ['url'],
    message: 'is missing: say where it is sent',
  });

/** The part `webhooks` of airdesk.yaml: where escalations call besides chat, by name. */
export const WebhooksSchema = z.record(z.string().regex(new RegExp(`^${NAME}$`, 'u')), WebhookSchema);
