import type { Span } from '../../clock.ts';
import { MOST_MOMENTS, type Moment } from '../../chart/chart.ts';
import { conditionOf } from '../../callback/condition.ts';
import { wording } from '../../text/language.ts';
import { formatInZone } from '../../text/time.ts';
import { stepWords } from '../card/words/step-words.ts';
import type { AlertView } from '../card/view.ts';
import type { Alert, Step } from '../model/alert.ts';
import { outagesOf } from './outages-of.ts';

/** A call so soon after the card went out is the same moment, ms. */
const TOGETHER_MS = 10_000;

/** What people did or were told, the most telling first: where not all find room, the last go first. */
const BY_PEOPLE = ['acknowledged', 'called', 'fired', 'acted', 'assigned'] as const;

interface Ranked extends Moment {
  readonly rank: number;
}

/**
 * The moments of alerts within a span, as a chart marks them: broke, called, acknowledged, recovered, commands that were run.
 * Oldest first, at most MOST_MOMENTS; of more, those that say least are left out.
 */
export function alertMoments(
  alerts: readonly Alert[],
  { from, to }: Span,
  view: Pick<AlertView, 'config' | 'language'>,
): Moment[] {
  return alerts
    .flatMap((alert) => momentsOf(alert, view))
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, MOST_MOMENTS)
    .sort((a, b) => a.at - b.at || a.rank - b.rank)
    .map(({ at, text, kind }) => ({ at, text: `${clock(at, view)} ${text}`, kind }));
}

function momentsOf(alert: Alert, view: Pick<AlertView, 'config' | 'language'>): Ranked[] {
  const { language, config } = view;
  const title = conditionOf(config.alerts.conditions, alert.condition)?.title;
  const broke = title ? wording(title, language) : wording({ en: 'broke', zh: '异常' }, language);
  const well = wording({ en: 'recovered', zh: '已恢复' }, language);
  return [
    ...outagesOf(alert).flatMap(({ from, to }): Ranked[] => [
      { at: from, text: broke, kind: 'bad', rank: 0 },
      ...(to === undefined || isClosedOnly(alert, to)
        ? []
        : [{ at: to, text: well, kind: 'good', rank: 0 } as const]),
    ]),
    ...alert.history.flatMap((step): Ranked[] => {
      const rank = BY_PEOPLE.findIndex((what) => what === step.what);
      if (rank < 0 || (step.what === 'fired' && isCalledAt(step, alert))) return [];
      return [{ at: step.at, text: wordsOf(step, view), kind: 'people', rank: rank + 1 }];
    }),
  ];
}

/** Somebody closed it, or time did: nobody knows that it is well. */
function isClosedOnly({ status, recoveredAt, closedAt }: Alert, end: number): boolean {
  return status === 'closed' && recoveredAt === undefined && closedAt === end;
}

/** The reason why it was raised says nothing on a picture. */
function wordsOf(step: Step, view: Pick<AlertView, 'language'>): string {
  return step.what === 'fired' ? stepWords({ at: step.at, what: 'fired' }, view) : stepWords(step, view);
}

function isCalledAt({ at }: Step, { history }: Alert): boolean {
  return history.some(({ what, at: called }) => what === 'called' && Math.abs(called - at) <= TOGETHER_MS);
}

function clock(at: number, { config }: Pick<AlertView, 'config'>): string {
  return formatInZone(at, config.timeZone).slice(11);
}
