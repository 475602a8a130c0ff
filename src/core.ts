import type { Adapter } from './platform/adapter.ts';
import type { Who } from './alert/model/alert.ts';
import type { Alerts } from './alert/model/alerts.ts';
import type { Drafts } from './chat/form/drafts.ts';
import type { RefusedNotes } from './chat/refused-notes.ts';
import type { Audit } from './observability/audit.ts';
import type { Draw } from './chart/chart.ts';
import type { Clock } from './clock.ts';
import type { Command, CommandContext } from './command.ts';
import type { Config, Person } from './config/schema.ts';
import { refusedReach, refusedUse, whatMayBeUsed } from './guard/admit.ts';
import { visibleEntries } from './guard/visible.ts';
import type { KeyBooks } from './keys/key-book.ts';
import type { MixBooks } from './mix/mix-book.ts';
import type { HandOvers } from './oncall/hand-over/hand-overs.ts';
import type { OnCall } from './oncall/on-call.ts';
import type { Pictures } from './picture/pictures.ts';
import { channelOf } from './line/account-of-line.ts';
import type { Live } from './live/live.ts';
import type { ViewContext } from './live/reader.ts';
import type { Log } from './observability/log.ts';
import type { PanelAsker, Panels } from './panel/panels.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { CommandCards } from './proposal/command-cards.ts';
import type { Expiries } from './proposal/expiries.ts';
import type { Sessions } from './sessions/session.ts';
import type { Store } from './store/store.ts';
import type { Knocks } from './callback/knock/knock.ts';
import { ownCallbacks } from './callback/own-callbacks.ts';
import type { CallbackEndpoint } from './callback/receive/endpoint.ts';
import type { Refusal } from './errors.ts';
import type { Guards, Use } from './guard/guard.ts';
import type { Reader } from './live/reader.ts';
import { noSuchAccount } from './text/account-refusals.ts';
import { sayIn, type Language, type Text } from './text/language.ts';
import type { Counts } from './observability/counts.ts';

/** So many lines of the audit are looked through for those that somebody may see. */
const LOOKED_THROUGH = 2_000;

/** What the chat path works with. */
export interface Core {
  readonly config: Config;
  readonly commands: readonly Command[];
  readonly guards: Guards;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly store: Store;
  readonly audit: Audit;
  readonly refused: RefusedNotes;
  /** What people have filled in. */
  readonly drafts: Drafts;
  readonly clock: Clock;
  /** A new unguessable id, letters and digits. */
  readonly newId: () => string;
  /** The client of a configured account. */
  readonly live: (account: string) => Live;
  readonly log: Log;
  readonly counts: Counts;
  readonly panels: Panels;
  readonly alerts: Alerts;
  readonly keys: KeyBooks;
  readonly mixes: MixBooks;
  readonly oncall: OnCall;
  readonly handOvers: HandOvers;
  readonly sessions: Pick<Sessions, 'all' | 'end'>;
  /** Of an account. */
  readonly pictures: (account: string) => Pictures;
  readonly outbox: Outbox;
  /** What each command's card shows. */
  readonly cards: CommandCards;
  readonly expiries: Expiries;
  /** Where callbacks arrive, with their secrets. */
  readonly endpoints: readonly CallbackEndpoint[];
  /** Where the cloud reaches Airdesk, as https://airdesk.example.com; undefined where nobody said. */
  readonly callbackOrigin: string | undefined;
  /** Tests of the way that callbacks take. */
  readonly knocks: Knocks;
  /** Draws a chart, off the main path. */
  readonly draw: Draw;
  /** Stands on every card that acts, as `Sandbox`. */
  readonly notice?: Text;
}

/** What a reading for people takes: an account of the cloud, a language, the time. */
export function viewFor(
  { config, clock, live }: Pick<Core, 'config' | 'clock' | 'live'>,
  { account, language }: { readonly account: string; readonly language: Language },
): ViewContext {
  return { account, live: live(account), config, language, say: sayIn(language), now: () => clock.now() };
}

/** What commands are run with, as far as the chat path has it. */
export type Reach = Pick<
  Core,
  | 'config'
  | 'commands'
  | 'guards'
  | 'clock'
  | 'live'
  | 'audit'
  | 'panels'
  | 'alerts'
  | 'endpoints'
  | 'callbackOrigin'
  | 'knocks'
  | 'keys'
  | 'mixes'
  | 'oncall'
  | 'handOvers'
  | 'sessions'
  | 'pictures'
  | 'draw'
>;

/** The context in which a command runs for one person in one place. */
export function contextFor(
  reach: Reach,
  asked: PanelAsker & { readonly person: Person; readonly language: Language },
): CommandContext {
  const view = viewFor(reach, asked);
  // Member by member: after a spread V8 keeps so many members in a table, at ten times the cost.
  return {
    account: view.account,
    live: view.live,
    config: view.config,
    language: view.language,
    say: view.say,
    now: view.now,
    commands: reach.commands,
    mayUse: whatMayBeUsed(reach, asked),
    person: asked.person,
    channelLanguage: channelOf(reach.config, asked.place)?.language ?? reach.config.language,
    recentAudit: async (count) =>
      visibleEntries(reach.config, asked.person, await reach.audit.recent(LOOKED_THROUGH)).slice(0, count),
    panels: reach.panels.at(asked),
    alerts: reach.alerts,
    sessions: reach.sessions,
    keys: reach.keys.of(asked.account),
    mixes: reach.mixes.of(asked.account),
    oncall: reach.oncall,
    handOvers: reach.handOvers,
    pictures: reach.pictures(asked.account),
    draw: reach.draw,
    who: whoOf(asked),
    ownCallbacks: ownCallbacks(reach.endpoints, asked.account, reach.callbackOrigin),
    knock: reach.knocks.of(asked.account),
    reaching: (command, accounts, why) => refusedReach(reach, { ...asked, command, accounts, why }),
    elsewhere: (account, command) => readerOf(reach, { ...asked, account, command }),
  };
}

/** An account for somebody who looks at it from another one. */
function readerOf(reach: Reach, use: Use): Reader | Refusal {
  if (!Object.hasOwn(reach.config.accounts, use.account)) return noSuchAccount(reach.config, use.account);
  const refused = refusedUse(reach, use);
  const { config, clock, live } = reach;
  return refused ?? { account: use.account, live: live(use.account), config, now: () => clock.now() };
}

/** Who asks, as alerts remember them. */
export function whoOf({ actor, person }: Pick<PanelAsker, 'actor' | 'person'>): Who {
  return { platform: actor.platform, userId: actor.userId, name: actor.name, person: person.id };
}
