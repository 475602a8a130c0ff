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
  const all = values();
  for (const [age, value] of all.entries()) {
    try {
      const answer = await call(value);
      if (age > 0) onFormer();
      return answer;
    } catch (error) {
      // Anything but a refusal may have had its effect: it is not tried again.
      if (!isRefused(error) || age === all.length - 1) throw error;
    }
  }
  throw new Error('a secret has a value');
}
