import { statSync } from 'node:fs';
import { looseRights, type Guarded } from '../config/loose-rights.ts';
import type { Check } from '../http/readiness.ts';
import type { Log } from '../observability/log.ts';

/** The mode of a path; undefined where no such thing, as on Windows. */
function modeOf(path: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  return statSync(path, { throwIfNoEntry: false })?.mode;
}

/** Says in the log what others may read or change, and what mends it. Refuses nothing: a start comes first. */
export function tellLooseRights(guarded: readonly Guarded[], log: Pick<Log, 'warn'>): void {
  for (const { setting, path, can, remedy } of looseRights(guarded, modeOf))
    log.warn(
      { setting, path, remedy: `${remedy} ${path}` },
      `other users of this machine may ${can}: keep it to the user that Airdesk runs as`,
    );
}

/** The same for /readyz, looked at each time it is asked for. It names settings and no paths, and never fails. */
export function rightsCheck(
  guarded: readonly Guarded[],
  modes: (path: string) => number | undefined = modeOf,
): Check {
  return {
    name: 'rights',
    check() {
      const loose = looseRights(guarded, modes);
      const parts = (['change it', 'read it'] as const).flatMap((can) => {
        const those = loose.filter((one) => one.can === can);
        const named = [...new Set(those.map(({ setting, remedy }) => `${setting} (${remedy})`))];
        return named.length === 0 ? [] : [`${can.split(' ')[0] ?? ''} ${named.join(', ')}`];
      });
      return parts.length === 0
        ? { ok: true }
        : { ok: true, why: `other users of this machine may ${parts.join('; and ')}` };
    },
  };
}
