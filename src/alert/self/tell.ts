import { DISK } from '../../callback/conditions.ts';
import { isFiring } from '../model/alert.ts';
import type { AlertCore } from '../alert-core.ts';
import { fingerprintOf, type Subject } from '../../callback/event.ts';
import { observation } from '../../callback/normalise/observation.ts';
import type { Sense, Senses } from './senses.ts';

/** Tells people of what Airdesk is blind in, as of any other condition, and when it is over. */
export interface Telling {
  /** Tells what has changed. Gives the accounts of which something is well again; `undefined` among them: the machine. */
  tell(senses: Senses): Promise<readonly (string | undefined)[]>;
}

/** Creates it. What was open before a restart stays open until it is known to be well. */
export function createTelling(core: AlertCore): Telling {
  const { alertState, clock, config, inbox, log } = core;
  const told = new Map<string, 'bad' | 'well'>();

  function toldOf(sense: Sense): 'bad' | 'well' {
    const key = keyOf(sense);
    const before = told.get(key);
    if (before) return before;
    const { account, subject } = aboutOf(sense);
    const alert = alertState.open(fingerprintOf(account, sense.name, subject));
    const now = alert && isFiring(alert) ? 'bad' : 'well';
    told.set(key, now);
    return now;
  }

  function aboutOf({ account }: Sense): { readonly account: string; readonly subject: Subject } {
    return account === undefined
      ? { account: config.defaultAccount, subject: { type: 'machine', id: 'Airdesk' } }
      : { account, subject: { type: 'account', id: account } };
  }

  async function tellOne(sense: Sense, state: 'bad' | 'well'): Promise<void> {
    const { name, verdict } = sense;
    const { account, subject } = aboutOf(sense);
    // A clock that was set back must not make the end older than the beginning: it would not be believed.
    const begun = alertState.open(fingerprintOf(account, name, subject))?.lastAt ?? 0;
    const now = Math.max(clock.now(), begun);
    await inbox.append(
      observation({
        account,
        subject,
        at: now,
        receivedAt: now,
        condition: name,
        effect: state === 'bad' ? 'fires' : 'clears',
        values: verdict.state === 'bad' ? verdict.values : {},
        groups: [],
      }),
    );
    log[state === 'bad' ? 'error' : 'info'](
      { condition: name, account: sense.account, ...verdict },
      'a sense of ours',
    );
  }

  return {
    async tell(senses) {
      const over: (string | undefined)[] = [];
      for (const sense of senses.all()) {
        const { state } = sense.verdict;
        if (sense.name === DISK || state === 'unknown' || toldOf(sense) === state) continue;
        try {
          await tellOne(sense, state);
        } catch (error) {
          log.warn({ err: error, condition: sense.name }, 'what Airdesk is blind in could not be stored');
          break;
        }
        told.set(keyOf(sense), state);
        if (state === 'well') over.push(sense.account);
      }
      return over;
    },
  };
}

function keyOf({ name, account }: Sense): string {
  return `${name}|${account ?? ''}`;
}
