import type { PlatformSettings } from './platform.ts';
import type { Exchanged } from './with-former.ts';

/** A secret of the environment whose file can be exchanged; undefined where it is not set. */
export function exchanged(settings: PlatformSettings, name: string): Exchanged | undefined {
  const first = settings.variables[name];
  if (first === undefined) return undefined;
  return () => [settings.variables[name] ?? first, ...(settings.former?.(name) ?? [])];
}
