import type { Alert, Who } from '../../model/alert.ts';
import type { Decision, DecisionInput, Outcome } from '../../model/decision.ts';
import { createDraft } from '../draft.ts';
import { decideBy } from '../table/table.ts';
import { toDecision } from '../to-decision.ts';
import { ACKNOWLEDGE } from './acknowledge.ts';
import type { Act, Acting } from './act.ts';
import { ASSIGN, COMMAND, NOTE } from './assign-and-note.ts';
import { CLOSE } from './close.ts';
import { MUTE, UNMUTE } from './mute.ts';

/**
 * What follows where somebody does something to an alert at `now`, ms UTC. Pure.
 * @throws Refusal where it is closed, or that cannot be done to it
 */
export function decideAct(input: DecisionInput, alert: Alert, act: Act, by: Who, now: number): Decision {
  const draft = createDraft(input, now);
  return toDecision(draft, outcomeOf(act, { draft, alert, by }));
}

function outcomeOf(act: Act, acting: Acting): Outcome {
  switch (act.what) {
    case 'acknowledge':
      return decideBy(ACKNOWLEDGE, acting);
    case 'mute':
      return decideBy(MUTE, { ...acting, until: act.until });
    case 'unmute':
      return decideBy(UNMUTE, acting);
    case 'assign':
      return decideBy(ASSIGN, { ...acting, person: act.person, accounts: act.accounts });
    case 'close':
      return decideBy(CLOSE, { ...acting, why: act.why });
    case 'note':
      return decideBy(NOTE, { ...acting, text: act.text });
    case 'command':
      return decideBy(COMMAND, { ...acting, text: act.text });
  }
}
