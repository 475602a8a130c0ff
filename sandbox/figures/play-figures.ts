/** What one viewer of a full-HD stream takes, Mbit/s. */
const MBPS = 3;

/** What so many viewers of one minute take, Mbit/s. */
export function bandwidthOf(online: number): number {
  return online * MBPS;
}

/** What so many viewers load in one minute, MB. */
export function fluxOf(online: number): number {
  return (online * MBPS * 60) / 8;
}
