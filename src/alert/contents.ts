import { conditionOf } from '../callback/condition.ts';
import type { Config } from '../config/schema.ts';
import type { Content, Contents, Urgency } from '../outbox/outbox.ts';
import { platformOf } from '../platform/platform.ts';
import type { Mention } from '../reply.ts';
import type { Language, Text } from '../text/language.ts';
import type { Alert } from './model/alert.ts';
import type { AlertState } from './alert-state.ts';
import { calledIn } from './called.ts';
import { inLanguages, languageIn, placeOf } from './channel-language.ts';
import { alertCard } from './card/alert-card.ts';
import { digestCard } from './card/digest-card.ts';
import { isEnd } from './card/words/end-words.ts';
import { threadLines } from './card/thread-lines.ts';
import type { AlertView } from './card/view.ts';
import { byWeight } from './retention/weight.ts';

/** What cards of alerts are drawn from. */
export interface AlertCardOptions {
  readonly alertState: AlertState;
  readonly config: Config;
  readonly now: () => number;
  readonly notice?: Text | undefined;
  /** What helps where a message was not taken with this code of an error. */
  readonly remedy?: AlertView['remedy'];
}

/** What a card of an alert in this language shows besides the alert, whoever reads it where. */
export function alertViewIn(options: AlertCardOptions, alert: Alert, language: Language): AlertView {
  const { alertState, config, now, notice, remedy } = options;
  const parent = alertState.byId(alert.parent ?? alert.follows ?? '');
  return {
    ...{ config, language, now: now() },
    ...(parent && { parent }),
    ...(alert.children && { children: byWeight(alertState.childrenOf(alert.id), config.alerts) }),
    ...(notice && { notice }),
    ...(remedy && { remedy }),
  };
}

/** What the outbox shows of alerts: all that were ever announced. */
export function createContents(
  options: AlertCardOptions & { readonly platforms: () => readonly string[] },
): Contents {
  const { alertState, config, now, notice } = options;

  function view(alert: Alert, channel: string, language = languageIn(config, channel)): AlertView {
    return {
      ...alertViewIn(options, alert, language),
      called: calledIn(config.alerts, alert, channel),
      mentions: mentionsOf(config, alert, channel),
    };
  }

  const contentOf = (id: string): Content | undefined => {
    const alert = alertState.byId(id);
    return alert && toContent(alert, config, options.platforms());
  };

  return {
    *all() {
      for (const alert of alertState.all()) {
        const content = toContent(alert, config, options.platforms());
        if (content) yield content;
      }
    },
    get: contentOf,
    card(id, channel, note = {}) {
      const alert = known(alertState, id);
      return inLanguages(config, channel, (language) =>
        alertCard(alert, { ...view(alert, channel, language), ...note }),
      );
    },
    threadLines(id, channel, told) {
      const alert = known(alertState, id);
      return threadLines(alert, told, view(alert, channel));
    },
    digest(ids, channel) {
      const alerts = ids.flatMap((id) => alertState.byId(id) ?? []);
      return inLanguages(config, channel, (language) =>
        digestCard(alerts, { config, language, now: now(), ...(notice && { notice }) }),
      );
    },
    fallbacks(platform) {
      const named = [
        ...config.alerts.channels,
        ...config.alerts.rules.flatMap((rule) => rule.channels ?? []),
        ...config.alerts.home,
      ];
      const reachable = options.platforms();
      return [...new Set(named)].filter((channel) => {
        const other = placeOf(channel).platform;
        return other !== platform && reachable.includes(other);
      });
    },
  };
}

function toContent(alert: Alert, config: Config, platforms: readonly string[]): Content | undefined {
  if (!alert.announced || alert.channels.length === 0) return undefined;
  const home = config.alerts.home.filter((channel) => platforms.includes(placeOf(channel).platform));
  const isForHome = conditionOf(config.alerts.conditions, alert.condition)?.ofDelivery === true;
  const channels = isForHome ? [...new Set([...alert.channels, ...home])] : alert.channels;
  return {
    id: alert.id,
    version: alert.version,
    urgency: urgencyOf(alert),
    channels,
    over: alert.status !== 'firing',
    since: alert.firedAt ?? alert.startedAt,
    // What ended by itself is one line, without a thread.
    steps: isEnd(alert) ? 0 : alert.steps,
  };
}

function urgencyOf({ status, severity }: Alert): Urgency {
  return status === 'firing' ? severity : 'over';
}

function known(alertState: AlertState, id: string): Alert {
  const alert = alertState.byId(id);
  if (!alert) throw new Error(`there is no alert ${id}`);
  return alert;
}

/** Whom its rule, or those of its parts, call on the platform of the channel. */
function mentionsOf(config: Config, alert: Alert, channel: string): readonly Mention[] {
  const { platform } = placeOf(channel);
  if (!platformOf(config.platforms, platform)?.mentions) return [];
  return calledIn(config.alerts, alert, channel).flatMap((named): Mention[] => {
    if (named.startsWith(`${platform}:`)) return [{ kind: 'group', id: named.slice(platform.length + 1) }];
    const id = Object.hasOwn(config.people, named) ? config.people[named]?.ids[platform] : undefined;
    return id === undefined ? [] : [{ kind: 'user', id }];
  });
}
