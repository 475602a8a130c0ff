/** The page of the desk in a real browser: the night tour, by keyboard alone, what axe says, reload and restart in the middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createBrowserStage,
  DOMAIN,
  findings,
  isInReach,
  LANGUAGES,
  moved,
  show,
  SIZES,
  STREAMS,
  type BrowserStage,
} from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const chromium = findChromium();
if (chromium === undefined)
  console.warn(
    'No chromium on this machine: the browser tests of the desk are skipped. AIRDESK_CHROMIUM names one.',
  );

const STATES = {
  en: { firing: 'firing', acknowledged: 'acknowledged', recovered: 'recovered', lost: 'a push was lost' },
  'zh-CN': { firing: '告警中', acknowledged: '已认领', recovered: '已恢复', lost: '一路推流中断' },
};
const TOUR = SIZES.flatMap((size) => LANGUAGES.map((language) => ({ size, language }))).map((each, at) => ({
  ...each,
  stream: STREAMS[at] ?? '',
  name: `${each.size.width}x${each.size.height} ${each.language}`,
}));

describe.skipIf(chromium === undefined)('the desk in a browser', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '');
  });
  afterAll(() => desk.stop());

  const cut = (stream: string) => desk.stage.sandbox.cut({ domain: DOMAIN, app: 'live', stream, errcode: 8 });

  it.each(TOUR)('break, ring, acknowledge, switch, recovered: $name', async (tour) => {
    const { size, language, stream, name } = tour;
    const { page, context, errors } = await desk.open({
      size,
      language,
      colorScheme: language === 'en' ? 'dark' : 'light',
    });
    const words = STATES[language];
    let taps = 0;
    const tap = async (selector: string): Promise<void> => {
      const there = page.locator(selector).last();
      await there.waitFor();
      expect(await isInReach(page, selector), `${selector} is in reach`).toBe(true);
      await there.click();
      taps += 1;
    };
    expect(await moved(page), 'what moved after it was drawn').toEqual([]);
    await picture(page, `${name}-1-quiet`);

    cut(stream);
    await page.locator('.strip[data-rings]').waitFor();
    expect(await page.title()).toMatch(language === 'en' ? /^● [1-9] critical/ : /^● [1-9] 条紧急告警/);
    await show(page, 'alerts');
    // The stream was off air for a moment, which is an alert of its own; this one lasts.
    const lasting = page.locator(`.alert[data-state="firing"]:has-text("${stream}")`, {
      hasText: words.lost,
    });
    await lasting.locator('.action[data-button^="run"]').waitFor();
    const row = `.alert[data-alert="${(await lasting.getAttribute('data-alert')) ?? ''}"]`;
    expect(await page.locator(`${row} .alert-state`).textContent()).toContain(words.firing);
    expect(await isInReach(page, `${row} .alert-head`), 'the first line of the alert').toBe(true);
    await picture(page, `${name}-2-rings`);
    await tap(`${row} .action[data-button^="alert:ack"]`);
    await page.locator(`${row}[data-state="acknowledged"]`).waitFor();
    expect(await page.locator(`${row} .alert-state`).textContent()).toContain(words.acknowledged);

    // From the alert to "backup on air, verified": two taps.
    taps = 0;
    await tap(`${row} .action[data-button^="run"]`);
    await page.locator('.card[data-tone="ask"] .action[data-button^="confirm"]').last().waitFor();
    await page.waitForTimeout(150);
    await picture(page, `${name}-3-preview`);
    await tap('.card[data-tone="ask"] .action[data-button^="confirm"]');
    await page.locator('.card[data-tone="success"] h2', { hasText: stream }).last().waitFor();
    expect(taps).toBe(2);
    await picture(page, `${name}-4-done`);

    await show(page, 'alerts');
    // It recovers once it has been well for a while.
    await desk.hurry(page.locator(`${row}[data-state="recovered"]`).waitFor());
    expect(await page.locator(`${row} .alert-state`).textContent()).toContain(words.recovered);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a critical is acknowledged from the strip, wherever one is', async () => {
    const { page, context } = await desk.open({ size: SIZES[0], language: 'zh-CN' });
    await show(page, 'conversation');
    cut('spare');
    await page.locator('.strip[data-rings]').waitFor();
    const link = await page.locator('.strip a').getAttribute('href');
    await page.locator('.strip .action').click();
    await show(page, 'alerts');
    const row = page.locator(`.alert[data-alert="${link?.split('/')[1] ?? ''}"]`);
    await row.and(page.locator('[data-state="acknowledged"]')).waitFor();
    expect(await row.textContent()).toContain('已认领');
    await context.close();
  });

  it('axe finds nothing of consequence, in both colours', async () => {
    for (const [size, colorScheme] of [
      [SIZES[1], 'dark'],
      [SIZES[3], 'light'],
    ] as const) {
      const { page, context } = await desk.open({ size, language: 'en', colorScheme });
      await page.locator('.alert').first().waitFor({ state: 'attached' });
      // Where there is room all three are there at once.
      const panes = size === SIZES[3] ? (['onair'] as const) : (['alerts'] as const);
      for (const pane of panes) {
        await show(page, pane);
        expect(await findings(page), `${pane}, ${colorScheme}`).toEqual([]);
      }
      if (size === SIZES[3]) {
        await page.keyboard.press('Control+k');
        await page.locator('.palette').waitFor();
        expect(await findings(page), 'palette').toEqual([]);
      }
      await context.close();
    }
  });

  it('works by keyboard alone', async () => {
    const { page, context } = await desk.open({ size: SIZES[3], language: 'en' });
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').waitFor();
    await page.keyboard.type('stream list');
    await page.locator('.palette [aria-selected="true"]', { hasText: 'stream list' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.card h2', { hasText: 'streams on air' }).waitFor();
    await page.keyboard.press('/');
    await page.locator('#line').waitFor();
    await page.keyboard.type('stream show show-360-e');
    await page.locator('.matches li', { hasText: 'stream show show-360-en' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator('#line').inputValue()).toBe('stream show show-360-en');
    await page.keyboard.press('Enter');
    await page.locator('.card h2', { hasText: 'live/show-360-en' }).last().waitFor();
    // Everything that can be pressed shows when it has the focus.
    await page.keyboard.press('Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).not.toBe('none');
    await context.close();
  });

  it('a panel is one press away, over nothing, and a link leads to a card', async () => {
    const { page, context, errors } = await desk.open({ size: SIZES[0], language: 'en' });
    await show(page, 'conversation');
    await page.locator('#line').fill(`panel post ${DOMAIN}/live/show-360-en`);
    await page.keyboard.press('Enter');
    const strip = page.locator('.pinned', { hasText: 'Panel: ' });
    await strip.waitFor();
    const panel = page.locator('.card', { has: page.locator('h2', { hasText: 'Panel: ' }) }).last();
    const link = await panel.locator('.stamp').getAttribute('href');
    await page.locator('.chip', { hasText: 'stream list' }).click();
    await page.locator('.card h2', { hasText: 'streams on air' }).last().waitFor();
    await strip.click();
    expect(await panel.locator('h2').isVisible()).toBe(true);
    await page.evaluate(`location.hash = ${JSON.stringify(link)}`);
    await page.waitForFunction('document.activeElement?.matches(".card")');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps what was typed over a reload and over a restart of the desk', async () => {
    const { page, context } = await desk.open({ size: SIZES[3], language: 'en' });
    await page.locator('#line').fill('backup switch spa');
    await page.reload();
    await page.locator('.stream').first().waitFor();
    expect(await page.locator('#line').inputValue()).toBe('backup switch spa');
    await page.locator('#line').fill('stream drop');
    await page.keyboard.press('Enter');
    await page.locator('.dialog input').first().fill('spa');
    await desk.stage.restart();
    await page.locator('.state[data-state="connected"]').waitFor();
    expect(await page.locator('.dialog input').first().inputValue()).toBe('spa');
    await context.close();
  });

  it('a form that is sent while the desk restarts keeps what was typed, and goes through once', async () => {
    const { page, context } = await desk.open({ size: SIZES[3], language: 'en' });
    await page.locator('#line').fill('stream forbid');
    await page.keyboard.press('Enter');
    const field = page.locator('.dialog input[name="stream"]');
    await field.fill(`${DOMAIN}/live/spare`);
    await desk.stage.restart(undefined, async () => {
      await page.locator('.dialog .primary').click();
      await page.locator('.dialog .problem', { hasText: 'No connection' }).waitFor();
    });
    await page.locator('.state[data-state="connected"]').waitFor();
    expect(await field.inputValue()).toBe(`${DOMAIN}/live/spare`);
    await page.locator('.dialog .primary').click();
    await page.locator('.card[data-tone="ask"] h2', { hasText: 'Forbid' }).waitFor();
    await page.locator('.dialog').waitFor({ state: 'detached' });
    expect(await page.locator('.card[data-tone="ask"] h2', { hasText: 'Forbid' }).count()).toBe(1);
    await context.close();
  });

  it('a page that is open over a restart keeps what it shows, each once', async () => {
    const { page, context, errors } = await desk.open({ size: SIZES[3], language: 'en' });
    for (const line of ['whoami', `stream drop ${DOMAIN}/live/show-844-en`]) {
      await page.locator('#line').fill(line);
      await page.keyboard.press('Enter');
    }
    const ask = page.locator('.card h2', { hasText: 'Drop' });
    await ask.waitFor();
    const before = await page.locator('.card h2').allTextContents();
    await desk.stage.restart();
    await page.locator('.state[data-state="connected"]').waitFor();
    await page.locator('.card:has(.badge)', { hasText: 'Before the restart' }).first().waitFor();
    expect(await page.locator('.card h2').allTextContents()).toEqual(expect.arrayContaining(before));
    // The preview still waits: it is told again, and stands there once, with a Confirm that works.
    await page
      .locator('.card[data-tone="ask"]:not(:has(.badge))', { hasText: 'Drop' })
      .locator('.action', { hasText: 'Cancel' })
      .click();
    await page.locator('.card h2', { hasText: 'cancelled' }).waitFor();
    expect(await ask.count()).toBe(1);
    expect(await page.locator('.stream').count()).toBeGreaterThan(0);
    expect(errors.filter((error) => !error.includes('ERR_'))).toEqual([]);
    await context.close();
  });
});
