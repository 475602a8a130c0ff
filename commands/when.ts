import type { CommandContext } from '../src/command.ts';
import { formatDuration, formatRelative } from '../src/text/duration.ts';
import { sayIn } from '../src/text/language.ts';
import { formatTime } from '../src/text/time.ts';

/** What the wording of a time depends on. */
type Timely = Pick<CommandContext, 'language' | 'now' | 'config'>;

/** A moment as the cloud gives it (ISO 8601, or seconds since 1970), in ms UTC. Undefined where there is none. */
export function fromCloud(value: string | number | bigint | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') return Number(value) > 0 ? Number(value) * 1000 : undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}

/** A moment as some lists of the cloud have it, in Beijing: `2026-03-02 04:00:00`. In ISO 8601, it is read as that says. */
export function fromBeijing(text: string | undefined): number | undefined {
  const plain = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u.test(text ?? '');
  return fromCloud(plain ? `${(text ?? '').replace(' ', 'T')}+08:00` : text);
}

/** A moment (ms UTC) as the cloud takes it: ISO 8601 in UTC, whole seconds. */
export function toCloud(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

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
