import { byId, nameForms, prefixedName } from '../../src/text/name-forms.ts';
import type { Group, Upstream } from '../../src/live/read/backup-groups.ts';

/**
 * What names this push of the group in a line: its sequence, with `id:` where that is also another's number.
 * Undefined for one that the cloud lists without a sequence: it cannot be switched to.
 */
export function upstreamWord(group: Group, upstream: Upstream): string | undefined {
  const { sequence } = upstream;
  if (sequence === '') return undefined;
  const [only, second] = pushesNamed(group, sequence);
  return only === upstream && !second ? sequence : byId(sequence);
}

/**
 * The pushes that `given` can mean: by sequence, by number in the order of the list (`2`, `#2`), or as `id:` says by
 * sequence only. What was typed exactly comes before what an input method made of it.
 */
export function pushesNamed(group: Group, given: string): Upstream[] {
  const { upstreams } = group;
  for (const form of nameForms(given)) {
    const prefixed = prefixedName(form);
    const sequence = prefixed?.by === 'id' ? prefixed.name : form;
    const number = /^#?(\d{1,2})$/u.exec(form)?.[1];
    const numbered = number === undefined ? undefined : upstreams[Number(number) - 1];
    const found = upstreams.filter((each) => each.sequence === sequence || each === numbered);
    if (found.length > 0) return found;
  }
  return [];
}
