import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { SecretFiles } from '../config/secret-files.ts';
import { webhooksOf } from '../config/webhooks/webhooks.ts';
import { createOutgoing } from '../http/outgoing.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { Announcer } from '../platform/announcer.ts';
import { createWebhookAnnouncer, WEBHOOKS } from '../webhook/webhook-announcer.ts';

/** How long a receiver may take to answer, ms. */
const TIMEOUT_MS = 10_000;

/** What tells webhooks, by the name under which the outbox knows it; nothing where airdesk.yaml names none. */
export function openWebhooks(
  config: Pick<Config, 'webhooks'>,
  secretFiles: Pick<SecretFiles, 'variables' | 'former'>,
  clock: Clock,
): ReadonlyMap<string, Adapter & Announcer> {
  if (Object.keys(config.webhooks).length === 0) return new Map();
  const keysOf = (name: string): readonly string[] =>
    [secretFiles.variables[name], ...secretFiles.former(name)].filter((value) => value !== undefined);
  const announcer = createWebhookAnnouncer({
    webhooks: () => webhooksOf(config, keysOf),
    outgoing: createOutgoing(clock, TIMEOUT_MS),
    clock,
  });
  return new Map([[WEBHOOKS, announcer]]);
}
