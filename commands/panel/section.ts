/** Something that was asked of the cloud: the answer and when it came (ms UTC), or that it is not known and since when. */
export type Section<T> =
  | { readonly known: true; readonly at: number; readonly value: T }
  | { readonly known: false; readonly since: number; readonly error: unknown };

/** What can go stale: the reading before, and the time of this one. */
export interface Readings<T> {
  readonly before: Section<T> | undefined;
  readonly now: number;
}

/** Reads. Never rejects: what fails is not known since the last time that it was. */
export async function section<T>({ before, now }: Readings<T>, read: () => Promise<T>): Promise<Section<T>> {
  try {
    return { known: true, at: now, value: await read() };
  } catch (error) {
    if (!before) return { known: false, since: now, error };
    return { known: false, since: before.known ? before.at : before.since, error };
  }
}

/** The reading before, where it is younger than `ms`; otherwise a new one. What is read rarely costs few calls. */
export async function rarely<T>(
  readings: Readings<T>,
  ms: number,
  read: () => Promise<T>,
): Promise<Section<T>> {
  const { before, now } = readings;
  return before?.known && now - before.at < ms ? before : section(readings, read);
}
