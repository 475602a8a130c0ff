/** Something that Airdesk measures of itself. */
export interface Measure {
  /** As cards name it, in src/callback/normalise/value-names.ts. */
  readonly name:
    'loop_delay_s' | 'disk_free_bytes' | 'inbox_waits_s' | 'critical_waits_s' | 'platform_away_s';
  /** Past this it is told; in the unit of its name. */
  readonly limit: number;
  readonly past: 'above' | 'below';
  /** So long it has to be past its limit without a break, ms. */
  readonly forMs: number;
  /** The value now; undefined where it is not known. */
  readonly read: () => number | undefined;
}

/** Whether a value is past the limit of its measure. */
export function isPast({ limit, past }: Pick<Measure, 'limit' | 'past'>, value: number): boolean {
  return past === 'above' ? value > limit : value < limit;
}
