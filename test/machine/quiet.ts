import { throughLoopback } from './through-loopback.ts';

/** Turns of the event loop without anything under way after which nothing more is expected of the machine. */
const QUIET_TURNS = 4;
/** A machine that is this busy does not get quiet: time goes on all the same, as it does in life. */
const MOST_TURNS = 20_000;
const UNDER_WAY = /Req|Connect|Write|Shutdown|Job/;

/**
 * Resolves when nothing goes on any more but what waits for the clock: no file is being written, no bytes are on their way
 * between two sockets of this process. What is in the kernel of a busy machine still counts. `turns`: so many without
 * anything under way; whoever lets long times pass at once waits for more, since a longer way may still be under way.
 */
export async function quiet(turns = QUIET_TURNS): Promise<void> {
  await throughLoopback();
  let still = 0;
  for (let turn = 0; turn < MOST_TURNS && still < turns; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    still = process.getActiveResourcesInfo().some((kind) => UNDER_WAY.test(kind)) ? 0 : still + 1;
  }
}
