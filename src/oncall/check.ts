import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Check, CheckResult } from '../http/readiness.ts';
import type { Log } from '../observability/log.ts';
import type { OnCall } from './on-call.ts';
import { troubleText } from './trouble.ts';

/** So many troubles stand in /readyz; the others are counted. */
const MOST = 8;
/** They are looked for anew after so long, however often somebody asks, ms. */
const FRESH_MS = 5_000;

/**
 * For /readyz: holes in the next seven days, calendars that cannot be read, names that are nobody's. It never fails: whoever
 * takes Airdesk out of service for a calendar loses the callbacks too.
 */
export function onCallCheck(
  oncall: Pick<OnCall, 'troubles'>,
  { timeZone }: Pick<Config, 'timeZone'>,
  clock: Pick<Clock, 'now' | 'passed'>,
): Check {
  let last: { readonly at: number; readonly result: CheckResult } | undefined;
  function look(): CheckResult {
    const troubles = oncall.troubles(clock.now()).map((each) => troubleText(each, 'en', timeZone));
    if (troubles.length === 0) return { ok: true };
    const more = troubles.length > MOST ? [`and ${troubles.length - MOST} more`] : [];
    return { ok: true, why: [...troubles.slice(0, MOST), ...more].join('; ') };
  }
  return {
    name: 'oncall',
    check() {
      if (last === undefined || clock.passed() - last.at >= FRESH_MS)
        last = { at: clock.passed(), result: look() };
      return last.result;
    },
  };
}

/** So often what is wrong is told in the log, ms. */
const DAILY_MS = 24 * 60 * 60_000;

/** Says the same in the log, a line each, now and every day. Returns what stops it. */
export function tellDaily(
  oncall: Pick<OnCall, 'troubles'>,
  config: Pick<Config, 'timeZone'>,
  clock: Pick<Clock, 'now' | 'after'>,
  log: Pick<Log, 'warn'>,
): () => void {
  let cancel = (): void => undefined;
  const tell = (): void => {
    for (const trouble of oncall.troubles(clock.now()))
      log.warn(
        { rotation: trouble.rotation, kind: trouble.kind },
        troubleText(trouble, 'en', config.timeZone),
      );
    cancel = clock.after(DAILY_MS, tell);
  };
  tell();
  return () => cancel();
}
