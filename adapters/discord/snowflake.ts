/** Ids count ms from here (docs.discord.com/developers/reference#snowflakes). */
const EPOCH_MS = 1_420_070_400_000;

/** When an id was made, ms UTC; 0 for what is no id. */
export function timeOf(id: string): number {
  return /^\d{1,20}$/.test(id) ? Number(BigInt(id) >> 22n) + EPOCH_MS : 0;
}
