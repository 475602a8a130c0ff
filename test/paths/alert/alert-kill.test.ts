import { beforeAll, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { startImpatientCloud } from '../../fakes/impatient-cloud.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import { createOutliving } from '../kill/outliving.ts';
import { buildOwnProcess } from '../kill/own-process.ts';
import { sideBySide } from '../kill/side-by-side.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const TOKEN = 'callback-path-of-the-killed';
const KEY = 'callback-key-of-the-killed';
/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;
/** So many boundaries, spread over all of them; at each with KILL_ALERTS=1. */
const SOME = process.env['KILL_ALERTS'] === undefined ? 12 : Infinity;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('alert-kill');
});

const CONFIG = `
people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
alerts: { channels: ["slack:${CHANNEL.slack}"], graceSeconds: 0, closeMinutes: 0, watched: [{ streams: ["*"] }] }
`;

interface Ran {
  /** The steps in which files were changed, in order. */
  readonly steps: readonly string[];
  readonly cards: readonly SeenMessage[];
}

/**
 * A stream breaks, its card comes, is acknowledged, recovers, and closes; meanwhile the process is killed at the write
 * boundary with this number (none: 0) and started again. The cloud, the channel and the people go on.
 */
async function run(killAt: number): Promise<Ran> {
  const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
  const outliving = await createOutliving(program, scene, CONFIG, {
    LIVE_CALLBACK_TOKEN: TOKEN,
    LIVE_CALLBACK_KEY: KEY,
  });
  const { airdesk, sandbox } = outliving;
  const between = await startImpatientCloud();
  sandbox.setCallback({ url: between.url, key: KEY });

  const cards = (): readonly SeenMessage[] =>
    outliving
      .driver()
      .messages()
      .filter(({ text }) => text.includes('main: off air'));
  const shows = (text: RegExp) =>
    expect.poll(() => cards().at(-1)?.text ?? '', { timeout: 60_000, interval: 20 }).toMatch(text);
  try {
    await airdesk.start(killAt);
    between.sendTo(`${airdesk.origin()}/callbacks/live/${TOKEN}`);
    sandbox.cut(MAIN);
    await shows(/off air/);
    // Whoever sees nothing happen presses again.
    for (let time = 0; time < 300 && !/cknowledged by/.test(cards().at(-1)?.text ?? ''); time++) {
      const card = cards().at(-1);
      if (card && time % 10 === 0)
        await outliving
          .driver()
          .press('engineer', card, 'Acknowledge')
          .catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await shows(/cknowledged by/);
    sandbox.push(MAIN);
    await shows(/[Cc]losed/);
    const steps = killAt === 0 ? await airdesk.steps() : [];
    return { steps, cards: cards() };
  } finally {
    await Promise.all([outliving.stop(), between.stop()]);
  }
}

describe('kill -9 at a write boundary', { timeout: 600_000 }, () => {
  it('loses nothing, and posts no second card', async () => {
    const { steps, cards } = await run(0);
    expect(cards).toHaveLength(1);
    expect(steps.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    const every = Math.ceil(steps.length / SOME) || 1;
    const boundaries = steps
      .map((step, place) => ({ at: place + 1, step }))
      .filter(({ at }) => at % every === 0);
    await sideBySide(boundaries, SIDE_BY_SIDE, async ({ at, step }) => {
      const name = `${at} (${step})`;
      try {
        const ran = await run(at);
        if (ran.cards.length !== 1) wrong.push(`${name}: ${ran.cards.length} cards`);
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
    });
    expect(wrong).toEqual([]);
  });
});
