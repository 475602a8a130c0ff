import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { liveStream, sceneWith, type Scene } from '../../sandbox/scene.ts';
import { createStage, type Stage } from '../paths/stage/stage.ts';
import { CHROMIUM_ARGS } from './chromium.ts';
import { noteShifts } from './shifts.ts';

/** A phone, a phone on its side, a desktop. */
export const SIZES = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 1440, height: 900 },
] as const;
export const LANGUAGES = ['en', 'zh-CN'] as const;

/** A stream for each size and language, with a backup that comes from a pull task. */
export const STREAMS = SIZES.flatMap(({ width }) =>
  LANGUAGES.map((language) => `show-${width}-${language.slice(0, 2)}`),
);
export const DOMAIN = 'push.example.com';

/** Where the main push is lost one of them is on air by itself; people may want the other one. */
const BACKUPS = ['1', '2'].map((task) => ({ source: `拉流转推(task-${task})`, sinceMs: 60_000 }));
const scene = sceneWith({
  streams: [...STREAMS, 'spare'].map((stream) =>
    liveStream(`${DOMAIN}/live/${stream}`, { sinceMs: 120_000 }, ...(stream === 'spare' ? [] : BACKUPS)),
  ),
});
const CONFIG = `
policy: { verifyWithinSeconds: 5 }
alerts:
  channels: [desk:desk]
  graceSeconds: 0
  watched: [{ streams: ["*"] }]
  rules: [{ name: shows, match: { stream: "*" }, severity: critical }]
`;

/** The desk on a real port, a browser, and time that passes. */
export interface BrowserStage {
  readonly stage: Stage;
  readonly browser: Browser;
  /** A page as somebody opens it, whoever they are. */
  open(options: {
    readonly size: { readonly width: number; readonly height: number };
    readonly language: string;
    readonly as?: string;
    readonly colorScheme?: 'dark' | 'light';
    /** They see nothing that is on air. */
    readonly isEmpty?: boolean;
  }): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly errors: readonly string[] }>;
  /** Time passes much faster until this is done. */
  hurry(work: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Sets it up: nothing is simulated but the cloud. `more`: what is there besides streams. */
export async function createBrowserStage(
  executablePath: string,
  more: Partial<Scene> = {},
): Promise<BrowserStage> {
  const stage = await createStage('desk', { ...scene, ...more }, CONFIG, undefined, true);
  stage.sandbox.setCallback(stage.callbacks());
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  // The browser's time is real; the desk's goes faster, so that nobody waits for a grace time.
  const ticking = setInterval(() => stage.clock.advance(40), 10);
  return {
    stage,
    browser,
    async open({ size, language, as = 'engineer', colorScheme = 'dark', isEmpty = false }) {
      const context = await browser.newContext({
        ...{ viewport: size, locale: language, colorScheme, hasTouch: size.width < 1000 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        // Outside the demo there is nothing to break, which is told by 404; who may not is told by 403.
        if (message.type() === 'error' && !/\b40[34]\b/u.test(message.text())) errors.push(message.text());
      });
      await page.addInitScript({
        content: `localStorage.setItem('airdesk.person', ${JSON.stringify(as)}); localStorage.setItem('airdesk.welcomed', 'yes');`,
      });
      await noteShifts(page);
      await page.goto(`${stage.origin()}/desk`);
      if (!isEmpty) await page.locator('.stream').first().waitFor({ state: 'attached' });
      return { page, context, errors };
    },
    async hurry(work) {
      const faster = setInterval(() => stage.clock.advance(250), 10);
      await work.finally(() => clearInterval(faster));
    },
    async stop() {
      await browser.close();
      clearInterval(ticking);
      await stage.stop();
    },
  };
}

/** What axe finds on a page that is of consequence, each with the elements. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const { violations } = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  }>(
    `axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** The part of the desk with this name is shown; on a wide screen it is anyway. Gives how many taps that took. */
export async function show(page: Page, pane: 'onair' | 'alerts' | 'conversation'): Promise<number> {
  const tab = page.locator(`.tab[data-pane="${pane}"]`);
  if (!(await tab.isVisible()) || (await tab.getAttribute('aria-current')) === 'true') return 0;
  await tab.click();
  return 1;
}

/** Whether all of an element is in view, and nothing lies over its middle. */
export async function isInReach(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).last().boundingBox();
  const view = page.viewportSize();
  if (!box || !view) return false;
  const { x, y, width, height } = box;
  if (x < 0 || y < 0 || x + width > view.width || y + height > view.height) return false;
  // Playwright's own check of what a click would meet.
  return page
    .locator(selector)
    .last()
    .click({ trial: true, timeout: 10_000 })
    .then(
      () => true,
      () => false,
    );
}

/** The texts of what has moved by more than 2 px within a moment although nothing happened. */
export async function moved(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(async () => {
    const all = [...document.querySelectorAll('.bar *, .strip, .tab, .pane-head, .stream, .stream *, .composer')];
    const places = all.map((element) => element.getBoundingClientRect());
    await new Promise((resolve) => setTimeout(resolve, 600));
    return all.filter((element, at) => {
      const [before, after] = [places[at], element.getBoundingClientRect()];
      const apart = Math.max(Math.abs(before.top - after.top), Math.abs(before.left - after.left));
      return element.isConnected && apart > 2;
    }).map((element) => element.className + ': ' + element.textContent);
  })()`);
}
