/** A page of the desk on which much happens, in a real browser: nothing moves under whoever looks at it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createBrowserStage, DOMAIN, LANGUAGES, show, SIZES, type BrowserStage } from './browser-stage.ts';
import { findChromium } from './chromium.ts';
import { picture } from './picture.ts';
import { shifts, still } from './shifts.ts';

const chromium = findChromium();
const [, PHONE, , WIDE] = SIZES;
const TOUR = [PHONE, WIDE].flatMap((size) => LANGUAGES.map((language) => ({ size, language })));

describe.skipIf(chromium === undefined)('a busy page', () => {
  let desk: BrowserStage;
  beforeAll(async () => {
    desk = await createBrowserStage(chromium ?? '', { casters: demoScene.casters });
  });
  afterAll(() => desk.stop());

  const cut = (stream: string) => desk.stage.sandbox.cut({ domain: DOMAIN, app: 'live', stream, errcode: 8 });

  it.each(TOUR)('$size.width, $language', async ({ size, language }) => {
    const { page, context, errors } = await desk.open({ size, language });
    const short = `${size.width}-${language.slice(0, 2)}`;
    const moving: string[] = [];
    const look = async (what: string, isAtAlerts = false): Promise<void> => {
      await page.waitForTimeout(700);
      // Where nobody is at the list of alerts, the most urgent comes to its head.
      // What stands behind the end of the list makes room for what is new there.
      const seen = (await shifts(page)).filter(
        (shift) => (isAtAlerts || !shift.startsWith('alert')) && !shift.includes('ring-tools'),
      );
      moving.push(...seen.map((shift) => `${what}: ${shift}`));
    };
    await page.locator('.caster').first().waitFor({ state: 'attached' });
    // What comes in while it is drawn first has had no place before.
    await still(page);

    // On air: a stream goes, its alert stands on it, figures come.
    cut(`show-${short}`);
    await page.locator('.strip[data-rings]').waitFor();
    await look('a stream goes off air');
    await desk.stage.driver.say('producer', 'caster pvw evening-studio layout 3');
    await look('another one chooses what is next');

    // Alerts, with somebody at the list: others come, one is taken on by somebody else, one ends.
    await show(page, 'alerts');
    const first = page.locator('.alert[data-state="firing"]').first();
    await first.waitFor();
    const box = await first.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 12);
    await still(page);
    const id = (await first.getAttribute('data-alert')) ?? '';
    await desk.stage.driver.say('engineer', `alert ack ${id}`);
    await page.locator(`.alert[data-alert="${id}"][data-state="acknowledged"]`).waitFor();
    await look('somebody else takes an alert on', true);
    cut(`show-${size.width === PHONE.width ? '360' : '844'}-${language.slice(0, 2)}`);
    await page.locator('.fresh-button').waitFor();
    await look('another alert comes', true);
    await picture(page, `busy-${size.width}-${language}`);

    // The conversation: an answer comes, and changes while it is read.
    await show(page, 'conversation');
    await still(page);
    await desk.stage.driver.say('lead', 'stream list');
    await desk.stage.driver.say('producer', 'caster pvw evening-studio input 2');
    await look('answers come');
    expect(moving).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a card that somebody has a finger on keeps its buttons where they are', async () => {
    const { page, context } = await desk.open({ size: WIDE, language: 'en' });
    cut('spare');
    const told = page
      .locator('.card', { hasText: 'spare', has: page.locator('[data-button^="alert:ack"]') })
      .last();
    await told.waitFor();
    const card = page.locator(`[data-message="${(await told.getAttribute('data-message')) ?? ''}"]`);
    const button = card.locator('.action[data-button^="alert:ack"]');
    await button.waitFor();
    const id = /alert:ack:([a-z0-9]+)/.exec((await button.getAttribute('data-button')) ?? '')?.[1] ?? '';
    await button.scrollIntoViewIfNeeded();
    // What is known of it by now is on it.
    await still(page);
    await button.hover();
    await page.mouse.down();
    const before = await button.boundingBox();
    await desk.stage.driver.say('engineer', `alert ack ${id}`);
    await page.locator(`.alert[data-alert="${id}"][data-state="acknowledged"]`).waitFor();
    await page.waitForTimeout(500);
    const after = await button.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(2);
    expect(await card.locator('.tone').textContent()).toBe('firing');
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await card.locator('.tone', { hasText: 'acknowledged' }).waitFor();
    await context.close();
  });
});
