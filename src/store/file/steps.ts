import type { WriteBoundary } from './disk.ts';

/** Does one step at the disk between its two boundaries, `<prefix>.<name>` and `<prefix>.<name>:done`. */
export type Steps = <T>(name: string, act: () => Promise<T>) => Promise<T>;

/** The steps of one kind of file, as `store.wal`. A boundary that throws counts as a refusal by the disk. */
export function stepsOf(boundary: WriteBoundary, prefix: string): Steps {
  return async (name, act) => {
    boundary(`${prefix}.${name}`);
    const result = await act();
    boundary(`${prefix}.${name}:done`);
    return result;
  };
}
