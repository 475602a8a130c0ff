import type { AlertLine, AlertsAsked, AlertsPage } from '../platform/records.ts';

/** Rows of one page. */
const ROWS = 30;
/** Of more that fit otherwise only the newest are searched by their words, which take long to make: all by id and stream. */
const MOST_WORDS = 2_000;

/** An alert by how it stands, without words. */
export type Standing = Omit<AlertLine, 'what'>;

/** Alerts that fit, newest first, one page of them. `what`: the words of one. Pure. `now`: ms UTC. */
export function alertPage(
  alerts: readonly Standing[],
  what: (alert: Standing) => AlertLine['what'],
  asked: AlertsAsked,
  now: number,
): AlertsPage {
  const { skip, until = now, sought = '' } = asked;
  const wanted = sought.trim().toLowerCase();
  const inTime = alerts
    .filter((alert) => stands(alert, asked, until))
    .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
  const fitting =
    wanted === ''
      ? inTime
      : inTime.filter(
          (alert, at) => isNamed(alert, wanted) || (at < MOST_WORDS && isSaid(what(alert), wanted)),
        );
  const rows = fitting.slice(skip, skip + ROWS).map((alert) => ({ ...alert, what: what(alert) }));
  return { asOf: until, rows, total: fitting.length };
}

function stands(
  { since, endedAt = Infinity, state, severity }: Standing,
  asked: AlertsAsked,
  until: number,
): boolean {
  const { within = Infinity } = asked;
  return (
    // What began earlier and lasted into it is part of that time, too.
    endedAt >= until - within &&
    since <= until &&
    (asked.state === undefined || state === asked.state) &&
    (asked.severity === undefined || severity === asked.severity)
  );
}

function isNamed({ id, stream = '' }: Standing, wanted: string): boolean {
  return `${id} ${stream}`.toLowerCase().includes(wanted);
}

function isSaid(what: AlertLine['what'], wanted: string): boolean {
  return `${what.en} ${what['zh-CN']}`.toLowerCase().includes(wanted);
}
