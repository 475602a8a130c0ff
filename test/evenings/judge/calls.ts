import { userId } from '../../paths/stage/driver.ts';
import { read, type Reading } from '../reading.ts';
import type { Version } from '../seen.ts';
import { isNamed, nameOn } from './covers.ts';
import { brief, type Discrepancy, type Record } from './discrepancy.ts';

/** Messages that call somebody whom they should not, or fail to call whom they should. */
export function calls({ matters, seen }: Record): Discrepancy[] {
  return seen.versions.flatMap((version) => {
    if (!version.isPost) return [];
    const wanted = wantedOf(matters, version, read(version)).map((user) => userId(version.on, user));
    if (same(wanted, version.notified)) return [];
    const expected = wanted.length === 0 ? 'nobody is called' : `calls ${wanted.join(', ')}`;
    const called = version.notified.length === 0 ? 'nobody' : version.notified.join(', ');
    return [
      {
        kind: 'calls',
        at: version.at,
        on: version.on,
        expected,
        seen: `${brief(version)} (calls ${called})`,
      },
    ];
  });
}

/** Users whom a message that is posted now calls: those of the rules of what it tells, while nobody is on it. */
function wantedOf(matters: Record['matters'], version: Version, reading: Reading): readonly string[] {
  if (reading.kind !== 'alert' || !reading.isFiring || reading.sign === '⏳') return [];
  const { condition, subject } = reading;
  const about =
    condition === 'incident'
      ? matters.filter((matter) => isNamed(version, nameOn(subject, matter.subject)))
      : matters.filter((matter) => matter.condition === condition && matter.subject === subject);
  return [...new Set(about.flatMap((matter) => matter.calls))];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
