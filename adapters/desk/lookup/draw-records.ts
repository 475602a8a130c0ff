import type { ActsPage, AlertLine, AlertsPage, AskedFor } from '../../../src/platform/records.ts';
import { safeWithin } from '../safe-within.ts';

const SENTENCE = 1_000;
const NAME = 300;

/** A page of the audit: every text bounded and safe to show. Names go back as they came, so that they are found again. */
export function drawActs(page: ActsPage): ActsPage {
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      what: safeWithin(row.what, SENTENCE),
      where: safeWithin(row.where, NAME),
    })),
  };
}

/** A page of alerts, likewise. */
export function drawAlertLines(page: AlertsPage): AlertsPage {
  return { ...page, rows: page.rows.map(drawAlertLine) };
}

/** What became of a preview, likewise. */
export function drawAskedFor(found: AskedFor): AskedFor {
  const { en, zh } = found.words;
  return { ...found, words: { en: safeWithin(en, SENTENCE), zh: safeWithin(zh, SENTENCE) } };
}

function drawAlertLine<T extends AlertLine>(line: T): T {
  const { by, what } = line;
  return {
    ...line,
    ...(by !== undefined && { by: safeWithin(by, NAME) }),
    what: { en: safeWithin(what.en, NAME), 'zh-CN': safeWithin(what['zh-CN'], NAME) },
  };
}
