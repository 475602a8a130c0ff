import type { AlertsConfig } from '../../config/alerts/schema.ts';

const MOST_FIRES = 20;

/** The times of going from well to firing with one more, newest last. */
export function withFire(fires: readonly number[], at: number): number[] {
  return [...fires.slice(1 - MOST_FIRES), at];
}

/** The first of the times that are counted together, ms UTC. */
export function firstOf(fires: readonly number[], config: AlertsConfig): number {
  const newest = Math.max(...fires);
  return Math.min(...fires.filter((at) => newest - at <= config.flapping.withinMinutes * 60_000));
}

/** Whether it went from well to firing too often lately to be announced each time. */
export function isFlapping(fires: readonly number[], config: AlertsConfig): boolean {
  const { times, withinMinutes } = config.flapping;
  const newest = Math.max(...fires);
  return fires.filter((at) => newest - at <= withinMinutes * 60_000).length >= times;
}
