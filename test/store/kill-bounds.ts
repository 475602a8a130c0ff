/** How many commits or entries begin together, in turn. */
export const GROUPS: readonly number[] = [1, 3, 1, 2];

/** Bounds so small that each script begins new files. */
export const STORE_BOUNDS = { compactBytes: 500 };
export const INBOX_BOUNDS = { segmentBytes: 250, keepBytes: 500 };
export const JOURNAL_BOUNDS = { fileBytes: 250, oldFiles: 2 };
