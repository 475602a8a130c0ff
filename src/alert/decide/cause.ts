import { beganAt, isFiring, type Alert } from '../model/alert.ts';
import { conditionOf, conditionsWith } from '../../callback/condition.ts';
import type { Subject } from '../../callback/event.ts';
import type { Applied } from '../rules/rules.ts';
import { changed, current, openAlert, put, stepped, type Draft } from './draft.ts';
import { applyTo } from './apply-to.ts';
import { asPart, isToldAsUrgently, untold } from './incident/part.ts';
import { holds } from './incident/scope.ts';
import { start } from './start.ts';

/**
 * Puts a failing alert on the card of what it follows from: a stream on that of the pull task that feeds it, a paused
 * recording on that of its stream. Only where that began with it, people were told of it as urgently, and nobody muted
 * it. `isProven`: it was waited for whether it comes back; then the cause waits no longer either.
 */
export function follow(draft: Draft, alert: Alert, applied: Applied, isProven: boolean): boolean {
  const cause = causeOf(draft, alert);
  if (!cause || !isOnOneCard(draft, alert, cause)) return false;
  if (cause.id !== alert.parent && !isRelated(draft, alert, cause)) return false;
  if (cause.status === 'pending' && !(isProven && isFed(draft, alert))) return false;
  return putOnCard(draft, alert, applied, cause);
}

/** The same for what failed before its cause was known: it is on the card of the cause from now on. */
export function adopt(draft: Draft, cause: Alert): void {
  const stored = current(draft, cause.id);
  if (!stored) return;
  for (const effect of effectsOf(draft, stored))
    if (effect.status === 'firing' && effect.parent === undefined && isRelated(draft, effect, stored))
      putOnCard(draft, effect, applyTo(draft, effect), stored);
}

/**
 * The open alert that an alert follows from: what feeds it fails. Of a caster's input that is so only where that failed at
 * about the same time: it has others.
 */
export function causeOf(draft: Draft, alert: Alert): Alert | undefined {
  const { account } = alert;
  return causesOf(draft, alert)
    .map(({ condition, subject }) => openAlert(draft, account, condition, subject))
    .find(
      (cause) =>
        cause !== undefined &&
        isFiring(cause) &&
        cause.recoveredAt === undefined &&
        (isOnOneCard(draft, alert, cause) || isRelated(draft, alert, cause)),
    );
}

interface ConditionOf {
  readonly condition: string;
  readonly subject: Subject;
}

function causesOf(draft: Draft, { account, condition, subject }: Alert): readonly ConditionOf[] {
  if (subject.type !== 'stream') return [];
  const { conditions } = draft.input.config;
  const follows = conditionOf(conditions, condition)?.follows;
  if (follows === undefined) return [];
  const causes = follows === 'stream' ? [subject] : (draft.input.fedBy?.(account, subject.id) ?? []);
  return causes.flatMap((cause) =>
    conditionsWith(conditions, ({ stops }) => stops === cause.type).map((stopped) => ({
      condition: stopped,
      subject: cause,
    })),
  );
}

function effectsOf(draft: Draft, { account, condition, subject }: Alert): readonly Alert[] {
  const { conditions } = draft.input.config;
  const stops = conditionOf(conditions, condition)?.stops;
  // What the program of a caster shows has other inputs: it is told by itself.
  if (stops === undefined || stops === 'stream') return [];
  const fed = conditionsWith(conditions, ({ follows }) => follows === 'feeds');
  return (draft.input.feeds?.(account, subject) ?? []).flatMap((id) =>
    fed.flatMap((one) => openAlert(draft, account, one, { type: 'stream', id }) ?? []),
  );
}

/** The program of a caster has more inputs than the one that failed: it is told by itself, and names that. */
function isOnOneCard(draft: Draft, alert: Alert, cause: Alert): boolean {
  return !isFed(draft, alert) || cause.subject.type !== 'stream';
}

function isFed({ input }: Draft, { condition }: Alert): boolean {
  return conditionOf(input.config.conditions, condition)?.follows !== 'stream';
}

function isRelated({ input }: Draft, effect: Alert, cause: Alert): boolean {
  return Math.abs(beganAt(effect) - beganAt(cause)) <= input.config.incident.joinSeconds * 1000;
}

function putOnCard(draft: Draft, alert: Alert, applied: Applied, given: Alert): boolean {
  const cause = announcedCause(draft, given, alert);
  if (!cause) return false;
  const owed = untold(draft, cause, applied);
  if (alert.parent !== cause.id)
    put(draft, stepped(draft, changed(cause), 'joined', { text: alert.subject.id }));
  put(draft, asPart(draft, alert, cause.id, { reason: 'effect', owed }));
  return true;
}

/** The cause as people have been told of it, or are by this; undefined where they have not been. */
function announcedCause(draft: Draft, given: Alert, { severity }: Alert): Alert | undefined {
  if (given.parent !== undefined || (given.muted && holds(given.muted, draft.now))) return undefined;
  if (given.status === 'pending') {
    const applied = applyTo(draft, given);
    if (applied.severity === 'none' || !isToldAsUrgently({ ...given, severity: applied.severity }, severity))
      return undefined;
    start(draft, { ...given, rule: applied.rule?.name, severity: applied.severity }, applied);
  }
  const cause = current(draft, given.id) ?? given;
  return cause.announced && isToldAsUrgently(cause, severity) ? cause : undefined;
}
