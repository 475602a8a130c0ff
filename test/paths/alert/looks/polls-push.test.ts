import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';

const MINUTE_MS = 60_000;
const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const NAMES = ['main', 'news'];
const SCENE = sceneWith({
  streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`, { sinceMs: 3_600_000 })),
});

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (alerts = 'closeMinutes: 60') => {
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, alerts);
  await stage.wait(MINUTE_MS, 1000);
};
const SILENT = 'push.example.com/live/main: connected but sending nothing';
const POOR = 'push.example.com/live/main: bit rate or frame rate too low';
const cards = (words: string) => stage.cards(new RegExp(words));

describe('a push that stays connected but sending nothing', () => {
  it('is told once, in both channels, and is over when data comes again', async () => {
    await open();
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    await stage.wait(90_000, 1000);
    const [card, ...more] = cards(`CRITICAL ${SILENT}`);
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/Do: Switch to a backup if one is pushed; otherwise restart the encoder/);
    expect(stage.cardsThere(new RegExp(`CRITICAL ${SILENT}`))).toHaveLength(1);
    expect(cards('off air')).toEqual([]);
    await stage.wait(10 * MINUTE_MS, 1000);
    expect(cards(SILENT)).toHaveLength(1);
    stage.sandbox.quality(stream('main'));
    await stage.wait(90_000, 1000);
    expect(cards(`RECOVERED ${SILENT}`)).toHaveLength(1);
    expect(cards('news')).toEqual([]);
  });

  it('one wrong figure wakes nobody', async () => {
    await open();
    for (let times = 0; times < 4; times += 1) {
      stage.sandbox.quality({ ...stream('main'), kbps: 0 });
      // Long enough for one look, too short for two.
      await stage.wait(25_000, 1000);
      stage.sandbox.quality(stream('main'));
      await stage.wait(MINUTE_MS, 1000);
    }
    expect(cards(SILENT)).toEqual([]);
  });

  it('goes on over a restart, is not told again, and is over when it is; also what was closed by hand', async () => {
    await open();
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    await stage.wait(90_000, 1000);
    await stage.restart();
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards(SILENT)).toHaveLength(1);
    const [card] = cards(SILENT);
    if (!card) throw new Error('nothing is told');
    await stage.driver.press('lead', card, 'Close');
    await stage.wait(3 * MINUTE_MS, 1000);
    await stage.restart();
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards(SILENT)).toHaveLength(1);
    stage.sandbox.quality(stream('main'));
    await stage.wait(2 * MINUTE_MS, 1000);
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`CRITICAL ${SILENT}`)).toHaveLength(1);
  });

  it('is not taken for well, nor for broken, while the cloud does not answer', async () => {
    await open();
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    await stage.wait(90_000, 1000);
    stage.sandbox.fault({ kind: 'http-500', action: 'DescribeLiveStreamPushInfoList', times: 100_000 });
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(cards(`CRITICAL ${SILENT}`)).toHaveLength(1);
    expect(cards(`RECOVERED ${SILENT}`)).toEqual([]);
    expect(await stage.metric('airdesk_poll_looks_total{poller="push",outcome="failed"}')).toBeGreaterThan(3);
    const failing = () => stage.metric('airdesk_poll_failing_seconds');
    expect(await failing()).toBeGreaterThan(4 * 60);
    expect(await failing()).toBeLessThan(7 * 60);
    stage.sandbox.clearFaults();
    stage.sandbox.quality(stream('main'));
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`RECOVERED ${SILENT}`)).toHaveLength(1);
    expect(await failing()).toBe(0);
  });

  it('obeys rules: muted, or recorded only; and closes by itself where nothing says that it should be on air', async () => {
    await open(
      'watched: [{ streams: ["news"] }]\ncloseUnwatchedMinutes: 5\nrules: [{ name: quiet, match: { type: ["push.silent"], stream: news }, severity: none }]',
    );
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    stage.sandbox.quality({ ...stream('news'), kbps: 0 });
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`CRITICAL ${SILENT}`)).toHaveLength(1);
    expect(cards('news')).toEqual([]);
    await stage.wait(6 * MINUTE_MS, 1000);
    expect(cards(`CLOSED ${SILENT}`)).toHaveLength(1);
  });
});

describe('a push below the floor', () => {
  it.each([
    ['its bit rate', { kbps: 60 }, /bit rate, kbit\/s: 188/],
    ['its frames', { fps: 3 }, /frames a second: 3/],
    ['what its encoder announces', { kbps: 900 }, /floor: 40 %/],
  ])('by %s: a warning, and over when it is well', async (_what, sent, words) => {
    await open(
      _what === 'its bit rate' ? 'closeMinutes: 60\npolling: { push: { leastKbps: 200 } }' : undefined,
    );
    stage.sandbox.quality({ ...stream('main'), ...sent });
    await stage.wait(2 * MINUTE_MS, 1000);
    const [card] = cards(`WARNING ${POOR}`);
    expect(card?.text).toMatch(words);
    stage.sandbox.quality(stream('main'));
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`RECOVERED ${POOR}`)).toHaveLength(1);
  });

  it('is not looked at where the file says so', async () => {
    await open('polling: { push: { on: false } }');
    stage.sandbox.quality({ ...stream('main'), kbps: 0 });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards('main: ')).toEqual([]);
  });
});
