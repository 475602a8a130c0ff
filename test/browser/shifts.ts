import type { Page } from 'playwright-core';

/** Notes from now on what the browser itself says has moved; to be called before the page is loaded. */
export async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript({
    content: `window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          for (const { node, previousRect: a, currentRect: b } of entry.sources ?? []) {
            const apart = Math.max(Math.abs(a.top - b.top), Math.abs(a.left - b.left));
            // What leaves the view or comes into it has no place to have moved from or to.
            const isSeen = a.width > 0 && b.width > 0;
            const element = node?.nodeType === 1 ? node : node?.parentElement;
            // A button may say something else, in the middle of where it is.
            if (element?.parentElement?.closest('.action')) continue;
            // Where it follows its end the conversation scrolls, and that is told as a move of what stays where it is.
            if (entry.hadRecentInput || !isSeen || apart <= 2 || element?.closest('.log')) continue;
            window.shifts.push(
              (element?.className ?? '?') + ' by ' + Math.round(apart) + ': ' + (element?.textContent ?? '').slice(0, 60),
            );
          }
      }).observe({ type: 'layout-shift', buffered: true });`,
  });
}

/** What has moved since the last time that this was asked, each with how far. What follows a person's own input does not count. */
export async function shifts(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>('window.shifts.splice(0)');
}

/** So many looks in a row without a shift are taken for the end of drawing. */
const STILL = 2;
const LOOK_MS = 350;
const MOST_LOOKS = 100;

/** Waits until nothing shifts any more, and forgets what did: a busy machine draws for longer. */
export async function still(page: Page): Promise<void> {
  let quiet = 0;
  for (let look = 0; look < MOST_LOOKS && quiet < STILL; look += 1) {
    await page.waitForTimeout(LOOK_MS);
    quiet = (await shifts(page)).length === 0 ? quiet + 1 : 0;
  }
}
