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

/** A moment (ms UTC) as some calls take it, in Beijing: `2026-03-02 04:00:00`. */
export function toBeijing(ms: number): string {
  return toCloud(ms + 8 * 3_600_000)
    .slice(0, 19)
    .replace('T', ' ');
}
