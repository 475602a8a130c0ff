import { commands } from '../../../commands/index.ts';
import { auditCommand } from '../../../commands/audit/index.ts';
import { toldActs } from '../../../commands/audit/told-acts.ts';
import { readCastersOnAir } from '../../../commands/caster/casters-on-air.ts';
import { streamList } from '../../../commands/stream/list.ts';
import type { AlertPath } from '../../alert/alert-path.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { Clock } from '../../clock.ts';
import { createEmitter } from '../../emitter.ts';
import { GUARDS } from '../../guard/guards.ts';
import { createLiveFeed } from '../../onair/create-live-feed.ts';
import { createOnAirWatch, type OnAirWatch } from '../../onair/watch-on-air.ts';
import type { LiveFeed } from '../../platform/live-feed.ts';
import type { Records } from '../../platform/records.ts';
import type { Expiries } from '../../proposal/expiries.ts';
import { findProposal } from '../../proposal/proposal.ts';
import { createRecords } from '../../records/create-records.ts';
import type { Foundation, Settings } from './foundation.ts';

/** What a page that stays open is told and can look up. */
interface PageFeeds {
  readonly onAir: OnAirWatch;
  readonly live: LiveFeed;
  readonly records: Records;
  /** Alerts changed. */
  readonly alertsChanged: (changed: readonly Alert[]) => void;
}

/** Creates it. `alertPath`: asked by pages only, and those come in once everything has started. */
export function createPageFeeds(
  { config, log }: Pick<Settings, 'config' | 'log'>,
  { accounts, files: { store, audit } }: Pick<Foundation, 'accounts' | 'files'>,
  others: { readonly clock: Clock; readonly expiries: Expiries; readonly alertPath: () => AlertPath },
): PageFeeds {
  const { clock, expiries, alertPath } = others;
  const changes = createEmitter<readonly Alert[]>();
  const onAir = createOnAirWatch({
    ...{ clock, log, accounts: Object.keys(config.accounts), readCasters: readCastersOnAir },
    readerOf: (account) => ({ account, config, live: accounts.live(account), now: () => clock.now() }),
  });
  const alerts = {
    list: (account: string) => alertPath().alerts.list(account),
    known: (id: string) => alertPath().alerts.known(id),
    told: (alert: Alert) => alertPath().told(alert),
  };
  const live = createLiveFeed({
    ...{ config, clock, watch: onAir, lookedBy: streamList },
    alerts: { ...alerts, on: changes.on },
  });
  const records = createRecords({
    ...{ config, commands, clock, audit, toldActs, guards: GUARDS, lookedBy: auditCommand, alerts },
    proposals: {
      find: async (id) => (await findProposal(store, id))?.value,
      isOver: ({ id, expiresAt }) => expiries.isOver(id) ?? clock.now() >= expiresAt,
      shownOn: (cardId, platform) => alertPath().outbox.shownOn(cardId, platform)?.messageId,
    },
  });
  return { onAir, live, records, alertsChanged: changes.tell };
}
