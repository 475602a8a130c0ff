import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Live } from '../live/live.ts';
import type { Log } from '../observability/log.ts';
import type { Inbox } from '../store/inbox.ts';
import type { PollCounts } from './budget.ts';
import type { KeptLooks } from './kept.ts';
import { createOnePoller, type OnePoller } from './one-poller.ts';
import type { Around, Poller, PollerName } from './poller.ts';

/** What was seen and is to be confirmed is looked at again after this at the latest, ms. */
const CONFIRM_MS = 60_000;
/** By so much a wait is shorter or longer: pollers that began together do not stay together. */
const JITTER = 0.1;
/** Fewer failures in a row are no news. */
const MANY = 3;
/** The first looks are spread over this, ms. */
const SPREAD_MS = 20_000;

/** Settings of one poller. */
interface PollerSettings {
  readonly on: boolean;
  readonly everySeconds: number;
}

/** Looks that fail again and again. */
export interface FailingLooks {
  readonly account: string;
  readonly poller: PollerName;
  /** For how long they have. */
  readonly forMs: number;
}

/** Looks at the cloud for what it tells by no callback. */
export interface Polling {
  start(): void;
  /** Pollers whose looks failed three times in a row, and since when the first of these did, ms. */
  failing: () => readonly FailingLooks[];
  /** Begins no more looks, and waits for those under way. */
  stop(): Promise<void>;
}

/** Creates it. Each poller of an account looks again when its look has ended: none piles up, and none waits for a slow one. */
export function createPolling(options: {
  readonly pollers: readonly Poller[];
  readonly accounts: readonly string[];
  readonly live: (account: string, poller: PollerName) => Live;
  readonly config: Config;
  readonly kept: KeptLooks;
  readonly inbox: Inbox;
  /** What is known of an account besides. */
  readonly around: (account: string) => Around;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly counts: PollCounts;
}): Polling {
  const { pollers, accounts, live, config, kept, inbox, around, clock, random, log, counts } = options;
  const cancels = new Set<() => void>();
  const running = new Set<Promise<void>>();
  const failures = new Map<
    string,
    { readonly account: string; readonly poller: PollerName; readonly since: number; readonly times: number }
  >();
  let stopped = false;

  function settingsOf(name: PollerName): PollerSettings {
    return config.alerts.polling[name];
  }

  function later(ms: number, run: () => void): void {
    if (stopped) return;
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      run();
    });
    cancels.add(cancel);
  }

  function waitFor(one: OnePoller, name: PollerName): number {
    const every = settingsOf(name).everySeconds * 1000;
    const wait = one.isUndecided() ? Math.min(every, CONFIRM_MS) : every;
    return wait * (1 - JITTER + 2 * JITTER * random());
  }

  function note(account: string, poller: PollerName, outcome: 'ok' | 'failed'): void {
    const key = `${account}|${poller}`;
    const { since, times } = failures.get(key) ?? { since: clock.passed(), times: 0 };
    if (outcome === 'ok') failures.delete(key);
    else failures.set(key, { account, poller, since, times: times + 1 });
  }

  function lookAgain(account: string, name: PollerName, one: OnePoller): void {
    const work = one.look().then((outcome) => {
      counts.looked(name, outcome);
      note(account, name, outcome);
      running.delete(work);
      later(waitFor(one, name), () => lookAgain(account, name, one));
    });
    running.add(work);
  }

  return {
    start() {
      for (const account of accounts)
        for (const poller of pollers.filter(({ name }) => settingsOf(name).on)) {
          const { name } = poller;
          const one = createOnePoller({
            ...{ poller, account, live: live(account, name), config, kept, inbox, clock, log },
            around: around(account),
          });
          const first = Math.min(SPREAD_MS, settingsOf(name).everySeconds * 1000);
          later(first * (0.5 + random() / 2), () => lookAgain(account, name, one));
        }
    },
    failing: () =>
      [...failures.values()].flatMap(({ account, poller, since, times }) =>
        times < MANY ? [] : [{ account, poller, forMs: clock.passed() - since }],
      ),
    async stop() {
      stopped = true;
      for (const cancel of cancels) cancel();
      cancels.clear();
      await Promise.all(running);
    },
  };
}
