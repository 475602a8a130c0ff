/** How many of the texts with these `lengths`, from the first on, fit into `budget`. */
export function fitting(lengths: readonly number[], budget: number): number {
  let used = 0;
  for (const [index, length] of lengths.entries()) {
    used += length;
    if (used > budget) return index;
  }
  return lengths.length;
}

/** The line that says how many are not shown; none where all are. */
export function more(count: number): string[] {
  return count > 0 ? [`… +${count}`] : [];
}
