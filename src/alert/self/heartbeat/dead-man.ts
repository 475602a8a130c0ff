import type { Clock } from '../../../clock.ts';
import type { Log } from '../../../observability/log.ts';

/** How often whoever watches from outside is told that all is well, ms; give or take a tenth, so that many do not come at once. */
const EVERY_MS = 60_000;
const JITTER = 0.1;

/** What became of a ping: `held` where all is not well, so that whoever watches hears nothing. */
export type Ping = 'sent' | 'failed' | 'held';

interface Needs {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** The address, as it is now: it can be exchanged. Undefined: nobody watches. */
  readonly url: () => string | undefined;
  /** Resolves with the status of the answer. The address is a secret: it stands in no error that is logged. */
  readonly send: (url: string) => Promise<number>;
  /** Whether Airdesk can do what it is there for. */
  readonly isWell: () => Promise<boolean>;
  readonly count: (ping: Ping) => void;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Tells whoever watches from outside that Airdesk is well: at once, then every minute. That it is not, or is gone, is told by silence,
 * which alone is heard of a machine that is off. Only a change is logged. Returns what stops it.
 */
export function startDeadMan({ clock, random, url, send, isWell, count, log }: Needs): () => void {
  let stopped = false;
  let cancel = (): void => undefined;
  let last: Ping | undefined;

  async function ping(address: string): Promise<Ping> {
    if (!(await isWell().catch(() => false))) return 'held';
    const status = await send(address).catch(() => 0);
    return status >= 200 && status < 300 ? 'sent' : 'failed';
  }

  async function beat(): Promise<void> {
    const address = url();
    if (address !== undefined) {
      const now = await ping(address);
      count(now);
      if (now !== last) log[now === 'sent' ? 'info' : 'warn']({ ping: now }, TOLD[now]);
      last = now;
    }
    if (stopped) return;
    const wait = EVERY_MS * (1 + JITTER * (2 * random() - 1));
    cancel = clock.after(wait, () => void beat());
  }

  void beat();
  return () => {
    stopped = true;
    cancel();
  };
}

const TOLD: Readonly<Record<Ping, string>> = {
  sent: 'whoever watches from outside is told that all is well',
  failed: 'whoever watches from outside cannot be told that all is well; it is tried again every minute',
  held: 'all is not well: whoever watches from outside is told nothing',
};
