import type { Alert } from '../alert/model/alert.ts';
import { brokeAt } from '../alert/card/times.ts';
import { asTold, endOf, isAcknowledged, isMuted, isUnattended } from '../alert/card/state.ts';
import type { Card } from '../reply.ts';
import type { Language } from '../text/language.ts';

/** An alert as the list of alerts shows it, with its whole card in every language. Times in ms UTC. */
export interface AlertRow {
  readonly id: string;
  readonly account: string;
  readonly severity: Alert['severity'];
  /** How it stands, in the list's own words. */
  readonly state: 'firing' | 'acknowledged' | 'muted' | 'recovered' | 'closed';
  /** Nobody has it yet: it rings, where it is critical. */
  readonly waits: boolean;
  readonly version: number;
  readonly since: number;
  readonly endedAt?: number;
  /** Who acknowledged it. Hostile text. */
  readonly by?: string;
  /** What it is about, where that is a stream: `domain/app/stream`. */
  readonly stream?: string;
  /** `live.example.com/live/main: off air`. */
  readonly what: Readonly<Record<Language, string>>;
  readonly cards: Readonly<Record<Language, Card>>;
}

/** The row of an alert. */
export function alertRow(stored: Alert, told: Pick<AlertRow, 'what' | 'cards'>, now: number): AlertRow {
  return { ...howItStands(stored, now), ...told };
}

/** The same without words, which take longer to make than all else. `now`: ms UTC. */
export function howItStands(stored: Alert, now: number): Omit<AlertRow, 'what' | 'cards'> {
  const alert = asTold(stored);
  const { id, account, severity, version, subject } = alert;
  const endedAt = endOf(alert);
  return {
    ...{ id, account, severity, version },
    state: stateOf(alert, now),
    waits: isUnattended(alert, now),
    since: brokeAt(alert),
    ...(endedAt !== undefined && { endedAt }),
    ...(isAcknowledged(alert, now) && alert.acknowledged && { by: alert.acknowledged.by.name }),
    ...(subject.type === 'stream' && { stream: subject.id }),
  };
}

/** Whether an alert stands in the list: people were told of it, and it is part of no other one. */
export function isListed(alert: Alert): boolean {
  return alert.announced && alert.parent === undefined;
}

function stateOf(alert: Alert, now: number): AlertRow['state'] {
  if (alert.status === 'closed') return 'closed';
  if (alert.status === 'recovered') return 'recovered';
  if (isMuted(alert, now)) return 'muted';
  return isAcknowledged(alert, now) ? 'acknowledged' : 'firing';
}
