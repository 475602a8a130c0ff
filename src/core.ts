import type { Adapter } from './platform/adapter.ts';
import type { Who } from './alert/model/alert.ts';
import type { Alerts } from './alert/model/alerts.ts';
import type { Audit } from './observability/audit.ts';
import type { Draw } from './chart/chart.ts';
import type { Clock } from './clock.ts';
import type { Command, CommandContext } from './command.ts';
import type { Config, Person } from './config/schema.ts';
import { refusedUse } from './guard/admit.ts';
import type { Guards } from './guard/guard.ts';
import type { Live } from './live/live.ts';
import type { Log } from './observability/log.ts';
import type { PanelAsker, Panels } from './panel/panels.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { CommandCards } from './proposal/command-cards.ts';
import type { Expiries } from './proposal/expiries.ts';
import type { Store } from './store/store.ts';
import { sayIn, type Language, type Text } from './text/language.ts';
import type { Counts } from './observability/counts.ts';

/** What the chat path works with. */
export interface Core {
  readonly config: Config;
  readonly commands: readonly Command[];
  readonly guards: Guards;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly store: Store;
  readonly audit: Audit;
  readonly clock: Clock;
  /** A new unguessable id, letters and digits. */
  readonly newId: () => string;
  /** The client of a configured account. */
  readonly live: (account: string) => Live;
  readonly log: Log;
  readonly counts: Counts;
  readonly panels: Panels;
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  /** What each command's card shows. */
  readonly cards: CommandCards;
  readonly expiries: Expiries;
  /** Draws a chart, off the main path. */
  readonly draw: Draw;
  /** Stands on every card that acts, as `Sandbox`. */
  readonly notice?: Text;
}

/** The context in which a command runs for one person in one place. */
export function contextFor(
  core: Core,
  asked: PanelAsker & { readonly person: Person; readonly language: Language },
): CommandContext {
  return {
    account: asked.account,
    live: core.live(asked.account),
    config: core.config,
    commands: core.commands,
    mayUse: (command) => refusedUse(core, { ...asked, command }) === undefined,
    person: asked.person,
    language: asked.language,
    say: sayIn(asked.language),
    now: () => core.clock.now(),
    recentAudit: (count) => core.audit.recent(count),
    panels: core.panels.at(asked),
    alerts: core.alerts,
    draw: core.draw,
    who: whoOf(asked),
  };
}

/** Who asks, as alerts remember them. */
export function whoOf({ actor, person }: Pick<PanelAsker, 'actor' | 'person'>): Who {
  return { platform: actor.platform, userId: actor.userId, name: actor.name, person: person.id };
}
