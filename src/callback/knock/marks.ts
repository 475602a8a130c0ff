import { hash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';

/** The member of a message that says that Airdesk itself sent it. */
export const MARK_MEMBER = 'airdesk_test';

/** Of test messages that are on their way so many are known at once. */
const MOST = 20;

/** One test message on its way. */
export interface Mark {
  readonly text: string;
  /** Whether it came through to the receiver of this process, with its signature. */
  arrived(): boolean;
  /** It is not waited for any more: what comes later is a message like any other. */
  end(): void;
}

/**
 * The test messages that this process has sent and waits for. A mark that is not known here, or was taken before, means
 * nothing: its message is treated as any other, and nobody can tell by the answer.
 */
export interface Marks {
  /** A new one for this account; undefined where too many are on their way. Ends by itself after `ms`. */
  begin(account: string, ms: number): Mark | undefined;
  /** Takes what a message with a right signature is marked with. True once, for a mark of this account that is waited for. */
  take(account: string, text: unknown): boolean;
}

/** Creates it. In memory: a test does not outlive its process. */
export function createMarks(clock: Pick<Clock, 'after'>, newId: () => string): Marks {
  const waited = new Set<{ readonly account: string; readonly digest: Buffer; arrived: boolean }>();
  return {
    begin(account, ms) {
      if (waited.size >= MOST) return undefined;
      const text = newId();
      const one = { account, digest: digestOf(text), arrived: false };
      waited.add(one);
      const cancel = clock.after(ms, () => waited.delete(one));
      return {
        text,
        arrived: () => one.arrived,
        end() {
          cancel();
          waited.delete(one);
        },
      };
    },
    take(account, text) {
      if (typeof text !== 'string' || text.length > 64) return false;
      const given = digestOf(text);
      for (const one of waited)
        if (timingSafeEqual(one.digest, given) && one.account === account && !one.arrived) {
          one.arrived = true;
          return true;
        }
      return false;
    },
  };
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
