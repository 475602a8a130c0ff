import type { Config } from '../config/schema.ts';
import { fingerprintOf } from '../callback/event.ts';
import type { Log } from '../observability/log.ts';
import type { KeptLooks } from '../poll/kept.ts';
import type { Poller } from '../poll/poller.ts';
import type { Who } from './model/alert.ts';
import type { Alerts } from './model/alerts.ts';
import type { DecisionInput } from './model/decision.ts';

const AIRDESK: Who = { platform: 'airdesk', userId: 'airdesk', name: 'Airdesk', person: 'airdesk' };

/**
 * Closes what looks told that are switched off now: nobody would ever say that it is over. That is all that is known: it may
 * still last. To be called at the start; what cannot be closed stays for the next one.
 */
export async function closeUnlooked(needs: {
  readonly config: Config;
  readonly pollers: readonly Poller[];
  readonly accounts: readonly string[];
  readonly kept: Pick<KeptLooks, 'get' | 'set'>;
  readonly open: DecisionInput['open'];
  readonly alerts: Pick<Alerts, 'close'>;
  readonly log: Log;
}): Promise<void> {
  const { config, pollers, accounts, kept, open, alerts, log } = needs;
  for (const { name } of pollers.filter((poller) => !config.alerts.polling[poller.name].on))
    for (const account of accounts)
      try {
        const { told, memory } = await kept.get(account, name);
        for (const { condition, subject } of told) {
          const alert = open(fingerprintOf(account, condition, subject));
          if (alert) await alerts.close(account, alert.id, AIRDESK, `alerts.polling.${name}.on: false`);
        }
        if (told.length > 0) await kept.set(account, name, { told: [], memory });
      } catch (error) {
        log.warn({ err: error, account, poller: name }, 'what is not looked at any more could not be closed');
      }
}
