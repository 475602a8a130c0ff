/** What is looked up on the page of the desk, in a real browser: the audit, alerts of long ago, a link to a preview. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createBrowserStage,
  DOMAIN,
  findings,
  isInReach,
  show,
  SIZES,
  type BrowserStage,
} from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const chromium = findChromium();
const [, PHONE, , WIDE] = SIZES;

describe.skipIf(chromium === undefined)('what is looked up', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '');
  });
  afterAll(() => desk.stop());

  it.each([
    [PHONE, 'zh-CN', '流', '被拒绝'],
    [WIDE, 'en', 'stream', 'Refused'],
  ] as const)('the audit, filtered: %o, %s', async (size, language, noun, refused) => {
    const { page, context, errors } = await desk.open({ size, language });
    await desk.stage.driver.say('viewer', `stream drop ${DOMAIN}/live/show-360-en`);
    await desk.stage.driver.say('engineer', 'alert list');
    if (size === PHONE) await page.locator('.menu-button').click();
    const open = page.locator('[data-records="audit"]');
    expect(await isInReach(page, '[data-records="audit"]')).toBe(true);
    await open.click();
    await page.locator('.act').first().waitFor();
    expect(await page.locator('.act-what').allTextContents()).toContain(
      language === 'en' ? 'ada ran "alert list".' : 'ada 执行了“alert list”。',
    );
    await picture(page, `audit-${size.width}-${language}`);
    expect(await findings(page)).toEqual([]);
    await page.locator('[data-filter="outcome"]').selectOption('refused');
    await page.locator('.act:not([data-outcome="refused"])').first().waitFor({ state: 'detached' });
    expect(await page.locator('.act .badge').first().textContent()).toBe(refused);
    await page.locator('[data-filter="noun"]').selectOption({ label: noun });
    await page.locator('[data-filter="person"]').selectOption('vic');
    expect(await page.locator('.act').first().textContent()).toContain('vic');
    // Back to where one was.
    await page.locator('.pane-records .square').click();
    await page.locator('.pane-conversation').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('the audit is for whom the command is: others read why not', async () => {
    const { page, context } = await desk.open({ size: WIDE, language: 'en', as: 'stranger', isEmpty: true });
    await page.goto(`${desk.stage.origin()}/desk#audit`);
    await page.locator('.pane-records .problem', { hasText: 'You are not in airdesk.yaml' }).waitFor();
    expect(await page.locator('.act').count()).toBe(0);
    await context.close();
  });

  it('alerts of long ago, and the link to one that left the list', async () => {
    const { page, context, errors } = await desk.open({ size: PHONE, language: 'en' });
    desk.stage.sandbox.cut({ domain: DOMAIN, app: 'live', stream: 'spare', errcode: 8 });
    await show(page, 'alerts');
    const row = page.locator('.pane-alerts .alert', { hasText: 'spare' }).first();
    await row.waitFor();
    const id = (await row.getAttribute('data-alert')) ?? '';
    await desk.stage.driver.say('engineer', `alert close ${id}`);
    // By the clock of the page it ended long ago.
    await row.waitFor({ state: 'detached' });
    await page.locator('.ring-tools .quiet').first().click();
    await page.locator('.pane-records .alert').first().waitFor();
    await page.locator('.pane-records .square').click();
    await page.evaluate(`location.hash = '#alert/${id}'`);
    const line = page.locator(`.pane-records .alert[data-alert="${id}"]`);
    await line.waitFor();
    await line.locator('.alert-head').click();
    await line.locator('.alert-more').waitFor();
    await picture(page, 'history-390-en');
    expect(await findings(page)).toEqual([]);
    await page.locator('[data-filter="severity"]').selectOption('info');
    await page.locator('.pane-records .empty').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a link to a preview focuses it, and tells how it ended', async () => {
    const { page, context, errors } = await desk.open({ size: PHONE, language: 'en' });
    await show(page, 'conversation');
    await page.locator('#line').fill(`stream drop ${DOMAIN}/live/show-390-en`);
    await page.keyboard.press('Enter');
    const ask = page.locator('.card[data-tone="ask"]').last();
    await ask.waitFor();
    const link = (await ask.locator('.stamp').getAttribute('href')) ?? '';
    expect(link).toMatch(/^#asked\/.+/);
    const other = await desk.open({ size: PHONE, language: 'en' });
    await other.page.goto(`${desk.stage.origin()}/desk${link}`);
    await other.page.reload();
    await expect
      .poll(() => other.page.evaluate(`document.activeElement?.getAttribute('data-button')`))
      .toBe(`confirm:${link.slice('#asked/'.length)}`);
    await ask.locator('.action', { hasText: 'Cancel' }).click();
    await other.page.locator('.card h2', { hasText: 'cancelled' }).waitFor();
    await other.page.reload();
    await other.page
      .locator('.asked-for', { hasText: 'cancelled (by engineer), nothing was done.' })
      .waitFor();
    await expect.poll(() => other.page.evaluate('document.activeElement?.matches(".card")')).toBe(true);
    await other.page.goto(`${desk.stage.origin()}/desk#asked/nosuchpreview`);
    await other.page.locator('.asked-for', { hasText: 'There is no such preview' }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
    await other.context.close();
  });
});
