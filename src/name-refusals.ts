import { Refusal, type About } from './errors.ts';
import type { Text } from './text/language.ts';

/**
 * What was named can be several things, which are never guessed between. `what`: what was named, and how many it can be;
 * `hint`: how to say which; `lines`: command lines that each mean one of them.
 */
export function ambiguous(what: Text, hint: Text, lines?: readonly string[], about?: About): Refusal {
  return new Refusal('airdesk.ambiguous', what, hint, lines, about);
}

/** What was named is not there. `hint`: that nothing was done, and where to look; `lines`: what comes near, or the list. */
export function notFound(what: Text, hint: Text, lines?: readonly string[], about?: About): Refusal {
  return new Refusal('airdesk.not-found', what, hint, lines, about);
}
