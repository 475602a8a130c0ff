import type { CommandContext } from '../src/command.ts';
import { formatDuration, formatRelative } from '../src/text/duration.ts';
import { sayIn } from '../src/text/language.ts';
import { formatTime } from '../src/text/time.ts';

/** What the wording of a time depends on. */
type Timely = Pick<CommandContext, 'language' | 'now' | 'config'>;

/** A moment in the configured zone, with UTC behind it: `2026-03-01 20:48:00 Europe/Paris (19:48 UTC)`. */
export function instant(context: Pick<Timely, 'config'>, ms: number): string {
  return formatTime(ms, context.config.timeZone);
}

/** `12 min ago`, `in 2 h`. */
export function ago(context: Pick<Timely, 'language' | 'now'>, ms: number): string {
  return formatRelative(ms, context.now(), context.language);
}

/** A moment and how long ago it was. */
export function when(context: Timely, ms: number): string {
  const [at, distance] = [instant(context, ms), ago(context, ms)];
  return sayIn(context.language)(`${at}, ${distance}`, `${at}，${distance}`);
}

/** How long it has lasted by now: `2 h 5 min`. */
export function since(context: Pick<Timely, 'language' | 'now'>, ms: number): string {
  return formatDuration(Math.max(1000, context.now() - ms), context.language);
}
