import { getHeapStatistics } from 'node:v8';
import { openAlertPath, type AlertPath } from '../../alert/alert-path.ts';
import { alertFigures, outboxCheck } from '../../alert/figures.ts';
import { mostKept } from '../../alert/retention/most-kept.ts';
import { mostOpen } from '../../alert/retention/most-open.ts';
import { sensesCheck } from '../../alert/self/check.ts';
import type { Clock } from '../../clock.ts';
import { createHandOverContents } from '../../oncall/hand-over/hand-over-contents.ts';
import type { HandOvers } from '../../oncall/hand-over/hand-overs.ts';
import { situationOf } from '../../oncall/hand-over/situation.ts';
import { joinContents } from '../../outbox/join-contents.ts';
import type { Adapter } from '../../platform/adapter.ts';
import type { Announcer } from '../../platform/announcer.ts';
import { looksCheck } from '../../poll/looks-check.ts';
import { createCardContents } from '../../proposal/card-contents.ts';
import type { CommandCards } from '../../proposal/command-cards.ts';
import type { Text } from '../../text/language.ts';
import { newId, random } from '../chance.ts';
import { openWebhooks } from '../open-webhooks.ts';
import type { Foundation, Settings } from './foundation.ts';

/** What tells people, by the name under which the outbox knows it. */
type Announcers = ReadonlyMap<string, Adapter & Announcer>;

/** The alert path, and the webhooks that it tells. */
interface Alerting {
  readonly alertPath: AlertPath;
  readonly webhooks: Announcers;
}

/**
 * Opens the alert path: to platforms and webhooks, with the cards of commands and of hand-overs beside those of alerts, and
 * with what /readyz and the metrics read of it.
 * @throws StoreError
 */
export async function openAlerting(
  { config, log, secretFiles, sandbox }: Settings,
  { accounts, files, listening, senses, metrics, checks }: Foundation,
  others: {
    readonly clock: Clock;
    readonly adapters: Announcers;
    readonly cards: CommandCards;
    readonly handOvers: HandOvers;
    readonly remedy: (code: string) => Text | undefined;
  },
): Promise<Alerting> {
  const { clock, adapters, cards, handOvers, remedy } = others;
  const { store, inbox } = files;
  const { heap_size_limit: heapBytes } = getHeapStatistics();
  const webhooks = openWebhooks(config, secretFiles, clock);
  const handOverContents = createHandOverContents({
    config,
    duty: handOvers.duty,
    platforms: () => [...adapters.keys()],
    situation: (language, named) =>
      situationOf(alertPath, config, { language, accounts: named, now: clock.now() }),
  });
  const alertPath: AlertPath = await openAlertPath({
    ...{ config, store, inbox, clock, random, log, newId, counts: metrics },
    live: (account) => accounts.live(account),
    announcers: new Map([...adapters, ...webhooks]),
    onCall: handOvers.called,
    cards: joinContents(
      createCardContents(cards, () => clock.now()),
      handOverContents,
    ),
    listening,
    senses,
    mostOpen: mostOpen(heapBytes),
    mostKept: mostKept(heapBytes),
    notice: sandbox?.mark,
    remedy,
  });
  checks.push(
    outboxCheck(alertPath.outbox, remedy),
    sensesCheck(senses, config.alerts.conditions),
    looksCheck(alertPath),
  );
  metrics.watch(() => alertFigures(alertPath, senses));
  return { alertPath, webhooks };
}
