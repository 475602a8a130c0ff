import { pushName, pushSource } from '../../src/card/push-name.ts';
import { byId, nameForms, prefixedName } from '../../src/text/name-forms.ts';
import { LANGUAGES, sayIn } from '../../src/text/language.ts';
import { mainOf, type Group, type Upstream } from '../../src/live/read/backup-groups.ts';
import type { CommandContext } from '../../src/command.ts';

/**
 * What names this push of the group in a line that a button sends: its sequence, with `id:` where that is also another's
 * number. Undefined for one that the cloud lists without a sequence: it cannot be switched to.
 */
export function upstreamWord(group: Group, upstream: Upstream): string | undefined {
  const { sequence } = upstream;
  if (sequence === '') return undefined;
  const [only, second] = pushesNamed(group, sequence);
  return only === upstream && !second ? sequence : byId(sequence);
}

/** The same where people read and type it: its number in the list, `backup 2` where that is also another's sequence. */
export function readWord(group: Group, upstream: Upstream): string {
  const number = String(numberOf(group, upstream));
  const [only, second] = pushesNamed(group, number);
  return only === upstream && !second ? number : `backup ${number}`;
}

/** A push of the group as people call it: `backup 2 from pull task 637921`. */
export function spokenName({ say }: Pick<CommandContext, 'say'>, group: Group, upstream: Upstream): string {
  return pushName(upstream, numberOf(group, upstream), say);
}

function numberOf({ upstreams }: Group, upstream: Upstream): number {
  return upstreams.indexOf(upstream) + 1;
}

/** `backup 2`, `备流2`, and what is said of where it comes from: `from encoder`, `（推流端直推）`. */
const SPOKEN =
  /^(?:(?<main>main|主流)|(?:backup|备流|备) *#?(?<number>\d{1,2}))(?: *(?:from |[（(])(?<source>.+?)[）)]?)?$/iu;

/**
 * The pushes that `given` can mean: by sequence, by number in the order of the list (`2`, `#2`), by the name that cards
 * give them, or as `id:` says by sequence only. What was typed exactly comes before what an input method made of it.
 */
export function pushesNamed(group: Group, given: string): Upstream[] {
  const { upstreams } = group;
  const spoken = spokenOf(group, given);
  if (spoken) return spoken;
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

/** The push with that name; none where another one has its number by now. Undefined where `given` is no such name. */
function spokenOf(group: Group, given: string): Upstream[] | undefined {
  const { main, number, source } = SPOKEN.exec(given.trim())?.groups ?? {};
  if (main === undefined && number === undefined) return undefined;
  const push = main === undefined ? group.upstreams[Number(number) - 1] : mainOf(group);
  if (!push || (main === undefined && push.main)) return [];
  return source === undefined || comesFrom(push, source) ? [push] : [];
}

function comesFrom(push: Upstream, source: string): boolean {
  return LANGUAGES.some((language) => {
    const said = pushSource(push.source, sayIn(language));
    return said.toLowerCase() === source.toLowerCase();
  });
}

/** How many of the words behind the stream belong to the name of a push: `backup 2 from pull task 637921`. */
export function pushWords(words: readonly string[]): number {
  const [first = '', second = '', third = ''] = words;
  const isNumbered = /^(?:backup|备流|备)$/iu.test(first) && /^#?\d{1,2}(?:[（(].*)?$/u.test(second);
  const named = isNumbered ? 2 : 1;
  const next = isNumbered ? third : second;
  const goesOn = isNumbered ? /[（(]/u.test(second) : /[（(]/u.test(first);
  return goesOn || /^from$|^[（(]/iu.test(next) ? words.length : named;
}
