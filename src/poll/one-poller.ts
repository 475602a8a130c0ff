import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { observation } from '../callback/normalise/observation.ts';
import type { Live } from '../live/live.ts';
import type { Log } from '../observability/log.ts';
import type { Inbox } from '../store/inbox.ts';
import type { KeptLooks } from './kept.ts';
import type { Around, Memory, Poller } from './poller.ts';
import { isUndecided, look, streaksOf, toldIn, withTold, type Change, type Streaks } from './streaks.ts';

/** One poller of one account. */
export interface OnePoller {
  /** Looks once, and puts what that tells into the inbox. Never throws. */
  look(): Promise<'ok' | 'failed'>;
  /** Whether the last look saw something that the next has to confirm. */
  isUndecided(): boolean;
}

/** Creates it. */
export function createOnePoller(options: {
  readonly poller: Poller;
  readonly account: string;
  readonly live: Live;
  readonly config: Config;
  readonly kept: KeptLooks;
  readonly around: Around;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly log: Log;
}): OnePoller {
  const { poller, account, live, config, kept, around, inbox, clock, log } = options;
  let streaks: Streaks | undefined;
  let memory: Memory | undefined;
  let isFailing = false;

  /** On disk before it counts: after a kill in between it is told once more, and is the same alert. */
  async function tell(change: Change, now: number): Promise<void> {
    const told = change.effect === 'fires' ? change.finding : change.told;
    const { values = {}, groups = [] } = change.effect === 'fires' ? change.finding : {};
    await inbox.append(
      observation({
        ...{ account, at: now, receivedAt: now, effect: change.effect, values, groups },
        ...{ condition: told.condition, subject: told.subject },
        ...(change.effect === 'fires' && told.severity && { severity: told.severity }),
      }),
    );
  }

  async function lookNow(): Promise<void> {
    if (!streaks) {
      const before = await kept.get(account, poller.name);
      streaks = streaksOf(before.told);
      memory = before.memory;
    }
    const seen = await poller.look({ account, live, config, now: clock.now(), memory, ...around });
    const { after, changes } = look(streaks, seen);
    streaks = after;
    for (const change of changes) {
      await tell(change, clock.now());
      streaks = withTold(streaks, change);
    }
    memory = seen.memory ?? memory;
    await kept.set(account, poller.name, { told: toldIn(streaks), memory });
  }

  return {
    async look() {
      try {
        await lookNow();
        if (isFailing) log.info({ account, poller: poller.name }, 'looks at the cloud succeed again');
        isFailing = false;
        return 'ok';
      } catch (error) {
        // Once: a key that may not ask for something will not be allowed it in half a minute.
        if (!isFailing)
          log.warn(
            { err: error, account, poller: poller.name },
            'looks at the cloud fail: nothing is known of it',
          );
        isFailing = true;
        return 'failed';
      }
    },
    isUndecided: () => streaks !== undefined && isUndecided(streaks),
  };
}
