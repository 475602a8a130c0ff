/** The page of the desk on a phone: names that are longer than a line, and what is broken in the demo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserStage, DOMAIN, SIZES, type BrowserStage } from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)('on a phone', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '');
  });
  afterAll(() => desk.stop());

  it('a long name breaks behind a slash or a full stop, not within a word', async () => {
    const { page, context } = await desk.open({ size: SIZES[0], language: 'en' });
    desk.stage.sandbox.cut({ domain: DOMAIN, app: 'live', stream: 'show-360-en', errcode: 8 });
    await page.locator('.strip[data-rings]').waitFor();
    await picture(page, 'phone-ringing');
    for (const width of [320, 330, 345, 360, 375]) {
      await page.setViewportSize({ width, height: 640 });
      const torn = await page.evaluate<string[]>(`(() => {
        const place = document.querySelector('.strip-text');
        const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        const torn = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode())
          for (const { 0: word, index } of node.data.matchAll(/[^\\s/.-]+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (tops.size > 1) torn.push(word);
          }
        return torn;
      })()`);
      expect(torn, `at ${width}`).toEqual([]);
    }
    await context.close();
  });
});
