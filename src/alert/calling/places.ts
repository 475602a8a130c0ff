import type { Config } from '../../config/schema.ts';
import { channelsOf } from '../rules/rules.ts';
import { ruleNamed } from '../called.ts';
import { WEBHOOK } from '../decide/calling/pager.ts';
import type { Alert, Call } from '../model/alert.ts';
import { platformOf, type Platform } from '../../platform/platform.ts';
import { findPerson, type Found } from '../../platform/find-person.ts';
import type { Mention } from '../../reply.ts';

/** A message that calls: where it goes, and whom it calls there. */
export interface CallPlace {
  /** As `slack:C012AB3CD`, `slack:dm:U012AB3CD` for a direct message. */
  readonly channel: string;
  readonly mentions: readonly Mention[];
  /** Who of those that are called cannot be reached anywhere, by name; told in the alert's own channel. */
  readonly missed: readonly string[];
}

/** What is known where a call goes out. */
export interface Reach {
  readonly config: Config;
  /** Keys of the platforms that run here, webhooks included. */
  readonly platforms: readonly string[];
}

/**
 * Where a call goes. People are called in the channel of the card where they have an account on its platform, otherwise by
 * a direct message; of whoever cannot be reached at all, the card's channel is told, and whoever assigned it to them.
 */
export function placesOf(call: Call, alert: Alert, reach: Reach): readonly CallPlace[] {
  const { config, platforms } = reach;
  const isDirect = isDirectLevel(call, alert, config);
  const places = new Map<string, { mentions: Mention[]; missed: string[] }>();
  const placeAt = (channel: string) => {
    const place = places.get(channel) ?? { mentions: [], missed: [] };
    places.set(channel, place);
    return place;
  };
  const put = ({ channel, mention }: Found): void => {
    const { mentions } = placeAt(channel);
    if (mention && !mentions.some(({ id }) => id === mention.id)) mentions.push(mention);
  };
  for (const target of call.whom) {
    // What webhooks are told is a content of its own, see call-contents.ts.
    if (isWebhookThere(target, reach)) continue;
    const found = find(target, alert, reach, isDirect);
    for (const one of found) put(one);
    if (found.length > 0) continue;
    const own = ownChannels(alert, reach)[0];
    if (own === undefined) continue;
    placeAt(own).missed.push(target);
    const { assigned } = alert;
    if (call.why === 'assigned' && assigned)
      for (const one of find(assigned.by.person, alert, reach, false)) put(one);
  }
  if (isForNobody(call, alert)) {
    const own = ownChannels(alert, reach)[0];
    if (own !== undefined) placeAt(own);
  }
  return [...places]
    .filter(([channel]) => platforms.includes(keyOf(channel)))
    .map(([channel, { mentions, missed }]) => ({ channel, mentions, missed }));
}

/** Whether what is called is a webhook that airdesk.yaml has. */
export function isWebhookThere(
  target: string,
  { config: { webhooks }, platforms }: Pick<Reach, 'config' | 'platforms'>,
): boolean {
  if (!target.startsWith(WEBHOOK) || !platforms.includes('webhook')) return false;
  return Object.hasOwn(webhooks, target.slice(WEBHOOK.length));
}

/** Whether nobody has the duty on any of the levels: whoever reads along has to know, and an edit of the card tells nobody. */
function isForNobody({ n, whom, empty = [] }: Call, { calls = [] }: Alert): boolean {
  return whom.length === 0 && empty.length > 0 && calls.at(-1)?.n === n;
}

/** Channels of its card that are there; those of its rule where it has none yet. */
function ownChannels(alert: Alert, { config, platforms }: Reach): readonly string[] {
  const named =
    alert.channels.length > 0
      ? alert.channels
      : channelsOf(config.alerts, ruleNamed(config.alerts, alert.rule));
  return named.filter((channel) => platforms.includes(keyOf(channel)));
}

function find(target: string, alert: Alert, reach: Reach, isDirect: boolean): readonly Found[] {
  const { config, platforms } = reach;
  const own = ownChannels(alert, reach);
  const at = target.indexOf(':');
  const platform = at < 0 ? undefined : platformOf(config.platforms, target.slice(0, at));
  if (!platform) return findPerson(target, own, reach, isDirect);
  if (!platforms.includes(platform.key)) return [];
  const id = target.slice(at + 1);
  if (!isGroup(platform, id)) return [{ channel: target }];
  return firstOn(own, platform.key).map((channel) => ({ channel, mention: { kind: 'group', id } }));
}

/** Whether people of this level are written to directly as well. */
function isDirectLevel({ level }: Call, { escalation }: Alert, { alerts }: Config): boolean {
  const policy =
    escalation && Object.hasOwn(alerts.escalation, escalation.policy)
      ? alerts.escalation[escalation.policy]
      : undefined;
  return level !== undefined && policy?.levels[level - 1]?.direct === true;
}

function firstOn(channels: readonly string[], platform: string): readonly string[] {
  const first = channels.find((channel) => keyOf(channel) === platform);
  return first === undefined ? [] : [first];
}

function isGroup({ groups }: Platform, id: string): boolean {
  return groups !== undefined && new RegExp(`^(?:${groups.id})$`, 'u').test(id);
}

function keyOf(channel: string): string {
  return channel.slice(0, channel.indexOf(':'));
}
