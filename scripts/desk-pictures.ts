// Draws the pictures of the desk for the documents: `npm run pictures`. Needs chromium (AIRDESK_CHROMIUM names one).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startAirdesk } from '../src/start/start-airdesk.ts';
import { CHROMIUM_ARGS, findChromium } from '../test/browser/chromium.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
/** After a push was cut the demo waits five seconds before it alarms, and looks then. */
const ALARM_MS = 15_000;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No chromium on this machine. AIRDESK_CHROMIUM names one.');
const data = await mkdtemp(join(tmpdir(), 'airdesk-pictures-'));
const airdesk = await startAirdesk({ env: { PORT: '0', AIRDESK_DATA: data, LOG_LEVEL: 'error' } });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });

async function open(viewport: typeof WIDE, locale: string, colorScheme: 'dark' | 'light') {
  const page = await (await browser.newContext({ viewport, locale, colorScheme })).newPage();
  await page.addInitScript({ content: "localStorage.setItem('airdesk.welcomed', 'yes')" });
  await page.goto(`${airdesk.origin}/desk`);
  await page.locator('.stream').first().waitFor();
  return page;
}

const pages = [
  { name: 'desk', page: await open(WIDE, 'en', 'dark') },
  { name: 'desk.zh', page: await open(WIDE, 'zh-CN', 'light') },
  { name: 'desk-phone', page: await open(PHONE, 'en', 'dark') },
];
await fetch(`${airdesk.origin}/_sandbox/cut`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ domain: 'push.example.com', app: 'live', stream: 'main', errcode: 8 }),
});
for (const { name, page } of pages) {
  await page.locator('.strip[data-rings]').waitFor({ timeout: ALARM_MS });
  const tab = page.locator('.tab[data-pane="alerts"]');
  if (await tab.isVisible()) await tab.click();
  else {
    await page.locator('#line').fill('backup switch sports');
    await page.keyboard.press('Enter');
    await page.locator('.card[data-tone="ask"]').last().waitFor();
  }
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}
await browser.close();
await airdesk.close();
await rm(data, { recursive: true, force: true });
