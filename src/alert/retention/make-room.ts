import type { AlertCore } from '../alert-core.ts';
import { crowdOut } from '../decide/incident/crowded-out.ts';
import type { Decision } from '../model/decision.ts';

/** So many are closed at once, with what else is decided: twice what can have come. */
const MOST_AT_ONCE = 400;
/** How often it is logged that too many are open, ms. */
const TELL_MS = 60_000;

/** Keeps the number of open alerts within `core.mostOpen`. To be called in a turn, before what changed is written. */
export function createRoomMaker(core: AlertCore, take: (decision: Decision) => void): () => void {
  const { alertState, clock, log } = core;
  let toldAt = -Infinity;
  let closed = 0;
  return () => {
    for (let n = 0; n < MOST_AT_ONCE && alertState.openCount > core.mostOpen; n++) {
      const alert = alertState.leastMissed();
      if (!alert) return;
      take(crowdOut(core.input, alert, clock.now()));
      closed += 1;
    }
    if (closed === 0 || clock.passed() - toldAt < TELL_MS) return;
    log.error(
      { most: core.mostOpen, closed },
      'too many alerts are open: those missed least, the oldest first, are closed; close what nobody works on, or let a rule record it only',
    );
    toldAt = clock.passed();
    closed = 0;
  };
}
