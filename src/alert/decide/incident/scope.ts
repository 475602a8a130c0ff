import type { Alert } from '../../model/alert.ts';
import { muteFor, type Applied } from '../../rules/rules.ts';
import type { Draft } from '../draft.ts';

type Muted = NonNullable<Alert['muted']>;

/** Whether people are to be told of an alert, and if not, why. */
type Scope =
  | { readonly kind: 'open' }
  /** A rule says none. */
  | { readonly kind: 'silenced' }
  | { readonly kind: 'maintenance'; readonly name: string }
  | { readonly kind: 'muted'; readonly muted: Muted };

/** Whether people are to be told of an alert now. */
export function scopeOf(draft: Draft, alert: Alert, applied: Applied): Scope {
  if (applied.severity === 'none') return { kind: 'silenced' };
  const { mutes } = draft.input;
  if (applied.maintenance !== undefined) return { kind: 'maintenance', name: applied.maintenance };
  if (alert.muted && holds(alert.muted, draft.now)) return { kind: 'muted', muted: alert.muted };
  const mute = muteFor(mutes(), alert, draft.now);
  if (!mute) return { kind: 'open' };
  return { kind: 'muted', muted: { by: mute.by, at: mute.at, until: mute.until } };
}

/** Whether a mute of an alert holds at `now`, ms UTC. */
export function holds(muted: Muted, now: number): boolean {
  return muted.until === undefined || now < muted.until;
}
