/** What a page of the desk goes on showing, in a real browser: over another airdesk.yaml, and while something is broken. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { systemClock } from '../../src/clock.ts';
import { runProcess } from '../../src/start/run-process.ts';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { asNewcomer } from '../fakes/newcomer.ts';
import { show, SIZES } from './browser-stage.ts';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { picture } from './picture.ts';

const executablePath = findChromium();
const [, PHONE] = SIZES;
const PANES = ['onair', 'alerts', 'conversation'] as const;

describe.skipIf(executablePath === undefined)('a page keeps what it shows', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: CHROMIUM_ARGS });
    folder = mkdtempSync(join(tmpdir(), 'airdesk-kept-'));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(origin: string): Promise<Page> {
    const page = await browser.newPage({
      ...{ viewport: PHONE, locale: 'en', hasTouch: true, reducedMotion: 'reduce' },
    });
    page.setDefaultTimeout(60_000);
    await page.addInitScript(
      `localStorage.setItem('airdesk.person', 'engineer'); localStorage.setItem('airdesk.welcomed', 'yes');`,
    );
    await page.goto(`${origin}/desk`);
    await page.locator('.stream').first().waitFor({ state: 'attached' });
    return page;
  }

  it('over another airdesk.yaml that is taken at SIGHUP', async () => {
    const sandbox = createSandbox({
      ...{ clock: systemClock, seed: 1, scene: demoScene },
      ...{ secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY },
    });
    const { origin: cloud } = await sandbox.listen({ port: 0 });
    const config = join(folder, 'airdesk.yaml');
    const write = (role: string) =>
      writeFileSync(
        config,
        `people:\n  ada: { desk: engineer, roles: [engineer] }\n  bo: { desk: viewer, roles: [${role}] }\n`,
      );
    write('viewer');
    const env = {
      ...{ PORT: String(await freePort()), LOG_LEVEL: 'error', AIRDESK_DATA: join(folder, 'data') },
      ...{ AIRDESK_CONFIG: config, LIVE_ENDPOINT: cloud },
      ...{ TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID, TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY },
    };
    const signals = new EventEmitter();
    const exits: number[] = [];
    const started: string[] = [];
    await runProcess(
      async () => {
        const airdesk = await startAirdesk({ env });
        started.push(airdesk.origin);
        return airdesk;
      },
      {
        on: (signal, listener) => signals.on(signal, listener),
        exit: (code) => exits.push(code),
        stdout: { write: () => undefined },
        stderr: { write: (_text, written) => written() },
      },
    );
    const page = await open(started[0] ?? '');
    await show(page, 'conversation');
    const cards = page.locator('.log .card');
    for (const [at, line] of ['stream list', 'backup list sports', 'caster list'].entries()) {
      await page.locator('#line').fill(line);
      await page.keyboard.press('Enter');
      await cards.nth(at).waitFor();
    }
    await page.locator('#line').fill('stream show mai');
    await page.evaluate(`document.querySelector('.scroller').scrollTo({ top: 40 })`);
    await page.waitForTimeout(300);
    const seen = () =>
      page.evaluate<readonly unknown[]>(`[
        document.querySelector('.tab[aria-current="true"]').dataset.pane,
        document.querySelector('.scroller').scrollTop,
        document.querySelector('#line').value,
        ...[...document.querySelectorAll('.log .card h2')].map((head) => head.textContent),
        document.querySelectorAll('.stream').length,
      ]`);
    const before = await seen();
    expect(before.slice(0, 3)).toEqual(['conversation', 40, 'stream show mai']);

    write('producer');
    signals.emit('SIGHUP');
    await expect.poll(() => started.length, { timeout: 60_000 }).toBe(2);
    await page.locator('.badge', { hasText: 'Before the restart' }).first().waitFor();
    await page.locator('.state[data-state="connected"]').waitFor();
    await expect.poll(seen, { timeout: 60_000 }).toEqual(before);
    await picture(page, 'kept-over-sighup');
    await page.locator('#line').fill('whoami');
    await page.keyboard.press('Enter');
    await cards.nth(3).waitFor();

    await page.close();
    signals.emit('SIGTERM');
    await expect.poll(() => exits, { timeout: 60_000 }).toEqual([0]);
    await sandbox.close();
  });

  it('the part one is at while something is broken in the demo', () =>
    asNewcomer(join(folder, 'demo'), async ({ origin, breaks }) => {
      const page = await open(origin);
      const current = () => page.locator('.tab[aria-current="true"]').getAttribute('data-pane');
      await show(page, 'onair');
      await page.locator('.breaks summary').click();
      await page.locator('[data-break="cut-main"]').click();
      await page.locator('.strip[data-rings]').waitFor();
      expect(await current()).toBe('onair');
      expect(await page.locator('.breaks').getAttribute('open')).not.toBeNull();
      await picture(page, 'kept-while-broken');
      await page.locator('[data-break="mend-main"]').click();
      await page.locator('.strip[data-rings]').waitFor({ state: 'detached' });
      expect(await current()).toBe('onair');
      // Somebody else breaks it, whatever part one is at.
      for (const pane of PANES) {
        await show(page, pane);
        expect(await breaks('cut-main')).toBe(200);
        await page.locator('.strip[data-rings]').waitFor();
        expect(await current()).toBe(pane);
        expect(await breaks('mend-main')).toBe(200);
        await page.locator('.strip[data-rings]').waitFor({ state: 'detached' });
        expect(await current()).toBe(pane);
      }
      await page.close();
    }));
});

/** A port that nobody has at this moment: what starts anew has to be where it was. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
