import { read } from '../reading.ts';
import type { Version } from '../seen.ts';
import { brief, type Discrepancy, type Record } from './discrepancy.ts';

const SIGNS = { critical: '❌', warning: '⚠️', info: 'ℹ️' } as const;
const TAKEN_ON = '⏳';
const RECOVERED = '✅';

/** Cards that look better or worse than what they tell of. */
export function severity({ matters, seen }: Record): Discrepancy[] {
  return seen.versions.flatMap((version) => {
    const wanted = wantedOf(matters, version);
    if (!wanted || wanted.some((words) => brief(version).startsWith(`${words} `))) return [];
    return [
      {
        kind: 'severity',
        at: version.at,
        on: version.on,
        expected: wanted.join(' or '),
        seen: brief(version),
      },
    ];
  });
}

/** How its title may begin; undefined where nothing is to be said of it. */
function wantedOf(matters: Record['matters'], version: Version): readonly string[] | undefined {
  const reading = read(version);
  if (reading.kind === 'end' || reading.kind === 'ends') return [`${SIGNS.info} ENDED`];
  if (reading.kind !== 'alert') return undefined;
  if (reading.head === 'RECOVERED') return [`${RECOVERED} RECOVERED`];
  if (reading.head === 'CLOSED') return [`${SIGNS.info} CLOSED`];
  if (reading.condition === 'incident') return [`${SIGNS.critical} CRITICAL`, `${TAKEN_ON} CRITICAL`];
  const matter = matters.find(
    ({ condition, subject }) => condition === reading.condition && subject === reading.subject,
  );
  if (!matter) return undefined;
  const word = matter.severity.toUpperCase();
  return [`${SIGNS[matter.severity]} ${word}`, `${TAKEN_ON} ${word}`];
}
