import type { Alert } from '../../model/alert.ts';
import { calledIn } from '../../called.ts';
import type { Applied } from '../../rules/rules.ts';
import { changed, stepped, type Draft } from '../draft.ts';
import { union, withoutEndedMute } from '../with-owed.ts';
import { worst } from '../severity.ts';
import { kindled } from '../start.ts';

const MOST_RULES = 50;

/** Whether people were told of an incident, or of a cause, as urgently as of something of this severity. */
export function isToldAsUrgently(whole: Alert, severity: Alert['severity']): boolean {
  const told = whole.toldAs ?? whole.severity;
  return worst([told, severity]) === told;
}

/**
 * Channels in which whoever a part calls, or reads there, was not told of the whole. The whole's card is there once and
 * then only edited, which notifies nobody.
 */
export function untold({ input }: Draft, whole: Alert, { rule, channels }: Applied): readonly string[] {
  return channels.filter((channel) => {
    if (!whole.channels.includes(channel)) return true;
    const called = calledIn(input.config, whole, channel);
    return (rule?.mention ?? []).some((name) => !called.includes(name));
  });
}

/**
 * The alert as part of something: it fires at once, and has no card of its own unless it had one before, or there are
 * channels (`owed`) in which people have not been told.
 */
export function asPart(
  draft: Draft,
  alert: Alert,
  whole: string,
  { reason, owed }: { readonly reason: 'child' | 'effect'; readonly owed: readonly string[] },
): Alert {
  const firing = alert.status === 'firing' ? changed(alert) : kindled(draft, alert);
  const isOwed = owed.length > 0 && !alert.announced;
  const part: Alert = {
    ...withoutEndedMute(firing, draft.now),
    parent: whole,
    reason,
    ...(isOwed && { announced: true, channels: union(alert.channels, owed) }),
  };
  return stepped(draft, part, reason, { reason, text: whole });
}

/** The incident with channels and rule of one more part: its card goes there too, and shows what the rule says. */
export function withPart(incident: Alert, { rule, channels }: Applied): Alert {
  const rules = incident.rules ?? [];
  const isKnown = rule === undefined || rules.includes(rule.name) || rules.length >= MOST_RULES;
  return {
    ...incident,
    channels: union(incident.channels, channels),
    ...(!isKnown && { rules: [...rules, rule.name] }),
  };
}
