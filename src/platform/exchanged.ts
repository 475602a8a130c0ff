import type { PlatformSettings } from './platform.ts';

/** A secret that can be exchanged: as it is now, then former ones that are still good. */
export type Exchanged = () => readonly [string, ...string[]];

/** One that never changes. */
export function unchanging(value: string): Exchanged {
  return () => [value];
}

/** A secret of the environment whose file can be exchanged; undefined where it is not set. */
export function exchanged(settings: PlatformSettings, name: string): Exchanged | undefined {
  const first = settings.variables[name];
  if (first === undefined) return undefined;
  return () => [settings.variables[name] ?? first, ...(settings.former?.(name) ?? [])];
}
