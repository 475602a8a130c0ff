import type { Clock } from '../../clock.ts';
import type { Log } from '../../observability/log.ts';
import type { Particulars } from './endpoint.ts';
import { CALLBACK_OUTCOMES, type CallbackOutcome } from './outcomes.ts';

/** At most one line a minute for each account and outcome: whoever sends much must not fill the log. */
const QUIET_MS = 60_000;
/** Lines that are remembered: whoever sends can make up names of domains. */
const MOST_NAMES = 200;

/** What logs callbacks that were not taken, and how many more there were. Nothing of what they said. */
export function createRefusalLog(
  log: Pick<Log, 'warn'>,
  clock: Pick<Clock, 'now'>,
): (
  outcome: CallbackOutcome | 'far-future',
  account: string | undefined,
  err?: unknown,
  particulars?: Particulars,
) => void {
  const last = new Map<string, { at: number; unlogged: number }>();
  return (outcome, account, err, { domain, path } = {}) => {
    const isCrowded = last.size >= MOST_NAMES;
    const name = `${outcome} ${account ?? ''} ${isCrowded ? '' : (domain ?? '')}`;
    const now = clock.now();
    const before = last.get(name);
    if (before && Math.abs(now - before.at) < QUIET_MS) {
      before.unlogged += 1;
      return;
    }
    last.set(name, { at: now, unlogged: 0 });
    const why =
      outcome === 'far-future'
        ? 'taken, although its signature expires in more than a day: compare the clock of this machine'
        : CALLBACK_OUTCOMES[outcome].means;
    const fields = {
      outcome,
      why,
      ...(account !== undefined && { account }),
      ...(domain !== undefined && { domain }),
      ...(path !== undefined && { path }),
      ...(err !== undefined && { err }),
    };
    log.warn({ ...fields, ...(before?.unlogged && { more: before.unlogged }) }, 'a callback');
  };
}
