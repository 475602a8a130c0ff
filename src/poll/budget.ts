import type { Clock } from '../clock.ts';
import { actions, type ActionName } from '../live/catalogue/catalogue.ts';
import { asLooks } from '../live/as-looks.ts';
import type { Live } from '../live/live.ts';

/** What the document allows where the catalogue has no rate, calls a second. */
const USUAL_RATE = 20;

/** So many calls of an action a second at most, for what nobody waits for. `share`: of what the cloud allows, 0 to 1. */
function perSecond(action: ActionName, share: number): number {
  return (actions[action]?.rateLimit ?? USUAL_RATE) * share;
}

/** What is counted of looks that nobody asked for. */
export interface PollCounts {
  /** `who` made a call. */
  polled(who: string, action: string): void;
  /** A look ended. */
  looked(who: string, outcome: 'ok' | 'failed'): void;
}

/** What looks at the cloud by itself, within a share of each action's rate limit. */
export interface Budget {
  /** The client of an account for `who`, as the metrics name it: a call waits for its turn, and its time begins then. */
  live(account: string, who: string): Live;
  /** Makes no more calls: whoever asks for one, or waits for a turn, is refused at once. */
  stop(): void;
}

/**
 * Creates it. The calls of an action are spread evenly, for each account by itself, and come behind what people ask for, which
 * has the rest of the rate limit.
 */
export function createBudget(options: {
  readonly live: (account: string) => Live;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly share: number;
  readonly counts: PollCounts;
}): Budget {
  const { live, clock, share, counts } = options;
  /** When the next turn of an action comes, by account and action, on the clock that is never set. */
  const next = new Map<string, number>();
  /** Those that wait for a turn or an answer. */
  const waiting = new Set<() => void>();
  let stopped = false;

  async function turn(account: string, action: ActionName): Promise<void> {
    const key = `${account}|${action}`;
    const now = clock.passed();
    const at = Math.max(next.get(key) ?? now, now);
    next.set(key, at + 1000 / perSecond(action, share));
    if (at <= now) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        waiting.delete(end);
        cancel();
        resolve();
      };
      const cancel = clock.after(at - now, end);
      waiting.add(end);
    });
  }

  /** What it gives, unless Airdesk is stopped meanwhile: a cloud that does not answer holds up no stop. */
  function unlessStopped<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => reject(stoppedError());
      waiting.add(end);
      void answer.then(resolve, reject).finally(() => waiting.delete(end));
    });
  }

  return {
    stop() {
      stopped = true;
      for (const end of waiting) end();
    },
    live: (account, who) => ({
      async call(action, params, callOptions) {
        await turn(account, action);
        if (stopped) throw stoppedError();
        counts.polled(who, action);
        return unlessStopped(asLooks(live(account)).call(action, params, callOptions));
      },
    }),
  };
}

function stoppedError(): Error {
  return new Error('Airdesk is being stopped');
}
