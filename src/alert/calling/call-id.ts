/** Ids of alerts are letters and digits; what stands behind the point is the number of the call. */
const CALL = /^([a-z0-9]{1,40})\.(\d{1,9})$/;

/** The id by which the outbox knows call `n` of an alert. */
export function callId(alert: string, n: number): string {
  return `${alert}.${n}`;
}

/** The alert and the number of a call; undefined where it is the id of something else. */
export function callOf(id: string): { readonly alert: string; readonly n: number } | undefined {
  const found = CALL.exec(id);
  return found ? { alert: found[1] ?? '', n: Number(found[2]) } : undefined;
}
