const DAY = 86_400_000;

/** The cloud tells of a day at a time. How far back it does is written nowhere: as long as the longest template keeps. */
export const REACH = { usual: DAY, longest: DAY, back: 90 * DAY } as const;
