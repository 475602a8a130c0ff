import type { AlertLine, AlertsAsked, AlertsPage } from '../platform/records.ts';

/** Rows of one page. */
const ROWS = 30;

/** Alerts that fit, newest first, one page of them. Pure. `now`: ms UTC. */
export function alertPage(lines: readonly AlertLine[], asked: AlertsAsked, now: number): AlertsPage {
  const { skip, until = now } = asked;
  const fitting = lines
    .filter((line) => fits(line, asked, until))
    .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
  return { asOf: until, rows: fitting.slice(skip, skip + ROWS), total: fitting.length };
}

function fits(
  line: AlertLine,
  { within = Infinity, state, severity, sought = '' }: AlertsAsked,
  until: number,
): boolean {
  const { since, id, stream = '', what } = line;
  const wanted = sought.trim().toLowerCase();
  return (
    // What began earlier and lasted into it is part of that time, too.
    (line.endedAt ?? Infinity) >= until - within &&
    since <= until &&
    (state === undefined || line.state === state) &&
    (severity === undefined || line.severity === severity) &&
    (wanted === '' || `${id} ${stream} ${what.en} ${what['zh-CN']}`.toLowerCase().includes(wanted))
  );
}
