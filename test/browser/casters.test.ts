/** Casters on the page of the desk, in a real browser: what is next asks nothing, and keys cut on the caster that was touched. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createBrowserStage, SIZES, type BrowserStage } from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const chromium = findChromium();
const [, PHONE, , WIDE] = SIZES;

describe.skipIf(chromium === undefined)('casters', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '', { casters: demoScene.casters });
  });
  afterAll(() => desk.stop());

  const asks = () => desk.stage.driver.messages().filter(({ buttons }) => buttons.includes('Confirm'));

  it('of two, the digits are for the one that was touched last, and say so', async () => {
    const { page, context, errors } = await desk.open({ size: WIDE, language: 'en' });
    const casters = page.locator('.caster');
    await casters.nth(1).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await page.waitForTimeout(300);
    expect(asks()).toEqual([]);
    expect(await page.locator('.caster[data-keys]').count()).toBe(0);

    await casters.nth(1).locator('strong').click();
    await page.locator('.caster[data-keys]').waitFor();
    const touched = (await page.locator('.caster[data-keys] strong').textContent()) ?? '';
    await page.keyboard.press('1');
    const ask = page.locator('.card[data-tone="ask"] h2', { hasText: touched });
    await ask.waitFor();
    expect(await page.locator('.card[data-tone="ask"]').count()).toBe(1);
    await picture(page, 'casters-1440');

    // The focus is on its Confirm. Asked for another one, Enter confirms nothing before that is there.
    await expect
      .poll(() => page.evaluate('document.activeElement?.matches("[data-button^=confirm]")'))
      .toBe(true);
    const before = desk.stage.writes().length;
    await casters.nth(0).locator('.source:not([data-is="program"])').first().click();
    await page.keyboard.press('Enter');
    await page.locator('.card[data-tone="ask"]').nth(1).waitFor();
    expect(desk.stage.writes().length).toBe(before);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('what is next is chosen in place, at once; whoever does it stays where they are', async () => {
    const { page, context, errors } = await desk.open({ size: PHONE, language: 'en' });
    const before = asks().length;
    const next = page.locator('.source-next[aria-pressed="false"]').first();
    const name = await next.getAttribute('aria-label');
    await next.click();
    await page.locator(`.source-next[aria-pressed="true"][aria-label="${name ?? ''}"]`).waitFor();
    expect(await page.locator('.pane-onair').isVisible()).toBe(true);
    expect(asks()).toHaveLength(before);
    await page.locator('.tab[data-pane="conversation"] .count', { hasText: '1' }).waitFor();
    await page.locator('.caster').first().scrollIntoViewIfNeeded();
    await picture(page, 'casters-390');
    expect(errors).toEqual([]);
    await context.close();
  });
});
