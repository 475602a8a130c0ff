import type { Alert } from '../alert/model/alert.ts';
import { whatText } from '../alert/card/title.ts';
import type { Clock } from '../clock.ts';
import type { Command } from '../command.ts';
import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import { refusedUse } from '../guard/admit.ts';
import type { Guards } from '../guard/guard.ts';
import { knownActor } from '../guard/known-actor.ts';
import { mayRead, maySee, visibleEntries } from '../guard/visible.ts';
import type { Actor } from '../intent.ts';
import type { Audit, AuditEntry } from '../observability/audit.ts';
import { alertRow, howItStands, isListed, type AlertRow } from '../onair/open-alerts.ts';
import type { AlertLine, Records } from '../platform/records.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { actPage } from './act-page.ts';
import { alertPage, type Standing } from './alert-page.ts';
import { askedForOf } from './asked-for.ts';
import type { ToldAct } from './told-act.ts';

/** So many lines of the audit are looked through, the newest; the files have all of them. */
const LOOKED_THROUGH = 5_000;

/** Looks up what was done and what was wrong, for readers who may see it. */
export function createRecords(options: {
  readonly config: Config;
  readonly guards: Guards;
  readonly commands: readonly Command[];
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'recent'>;
  /** The command that shows the same: who may not use it sees nothing here either. */
  readonly lookedBy: Command;
  readonly toldActs: (config: Config, entries: readonly AuditEntry[]) => readonly ToldAct[];
  readonly alerts: {
    readonly list: (account: string) => readonly Alert[];
    readonly known: (id: string) => Alert | undefined;
    readonly told: (alert: Alert) => Pick<AlertRow, 'what' | 'cards'>;
  };
  readonly proposals: {
    readonly find: (id: string) => Promise<Proposal | undefined>;
    /** Its time is up. */
    readonly isOver: (proposal: Proposal) => boolean;
    readonly shownOn: (cardId: string, platform: string) => string | undefined;
  };
}): Records {
  const { config, guards, commands, clock, audit, lookedBy, alerts, proposals } = options;
  const accounts = Object.keys(config.accounts);

  /** Who may use the command on one account sees the same by it as on another: what they see of each is asked line by line. */
  function admitted(reader: Actor, channelId: string): Person | Refusal {
    const person = knownActor(config, reader);
    if (person instanceof Refusal) return person;
    const place = { platform: reader.platform, channelId };
    const refusals = accounts.map((account) =>
      refusedUse({ config, guards }, { actor: reader, place, person, account, command: lookedBy }),
    );
    return refusals.includes(undefined) ? person : (refusals[0] ?? person);
  }

  function whatOf(alert: Alert): AlertLine['what'] {
    const now = clock.now();
    const what = (language: 'en' | 'zh-CN') => whatText(alert, { config, language, now });
    return { en: what('en'), 'zh-CN': what('zh-CN') };
  }

  return {
    async acts(reader, channelId, asked) {
      const person = admitted(reader, channelId);
      if (person instanceof Refusal) return person;
      const entries = await audit.recent(LOOKED_THROUGH);
      const seen = visibleEntries(config, person, entries);
      const oldest = entries.length < LOOKED_THROUGH ? undefined : entries.at(-1)?.at;
      return actPage(options.toldActs(config, seen), asked, commands, {
        now: clock.now(),
        lookedBackTo: oldest,
      });
    },
    alerts(reader, asked) {
      const person = knownActor(config, reader);
      if (person instanceof Refusal) return { asOf: clock.now(), rows: [], total: 0 };
      const now = clock.now();
      const listed = accounts
        .filter((account) => maySee(config, person, account))
        .flatMap((account) => alerts.list(account))
        .filter((alert) => alert.status !== 'pending' && isListed(alert));
      const standing = new Map(listed.map((alert) => [howItStands(alert, now), alert]));
      const what = (line: Standing): AlertLine['what'] => {
        const alert = standing.get(line);
        return alert ? whatOf(alert) : { en: '', 'zh-CN': '' };
      };
      return alertPage([...standing.keys()], what, asked, now);
    },
    alert(reader, id) {
      const alert = alerts.known(id);
      if (!alert || alert.status === 'pending' || !isListed(alert)) return undefined;
      if (!mayRead(config, reader, [alert.account])) return undefined;
      return alertRow(alert, alerts.told(alert), clock.now());
    },
    async askedFor(reader, id) {
      const proposal = await proposals.find(id);
      if (!proposal || !mayRead(config, reader, [proposal.account])) return undefined;
      const messageId = proposals.shownOn(proposal.cardId, reader.platform);
      return {
        ...askedForOf(proposal, proposals.isOver(proposal)),
        ...(messageId !== undefined && { messageId }),
      };
    },
  };
}
