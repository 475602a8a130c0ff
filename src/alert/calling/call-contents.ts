import type { Config } from '../../config/schema.ts';
import type { Content, Contents } from '../../outbox/outbox.ts';
import { WEBHOOK } from '../decide/calling/pager.ts';
import type { Card, Mention, MessageRef } from '../../reply.ts';
import type { AlertState } from '../alert-state.ts';
import { inLanguages } from '../channel-language.ts';
import type { AlertView } from '../card/view.ts';
import { isTakenOn, type Alert, type Call } from '../model/alert.ts';
import { bareCallCard, isForBlindEyes } from './bare-call-card.ts';
import { callCard } from './call-card.ts';
import { callId, callOf } from './call-id.ts';
import { pageCard, unreachedCard } from './page-card.ts';
import { isWebhookThere, placesOf, type CallPlace } from './places.ts';

/** Stands for what webhooks are told, where the number of a call stands otherwise: calls begin with 1. */
const PAGE = 0;

/** A call, and the alert that it is about. */
interface Made {
  readonly alert: Alert;
  readonly call: Call;
}

/**
 * What the outbox shows of calls: each is a message of its own, posted once, since an edit of a card notifies nobody. They
 * follow from the alerts as they are stored, so that a call that is owed survives a kill.
 */
export function createCallContents(options: {
  readonly alertState: Pick<AlertState, 'all' | 'byId'>;
  readonly config: Config;
  readonly now: () => number;
  readonly platforms: () => readonly string[];
  /** Where the card of an alert is on a platform. */
  readonly shownOn: (alert: string, platform: string) => MessageRef | undefined;
  readonly view: Pick<AlertView, 'notice'>;
}): Contents {
  const { alertState, config, now, platforms, shownOn, view } = options;

  function made(id: string): Made | undefined {
    const named = callOf(id);
    const alert = named && alertState.byId(named.alert);
    const call = alert?.calls?.find(({ n }) => n === named?.n);
    return alert && call && { alert, call };
  }

  /** The alert of which webhooks are told by this content. */
  function pagedBy(id: string): Alert | undefined {
    const named = callOf(id);
    return named?.n === PAGE ? alertState.byId(named.alert) : undefined;
  }

  function known(id: string): Made {
    const found = made(id);
    if (!found) throw new Error(`there is no call ${id}`);
    return found;
  }

  const places = ({ alert, call }: Made): readonly CallPlace[] =>
    placesOf(call, alert, { config, platforms: platforms() });

  /** Whom a channel that stands in for one that cannot be reached has to call. */
  function standInMentions({ alert, call }: Made, channel: string): readonly Mention[] {
    const there = { ...alert, channels: [channel] };
    const found = placesOf(call, there, { config, platforms: [platformIn(channel)] });
    return found.find((at) => at.channel === channel)?.mentions ?? [];
  }

  /** What webhooks are told: one for all calls of an alert, so that they hear of its end too. */
  function pageOf(alert: Alert): Content | undefined {
    const { pager, id, severity } = alert;
    if (!pager) return undefined;
    const isOver = pager.state === 'resolve';
    return {
      id: callId(id, PAGE),
      version: pager.n,
      urgency: isOver ? 'over' : severity,
      channels: pager.hooks.filter((hook) => isWebhookThere(hook, { config, platforms: platforms() })),
      over: isOver,
      since: alert.firedAt ?? alert.startedAt,
      steps: 0,
      owed: isOver ? 'where-shown' : 'once',
    };
  }

  /** As the webhook takes it; in a channel that stands in for one that cannot be reached, what people have to do. */
  function paged(alert: Alert, channel: string): Card {
    const shown = { ...view, config, now: now() };
    return channel.startsWith(WEBHOOK)
      ? pageCard(alert, { ...shown, language: config.language })
      : inLanguages(config, channel, (language) => unreachedCard(alert, { ...shown, language }));
  }

  /** For somebody who may not see what is about the account. */
  function bare({ alert, call }: Made, channel: string, isAnswered: boolean): Card {
    return inLanguages(config, channel, (language) =>
      bareCallCard(alert, call, isAnswered, { ...view, config, now: now(), language }),
    );
  }

  function contentOf(one: Made): Content {
    const { alert, call } = one;
    const isAnswered = isAnsweredBy(alert, call);
    return {
      id: callId(alert.id, call.n),
      version: isAnswered ? 2 : 1,
      urgency: isAnswered ? 'over' : alert.severity,
      channels: places(one).map(({ channel }) => channel),
      over: isAnswered,
      since: call.at,
      steps: 0,
      // What nobody was called for in time is told by the card.
      owed: isAnswered ? 'where-shown' : 'once',
    };
  }

  return {
    *all() {
      for (const alert of alertState.all()) {
        const page = pageOf(alert);
        if (page) yield page;
        for (const call of alert.calls ?? []) yield contentOf({ alert, call });
      }
    },
    get(id) {
      const page = pagedBy(id);
      if (page) return pageOf(page);
      const one = made(id);
      return one && contentOf(one);
    },
    card(id, channel) {
      const page = pagedBy(id);
      if (page) return paged(page, channel);
      const one = known(id);
      const isAnswered = isAnsweredBy(one.alert, one.call);
      if (isForBlindEyes(config, channel, one.alert.account)) return bare(one, channel, isAnswered);
      const place = places(one).find((at) => at.channel === channel);
      const about = shownOn(one.alert.id, platformIn(channel));
      const shown = {
        ...view,
        config,
        now: now(),
        mentions: place?.mentions ?? standInMentions(one, channel),
        ...(about && { about }),
      };
      const state = { isAnswered, missed: place?.missed ?? [] };
      return inLanguages(config, channel, (language) =>
        callCard(one.alert, one.call, state, { ...shown, language }),
      );
    },
    threadLines: () => [],
    digest: ([id = ''], channel) => {
      const page = pagedBy(id);
      if (page) return paged(page, channel);
      const one = known(id);
      const { alert, call } = one;
      if (isForBlindEyes(config, channel, alert.account)) return bare(one, channel, true);
      const shown = { ...view, config, now: now(), mentions: [] };
      return inLanguages(config, channel, (language) =>
        callCard(alert, call, { isAnswered: true, missed: [] }, { ...shown, language }),
      );
    },
    fallbacks: () => [],
  };
}

function platformIn(channel: string): string {
  return channel.slice(0, channel.indexOf(':'));
}

/** Ids of the calls of an alert, and of what webhooks are told of it, by which the outbox knows them. */
export function callIds({ id, calls = [], pager }: Alert): readonly string[] {
  return [...(pager ? [callId(id, PAGE)] : []), ...calls.map(({ n }) => callId(id, n))];
}

/** Ids of calls that an alert no longer keeps, the newest of them. */
export function callsLeftOut({ id, calls = [] }: Alert): readonly string[] {
  const first = calls[0]?.n ?? 1;
  const count = Math.min(first - 1, MOST_AT_ONCE);
  return Array.from({ length: count }, (_, back) => callId(id, first - 1 - back));
}

/** A decision makes no more calls than there are levels. */
const MOST_AT_ONCE = 12;

/**
 * Whether nobody has to come for this call any more: it is over, somebody is on it, it is told of with something wider, or
 * others were called since. By the order of what happened, not by times: a clock can be set back.
 */
function isAnsweredBy(alert: Alert, { n, at, why, whom }: Call): boolean {
  const { status, parent, acknowledged, muted, calls = [], assigned } = alert;
  if (status === 'closed' || status === 'recovered') return true;
  if (why === 'assigned') {
    const isTakenSince = [acknowledged, muted].some((taken) => taken !== undefined && taken.at >= at);
    return isTakenSince || !assigned || !whom.includes(assigned.person);
  }
  if (parent !== undefined || isTakenOn(alert)) return true;
  const later = calls.filter((call) => call.n > n && call.why !== 'assigned');
  // The first level is called anew, or the same people: one message that waits is enough.
  return later.some((call) => call.level === 1 || whom.every((name) => call.whom.includes(name)));
}
