import type { Check } from '../../http/readiness.ts';
import type { Outcome } from './outcome.ts';
import type { ExportState } from './create-export.ts';

/** What to do, by what is wrong. */
const ADVICE = {
  delivered: '',
  later: 'It is tried again by itself; look whether the receiver runs and can be reached from here',
  refused:
    'Somebody has to mend it: address, certificate and secret here, permissions at the receiver; then it goes on by itself',
  'too-large': 'The receiver takes fewer lines at once than one; raise its limit',
} as const satisfies Record<Outcome['kind'], string>;

/** The export of the audit for /readyz. It never makes Airdesk unready: taking it out of service would mend nothing. */
export function exportCheck(states: () => readonly ExportState[]): Check {
  return {
    name: 'audit-export',
    check() {
      const whys = states().flatMap(whyOf);
      return whys.length === 0 ? { ok: true } : { ok: true, why: whys.join('. ') };
    },
  };
}

function whyOf({ name, waiting, behindMs, failure }: ExportState): string[] {
  if (!failure || waiting === 0) return [];
  const since = `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'}, the oldest for ${Math.round(behindMs / 1000)} s`;
  return [`${name}: ${failure.why}; ${since}. ${ADVICE[failure.kind]}`];
}
