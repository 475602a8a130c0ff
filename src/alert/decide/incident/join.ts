import { INCIDENT } from '../../../callback/conditions.ts';
import { beganAt, type Alert } from '../../model/alert.ts';
import { conditionOf } from '../../../callback/condition.ts';
import type { Applied } from '../../rules/rules.ts';
import { tiesOf } from '../../ties.ts';
import { current, put, type Draft } from '../draft.ts';
import { asPart, isToldAsUrgently, untold, withPart } from './part.ts';
import { holds } from './scope.ts';

/**
 * Makes a failing alert a part of an incident that began with it. One that began earlier, or is over, or that somebody
 * has taken on or muted, takes nothing in: an edit of its card would reach nobody.
 */
export function join(draft: Draft, alert: Alert, applied: Applied): boolean {
  if (!conditionOf(draft.input.config.conditions, alert.condition)?.joins) return false;
  const incident = ownIncident(draft, alert) ?? incidentFor(draft, alert, applied);
  if (!incident) return false;
  takeIn(draft, incident, alert, applied);
  return true;
}

/** Makes an alert a part of an incident, with what its rule says. */
export function takeIn(draft: Draft, incident: Alert, alert: Alert, applied: Applied): void {
  // Its people were not told by the incident's card in the channels where that is already.
  const late = untold(draft, incident, applied).filter((channel) => incident.channels.includes(channel));
  const whole = withPart(incident, applied);
  // Beyond the bounds of an incident's channels and rules it tells of itself.
  const owed = [...new Set([...late, ...untold(draft, whole, applied)])];
  put(draft, whole);
  put(draft, asPart(draft, alert, incident.id, { reason: 'child', owed }));
}

/**
 * Whether an incident can take in what begins at `at` (ms UTC): it fires, people were told of it, nobody has taken it on
 * since, and it began with that.
 */
export function isGrowing(draft: Draft, incident: Alert, at: number, withinMs: number): boolean {
  const { status, announced, acknowledged, muted, recoveredAt, startedAt } = incident;
  const isOpen = status === 'firing' && recoveredAt === undefined && announced;
  const isTaken = acknowledged !== undefined || (muted !== undefined && holds(muted, draft.now));
  return isOpen && !isTaken && Math.abs(at - startedAt) <= withinMs;
}

function incidentFor(draft: Draft, alert: Alert, applied: Applied): Alert | undefined {
  const ties = tiesOf(alert, draft.input.config.conditions);
  const joinMs = draft.input.config.incident.joinSeconds * 1000;
  for (const stored of draft.input.incidents(alert.account)) {
    const incident = current(draft, stored.id);
    if (!incident || !isGrowing(draft, incident, beganAt(alert), joinMs)) continue;
    if (!isToldAsUrgently(incident, alert.severity)) continue;
    const tie = ties.find(({ key }) => incident.groups.includes(key));
    // What is wider than a domain is one failure only for those who read of it in the same place.
    if (tie && (!tie.isWide || applied.channels.every((channel) => incident.channels.includes(channel))))
      return incident;
  }
  return undefined;
}

/**
 * The incident of which the alert was a part, where it is the same failure still: the incident has just begun, was over
 * for a moment only, or keeps failing.
 */
function ownIncident(draft: Draft, alert: Alert): Alert | undefined {
  const incident = alert.parent === undefined ? undefined : current(draft, alert.parent);
  if (incident?.condition !== INCIDENT || !isToldAsUrgently(incident, alert.severity)) return undefined;
  const { joinSeconds, withinSeconds } = draft.input.config.incident;
  const { status, flapping, startedAt, recoveredAt } = incident;
  if (status === 'firing')
    return flapping || beganAt(alert) - startedAt <= joinSeconds * 1000 ? incident : undefined;
  const isBounce = status === 'recovered' && draft.now - (recoveredAt ?? 0) <= withinSeconds * 1000;
  return isBounce ? incident : undefined;
}
