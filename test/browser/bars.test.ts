/** Bars that tell what is new on a page of the desk, in a real browser: they cover nothing that is read. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserStage, DOMAIN, LANGUAGES, show, SIZES, type BrowserStage } from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const chromium = findChromium();
const [, PHONE, , WIDE] = SIZES;
const TOUR = [PHONE, WIDE].flatMap((size, at) => ({ size, language: LANGUAGES[at] ?? 'en' }));

/** The texts of what this bar lies over, of what scrolls. */
async function coveredBy(page: Page, bar: string, scroller: string): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const bar = document.querySelector(${JSON.stringify(bar)});
    const over = bar.getBoundingClientRect();
    const scroller = document.querySelector(${JSON.stringify(scroller)});
    const view = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll('*')].filter((element) => {
      if (element.contains(bar) || bar.contains(element)) return false;
      const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) return false;
      const isBeside = right <= over.left || left >= over.right;
      return !isBeside && Math.max(top, view.top) < over.bottom - 1 && Math.min(bottom, view.bottom) > over.top + 1;
    }).map((element) => element.className + ': ' + element.textContent.slice(0, 60));
  })()`);
}

const topOf = (page: Page, scroller: string) =>
  page.evaluate<number>(`document.querySelector(${JSON.stringify(scroller)}).scrollTop`);

describe.skipIf(chromium === undefined)('what is new', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '');
  });
  afterAll(() => desk.stop());

  it.each(TOUR)('messages, $size.width', async ({ size, language }) => {
    const { page, context } = await desk.open({ size, language });
    await show(page, 'conversation');
    for (const line of ['stream list', 'backup list', 'stream list'])
      await desk.stage.driver.say('lead', line);
    await page.locator('article').nth(2).waitFor();
    await page.evaluate(`document.querySelector('.scroller').scrollTo({ top: 0 })`);
    // Whatever stands at the lower edge.
    const before = await topOf(page, '.scroller');
    await desk.stage.driver.say('lead', 'stream list');
    await page.locator('.newer').waitFor();
    await picture(page, `bar-messages-${size.width}`);
    expect(await coveredBy(page, '.newer', '.scroller')).toEqual([]);
    expect(await topOf(page, '.scroller')).toBe(before);
    await page.locator('.newer').click();
    await page.locator('.newer').waitFor({ state: 'detached' });
    const left = await page.evaluate<number>(`(() => {
      const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.scroller');
      return scrollHeight - scrollTop - clientHeight;
    })()`);
    expect(left).toBeLessThan(2);
    await context.close();
  });

  it.each(TOUR)('alerts, $size.width', async ({ size, language }) => {
    const { page, context } = await desk.open({ size, language });
    const streams = size === PHONE ? ['show-390-en', 'show-390-zh'] : ['show-1440-en', 'show-1440-zh'];
    const [first, second] = streams.map((stream) => ({ domain: DOMAIN, app: 'live', stream, errcode: 8 }));
    if (first) desk.stage.sandbox.cut(first);
    await show(page, 'alerts');
    const row = page.locator('.alert[data-state="firing"]').first();
    await row.waitFor();
    const box = await row.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 12);
    await page.waitForTimeout(600);
    if (second) desk.stage.sandbox.cut(second);
    const bar = page.locator('#pane-alerts .fresh-button');
    await bar.waitFor();
    await picture(page, `bar-alerts-${size.width}`);
    expect(await coveredBy(page, '#pane-alerts .fresh-button', '#pane-alerts .pane-body')).toEqual([]);
    // It does not go while the mouse is on its way to it.
    await bar.hover();
    await page.waitForTimeout(300);
    await bar.click();
    await bar.waitFor({ state: 'detached' });
    expect(await topOf(page, '#pane-alerts .pane-body')).toBe(0);
    await context.close();
  });
});
