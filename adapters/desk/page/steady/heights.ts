/** Rows below a row keep their places while somebody is at the list: what stands in it may get shorter, and the row does not. */
export function holdHeights(within: Element): void {
  const rows = [...within.querySelectorAll<HTMLElement>('ul > li')];
  const heights = rows.map((row) => row.offsetHeight);
  for (const [at, row] of rows.entries()) row.style.minHeight = `${heights[at] ?? 0}px`;
}

/** They are as high as what stands in them again. */
export function freeHeights(within: Element): void {
  for (const row of within.querySelectorAll<HTMLElement>('ul > li')) freeHeight(row);
}

/** The same of one, as where somebody folds it. */
export function freeHeight(row: HTMLElement | null): void {
  if (row) row.style.minHeight = '';
}
