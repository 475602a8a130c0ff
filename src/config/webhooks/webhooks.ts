import type { Webhook } from '../../webhook/webhook.ts';
import type { Config } from '../schema.ts';

/** developer.pagerduty.com, Events API v2. */
const PAGERDUTY = 'https://events.pagerduty.com/v2/enqueue';

/** Variables that webhooks name, each with where. */
export function webhookVariables({
  webhooks,
}: Pick<Config, 'webhooks'>): { readonly path: string[]; readonly name: string }[] {
  return Object.entries(webhooks).map(([hook, { keyEnv }]) => ({
    path: ['webhooks', hook, 'keyEnv'],
    name: keyEnv,
  }));
}

/** Webhooks with their keys as they are now. `keysOf`: values of a variable, the newest first. */
export function webhooksOf(
  { webhooks }: Pick<Config, 'webhooks'>,
  keysOf: (name: string) => readonly string[],
): readonly Webhook[] {
  return Object.entries(webhooks).map(([name, { form, url = PAGERDUTY, keyEnv }]) => ({
    ...{ name, form, url, keys: keysOf(keyEnv) },
  }));
}
