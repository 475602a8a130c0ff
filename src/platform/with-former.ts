/** A secret that can be exchanged: as it is now, then former ones that are still good. */
export type Exchanged = () => readonly [string, ...string[]];

/** One that never changes. */
export function unchanging(value: string): Exchanged {
  return () => [value];
}

/**
 * Calls with the secret as it is now, and where the other side refuses that (so nothing was done), with former ones.
 * `onFormer` is told when a former one was taken.
 */
export async function withFormer<T>(
  values: Exchanged,
  call: (value: string) => Promise<T>,
  isRefused: (error: unknown) => boolean,
  onFormer: () => void,
): Promise<T> {
  const [now, ...former] = values();
  try {
    return await call(now);
  } catch (error) {
    if (!isRefused(error)) throw error;
    for (const value of former) {
      const answer = await call(value).catch(() => undefined);
      if (answer === undefined) continue;
      onFormer();
      return answer;
    }
    throw error;
  }
}
