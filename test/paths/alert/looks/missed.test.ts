import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';

const MINUTE_MS = 60_000;
const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const NAMES = ['main', 'news', 'gala', 'side'];
const SCENE = sceneWith({ streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`)) });
/** `gala` is not watched: that it ends is no outage. */
const ALERTS = 'watched: [{ streams: ["main", "news", "side", "late"] }]';

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (alerts = ALERTS) => {
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, alerts);
  // Airdesk knows them from here on.
  for (const name of NAMES) stage.sandbox.cut({ ...stream(name), errcode: 12, repushAfterMs: 1000 });
  await stage.wait(3 * MINUTE_MS, 1000);
};
const cardsOf = (name: string) =>
  stage.cards(new RegExp(`(CRITICAL|WARNING|RECOVERED|ENDED) [^\\n]*live/${name}: `));
/** Kinds of messages of files that were found later, as they are kept. */
const files = async () =>
  (await stage.disk()).split('\n').flatMap((line) => {
    const isFile = line.includes('"trust":"recorded"') && /"event_type":[12]00\b/.test(line);
    return isFile ? [line.includes('"event_type":100') ? 100 : 200] : [];
  });
const calls = (action: string) => stage.sandbox.calls().filter((call) => call.action === action);

describe('what happened while Airdesk was stopped for twenty minutes', () => {
  it('is found after the start: told once, as found later, with why and since when; what is over is not told', async () => {
    await open();
    await stage.restart(undefined, async () => {
      await stage.wait(2 * MINUTE_MS, 1000);
      stage.sandbox.cut({ ...stream('main'), errcode: 12 });
      // Back long before anybody can look.
      stage.sandbox.cut({ ...stream('news'), errcode: 12, repushAfterMs: 60_000 });
      stage.sandbox.cut({ ...stream('gala'), errcode: 1 });
      for (const type of [100, 200]) stage.sandbox.event({ type, stream: stream('side') });
      await stage.wait(18 * MINUTE_MS, 1000);
    });
    await stage.wait(30_000, 500);
    // Of files and pictures nobody is told; they are in the record, each once.
    const kept = (type: number) => files().then((all) => all.filter((one) => one === type));
    expect([await kept(100), await kept(200)]).toEqual([[100], [200]]);
    const [card, ...more] = cardsOf('main');
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/CRITICAL push\.example\.com\/live\/main: off air/);
    expect(card?.text).toMatch(/no callback arrived: found later at the cloud/);
    expect(card?.text).toMatch(/Since: [^\n]*20:05:\d\d/);
    expect(card?.text).toMatch(/Noticed: [^\n]*20:23/);
    expect(card?.text).toMatch(/network/i);
    expect(stage.cardsThere(/CRITICAL .*main: off air/)).toHaveLength(1);
    expect(cardsOf('news')).toEqual([]);
    expect(stage.cards(/CRITICAL .*gala/)).toEqual([]);
    expect(await stage.disk()).toMatch(/"event":"missed"/);
    expect(await stage.metric('airdesk_missed_ends_total')).toBe(3);
    // Nothing is told again, nobody is said to be deaf, and it is over when it is.
    await stage.wait(15 * MINUTE_MS, 1000);
    expect(cardsOf('main')).toHaveLength(1);
    expect(stage.cards(/no callbacks are arriving/)).toEqual([]);
    expect(cardsOf('news')).toEqual([]);
    expect(await stage.metric('airdesk_missed_ends_total')).toBe(3);
    stage.sandbox.push(stream('main'));
    await stage.expectMessage(/RECOVERED .*main: off air/);
    expect(await kept(100)).toEqual([100]);
  });

  it('is found where it is that a push began: over since then, seen at the cloud, as its card says', async () => {
    await open();
    stage.sandbox.cut({ ...stream('main'), errcode: 12 });
    await stage.expectMessage(/CRITICAL .*main: off air/);
    await stage.restart(undefined, async () => {
      await stage.wait(2 * MINUTE_MS, 1000);
      stage.sandbox.push(stream('main'));
      await stage.wait(17 * MINUTE_MS, 1000);
      stage.sandbox.event({ type: 200, stream: stream('main') });
      await stage.wait(5 * MINUTE_MS, 1000);
    });
    await stage.wait(90_000, 1000);
    const [card, ...more] = cardsOf('main');
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/RECOVERED [^\n]*lasted 2 min/);
    expect(card?.text).toMatch(/Noticed: that it is well: [^\n]*, at the cloud; no message of it arrived/);
    expect(await files()).toContain(200);
  });

  it('is found once over another restart, and again only when it breaks again', async () => {
    await open();
    await stage.restart(undefined, async () => {
      stage.sandbox.cut({ ...stream('main'), errcode: 12 });
      await stage.wait(20 * MINUTE_MS, 1000);
    });
    await stage.wait(20_000, 500);
    expect(cardsOf('main')).toHaveLength(1);
    await stage.restart();
    await stage.wait(6 * MINUTE_MS, 1000);
    expect(cardsOf('main')).toHaveLength(1);
    // Of the one that is off air; that callbacks can be delivered is looked at besides, of all kinds of messages.
    const ofEnds = calls('DescribeCallbackRecordsList').filter(({ params }) => params['EventType'] === 0);
    expect(ofEnds).toHaveLength(1);
    expect(stage.cards(/cannot deliver callbacks/)).toEqual([]);
  });

  it('is found where the cloud sent nothing at all, and where its list of tries cannot be read', async () => {
    await open();
    await stage.restart(undefined, async () => {
      stage.sandbox.fault({ kind: 'lost-callback', times: 1 });
      stage.sandbox.cut({ ...stream('main'), errcode: 12 });
      stage.sandbox.cut({ ...stream('side'), errcode: 12 });
      await stage.wait(20 * MINUTE_MS, 1000);
      stage.sandbox.fault({ kind: 'error', action: 'DescribeCallbackRecordsList', times: 1000 });
    });
    await stage.wait(30_000, 500);
    for (const name of ['main', 'side']) {
      expect(cardsOf(name), name).toHaveLength(1);
      expect(cardsOf(name)[0]?.text).toMatch(/found later at the cloud/);
    }
  });

  it('waits for the cloud where that does not answer, and is told then', async () => {
    await open();
    await stage.restart(undefined, async () => {
      stage.sandbox.cut({ ...stream('main'), errcode: 12 });
      await stage.wait(20 * MINUTE_MS, 1000);
      stage.sandbox.fault({ kind: 'http-500', times: 100_000 });
    });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cardsOf('main')).toEqual([]);
    stage.sandbox.clearFaults();
    await stage.wait(90_000, 1000);
    expect(cardsOf('main')).toHaveLength(1);
    expect(cardsOf('main')[0]?.text).toMatch(/found later at the cloud/);
  });
});

describe('what is lost while Airdesk runs', () => {
  it('a stream of which nothing was ever heard comes and goes: its end is found, and told where it is watched', async () => {
    await open();
    stage.sandbox.setCallback(undefined);
    stage.sandbox.push(stream('late'));
    await stage.wait(30_000, 1000);
    stage.sandbox.cut({ ...stream('late'), errcode: 12 });
    stage.sandbox.setCallback(stage.callbacks());
    await stage.wait(10 * MINUTE_MS, 1000);
    expect(cardsOf('late')).toHaveLength(1);
    expect(cardsOf('late')[0]?.text).toMatch(/CRITICAL .*late: off air[^]*found later at the cloud/);
  });
});
