import type { Check } from '../../http/readiness.ts';
import { conditionOf, type Conditions } from '../../callback/condition.ts';
import { DISK } from '../../callback/conditions.ts';
import type { Sense, Senses } from './senses.ts';

/** Senses that /readyz tells of in one line. */
const MOST_NAMED = 3;

/**
 * What Airdesk is blind in, with what to do, for /readyz. Only a disk that takes nothing makes it unready: nothing else is
 * mended by taking it out of service, and callbacks have to go on arriving.
 */
export function sensesCheck(senses: Senses, conditions: Conditions): Check {
  return {
    name: 'senses',
    check() {
      const bad = senses.all().filter(({ verdict }) => verdict.state === 'bad');
      if (bad.length === 0) return { ok: true };
      const words = bad
        .slice(0, MOST_NAMED)
        .map((sense) => wordsOf(sense, conditions))
        .join(' | ');
      return { ok: !bad.some(({ name }) => name === DISK), why: words };
    },
  };
}

/** `news (live.example.com): callbacks rejected: wrong key. Give …`. */
function wordsOf({ name, account, verdict }: Sense, conditions: Conditions): string {
  const condition = conditionOf(conditions, name);
  const { domains, path, receiver, variables } = verdict.state === 'bad' ? verdict.values : {};
  const which = domains ?? path;
  const details = which === undefined ? '' : ` (${String(which)})`;
  const machine = receiver ?? variables;
  const named = machine === undefined ? '' : `${String(machine)}: `;
  const who = account === undefined ? named : `${account}${details}: `;
  return condition ? `${who}${condition.title.en}. ${condition.advice.en}` : name;
}
