import { sleep } from '../clock.ts';
import type { Verified } from '../command.ts';
import type { Core } from '../core.ts';
import { AirdeskError } from '../errors.ts';
import type { Live } from '../live/live.ts';
import { LiveError } from '../live/live-error.ts';

/** Waits between looks for the effect, ms; the last repeats. */
const LOOK_MS = [250, 500, 1000, 2000];

/** What was found at the last look; undefined: it could never be read. */
export async function lookForEffect(
  core: Pick<Core, 'config' | 'clock' | 'log'>,
  proposal: string,
  look: () => Promise<Verified>,
): Promise<Verified | undefined> {
  const patience = core.config.policy.verifyWithinSeconds * 1000;
  // Not by the clock on the wall: while that is set, a target must neither be held for hours nor let go too early.
  const time = { isOver: false };
  const cancel = core.clock.after(patience, () => {
    time.isOver = true;
  });
  let waited = 0;
  let verified: Verified | undefined;
  for (let looks = 0; ; looks++) {
    try {
      verified = await look();
      if (verified.seen || verified.blind) break;
    } catch (error) {
      core.log.warn({ err: error, proposal }, 'the effect could not be read');
    }
    const wait = LOOK_MS[Math.min(looks, LOOK_MS.length - 1)] ?? 0;
    waited += wait;
    if (time.isOver || waited > patience) break;
    await sleep(core.clock, wait);
  }
  cancel();
  return verified;
}

/** Only a plain no from the cloud, or a request that never left, tells that nothing happened. */
export function hadNoEffect(error: unknown): boolean {
  return error instanceof LiveError ? error.outcome !== 'unknown' : error instanceof AirdeskError;
}

/** The same client, which notes the request id of each answer. */
export function notingRequestIds(live: Live, ids: string[]): Live {
  return {
    async call(action, params, options) {
      const answer = await live.call(action, params, options);
      ids.push(answer.RequestId);
      return answer;
    },
  };
}
