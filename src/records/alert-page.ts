import type { AlertLine, AlertsAsked, AlertsPage } from '../platform/records.ts';

/** Rows of one page. */
const ROWS = 30;

/** Alerts that fit, newest first, one page of them. Pure. */
export function alertPage(lines: readonly AlertLine[], asked: AlertsAsked): AlertsPage {
  const fitting = lines
    .filter((line) => fits(line, asked))
    .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
  return { rows: fitting.slice(asked.skip, asked.skip + ROWS), total: fitting.length };
}

function fits(line: AlertLine, { from, until, state, severity, sought = '' }: AlertsAsked): boolean {
  const { since, id, stream = '', what } = line;
  const wanted = sought.trim().toLowerCase();
  return (
    // What began earlier and lasted into it is part of that time, too.
    (from === undefined || (line.endedAt ?? Infinity) >= from) &&
    (until === undefined || since <= until) &&
    (state === undefined || line.state === state) &&
    (severity === undefined || line.severity === severity) &&
    (wanted === '' || `${id} ${stream} ${what.en} ${what['zh-CN']}`.toLowerCase().includes(wanted))
  );
}
