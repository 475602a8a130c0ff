import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import type { Platform } from '../stage/stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const show = (at: number) => ({ ...MAIN, stream: `show-${at}` });
const of = (count: number) => Array.from({ length: count }, (_, at) => at);
/** An encoder's own goodbye (deleteStream), and a network that broke. */
const GOODBYE = 1;
const BROKE = 12;
const NOTHING_WATCHED = 'watched: []';
const CALLS_LIN = 'rules: [{ name: all, mention: [lin] }]';

const evening = (shows: number, mainSinceMs = HOUR_MS) =>
  sceneWith({
    streams: [
      liveStream('push.example.com/live/main', { sinceMs: mainSinceMs }),
      ...of(shows).map((at) => liveStream(`push.example.com/live/show-${at}`, { sinceMs: 2 * HOUR_MS })),
    ],
  });

let stage: AlertStage;
afterEach(() => stage.stop());

/** A figure of /metrics, all its labels together. */
async function figure(name: string): Promise<number> {
  const text = await (await fetch(`${stage.origin()}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(name) && /[ {]/.test(line.charAt(name.length)));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

const cards = () => stage.cards(/./).filter(({ onlyFor }) => onlyFor === undefined);
const heads = () => cards().map(({ text }) => text.split('\n')[0] ?? '');

describe.each(WAYS)('a show that nothing says should be on air, in %s', (...platforms) => {
  it('ends: one quiet line, that calls nobody and offers nothing', async () => {
    stage = await createAlertStage(platforms, evening(1), `${NOTHING_WATCHED}\n${CALLS_LIN}`);
    stage.sandbox.cut({ ...show(0), errcode: GOODBYE });
    const line = await stage.expectMessage(/ENDED .*live\/show-0/);
    expect(line.text).toMatch(/ENDED push\.example\.com\/live\/show-0 · on air for 2 h/);
    expect(line.text).toMatch(
      /Code 1: the encoder stopped pushing; nothing in airdesk.yaml says it should be on air/,
    );
    expect(line.notified).toEqual([]);
    expect(line.buttons).toEqual([]);
    await stage.seenThere(/ENDED .*live\/show-0/);
    await stage.wait(10 * MINUTE_MS, 5000);
    expect(cards()).toHaveLength(1);
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
    expect(await figure('airdesk_alerts_open')).toBe(0);
    expect(await figure('airdesk_alert_checks_total')).toBe(0);
    await stage.driver.say('viewer', 'alert list');
    await stage.expectMessage(/No alert is firing/);
  });

  it('breaks: people are called, and nobody having looked it closes by itself and says why', async () => {
    stage = await createAlertStage(
      platforms,
      evening(1),
      `${NOTHING_WATCHED}\n${CALLS_LIN}\ncloseUnwatchedMinutes: 60`,
    );
    stage.sandbox.cut({ ...show(0), errcode: BROKE });
    const card = await stage.expectMessage(/CRITICAL .*show-0: off air/);
    expect(card.notified).toHaveLength(1);
    await stage.wait(59 * MINUTE_MS, 10_000);
    expect(stage.cards(/CRITICAL .*show-0: off air/)).toHaveLength(1);
    await stage.wait(2 * MINUTE_MS, 5000);
    const closed = await stage.expectUpdate(card, /CLOSED .*show-0: off air/);
    expect(closed.text).toMatch(/nothing in airdesk.yaml says this stream should be on air/);
    expect(closed.text).toMatch(/hear nothing more until it recovers or fails again/);
    expect(await figure('airdesk_alerts_open')).toBe(0);
    // It costs nothing from here on.
    const asked = await figure('airdesk_alert_checks_total');
    await stage.wait(10 * MINUTE_MS, 5000);
    expect(await figure('airdesk_alert_checks_total')).toBe(asked);
  });
});

it('an evening of shows that end one after the other: nothing critical, nobody called, nothing left open or asked', async () => {
  stage = await createAlertStage(BOTH, evening(30), `${NOTHING_WATCHED}\n${CALLS_LIN}`);
  // What is on air is listed as a whole every few minutes, however many streams have ended; nothing is asked of any of them.
  // Whether callbacks can be delivered is looked at of ten of them every ten minutes, and tells nothing of a stream.
  const asked = () =>
    stage.sandbox
      .calls()
      .filter(
        ({ action, params }) =>
          action !== 'DescribeCallbackRecordsList' && /show-/.test(JSON.stringify(params)),
      );
  const listed = () =>
    stage.sandbox.calls().filter(({ action }) => action === 'DescribeLiveStreamOnlineList');
  for (const at of of(30)) {
    stage.sandbox.cut({ ...show(at), errcode: [1, 2, 3, 35, 37][at % 5] ?? GOODBYE });
    await stage.wait(MINUTE_MS, 2000);
  }
  expect(heads().filter((head) => /ENDED/.test(head))).toHaveLength(30);
  expect(heads().filter((head) => !/ENDED/.test(head))).toEqual([]);
  expect(cards().flatMap(({ notified }) => notified)).toEqual([]);
  expect(await figure('airdesk_alerts_open')).toBe(0);
  expect(await figure('airdesk_alert_checks_total')).toBe(0);
  const before = listed().length;
  await stage.wait(10 * MINUTE_MS, 5000);
  expect(await figure('airdesk_alert_checks_total')).toBe(0);
  expect(asked()).toEqual([]);
  expect(listed().length - before).toBeLessThanOrEqual(3);
});

it('shows end, later others break now and then, and then the final does: each is its own, and the final calls its people', async () => {
  const final = 'rules: [{ name: final, match: { type: [stream.down], stream: main }, mention: [lin] }]';
  stage = await createAlertStage(BOTH, evening(12), `${NOTHING_WATCHED}\n${final}`);
  for (const at of of(6)) {
    stage.sandbox.cut({ ...show(at), errcode: GOODBYE });
    await stage.wait(1000);
  }
  for (const turn of of(8)) {
    const broken = show(6 + (turn % 6));
    await stage.wait(7 * MINUTE_MS, 10_000);
    stage.sandbox.cut({ ...broken, errcode: BROKE });
    await stage.wait(2 * MINUTE_MS, 2000);
    expect(stage.cards(new RegExp(`CRITICAL .*${broken.stream}: off air`))).toHaveLength(1);
    stage.sandbox.push(broken);
    await stage.wait(10_000, 1000);
    expect(stage.cards(new RegExp(`CRITICAL .*${broken.stream}: off air`))).toEqual([]);
  }
  stage.sandbox.cut({ ...MAIN, errcode: BROKE });
  const card = await stage.expectMessage(/CRITICAL .*live\/main: off air/);
  expect(card.notified).toHaveLength(1);
  expect(stage.cards(/many failures at once/)).toEqual([]);
  expect(stage.cards(/CRITICAL/)).toHaveLength(1);
});

it('many that end in the same minute are one card, and what is worse does not wait for them', async () => {
  stage = await createAlertStage(BOTH, evening(40), 'watched: [{ streams: [main] }]');
  const began = stage.clock.now();
  for (const at of of(40)) stage.sandbox.cut({ ...show(at), errcode: GOODBYE });
  stage.sandbox.cut({ ...MAIN, errcode: GOODBYE });
  await stage.expectMessage(/CRITICAL .*live\/main: off air/);
  expect(stage.clock.now() - began).toBeLessThan(10_000);
  await stage.expectMessage(/ENDED \d+ streams/);
  await stage.wait(MINUTE_MS, 1000);
  expect(cards().length).toBeLessThan(6);
  expect(stage.cards(/many failures at once/)).toEqual([]);
  expect(await figure('airdesk_alerts_open')).toBe(1);
});

it('it comes back at once, or again and again: nobody is told each time', async () => {
  stage = await createAlertStage(BOTH, evening(1), NOTHING_WATCHED);
  stage.sandbox.cut({ ...show(0), errcode: GOODBYE });
  await stage.wait(2000);
  stage.sandbox.push(show(0));
  await stage.wait(20_000);
  expect(cards()).toEqual([]);
  for (let turn = 0; turn < 5; turn += 1) {
    stage.sandbox.cut({ ...show(0), errcode: GOODBYE });
    await stage.wait(20_000, 1000);
    stage.sandbox.push(show(0));
    await stage.wait(20_000, 1000);
  }
  expect(heads().filter((head) => /ENDED/.test(head))).toHaveLength(1);
  expect(cards()).toHaveLength(1);
});

it('a rule says none: not a word', async () => {
  stage = await createAlertStage(
    BOTH,
    evening(3),
    `${NOTHING_WATCHED}\nrules: [{ name: ends, match: { type: [stream.ended] }, severity: none }]`,
  );
  for (const at of of(3)) stage.sandbox.cut({ ...show(at), errcode: GOODBYE });
  await stage.wait(MINUTE_MS, 1000);
  expect(cards()).toEqual([]);
  expect(await figure('airdesk_alerts_open')).toBe(0);
});

describe('a channel that should be on air', () => {
  it('day and night, without a word in the file: that its encoder says goodbye is an outage', async () => {
    stage = await createAlertStage(BOTH, evening(0, 30 * HOUR_MS), `${NOTHING_WATCHED}\n${CALLS_LIN}`);
    stage.sandbox.cut({ ...MAIN, errcode: GOODBYE });
    const card = await stage.expectMessage(/CRITICAL .*live\/main: off air/);
    expect(card.notified).toHaveLength(1);
    // It does not close by itself: somebody has to.
    await stage.wait(70 * MINUTE_MS, 10_000);
    expect(stage.cards(/CRITICAL .*live\/main: off air/)).toHaveLength(1);
    // Back for a moment, it is what it was.
    stage.sandbox.push(MAIN);
    await stage.expectUpdate(card, /RECOVERED/);
  });

  it('by the time of the week: an outage inside, an end outside', async () => {
    // The script begins on a Sunday, at 20:00 UTC.
    stage = await createAlertStage(
      BOTH,
      evening(2),
      'watched: [{ streams: [main, show-*], during: ["Sun 21:00-21:30"], timeZone: Europe/Berlin }]',
    );
    stage.sandbox.cut({ ...show(0), errcode: GOODBYE });
    await stage.expectMessage(/CRITICAL .*show-0: off air/);
    await stage.wait(31 * MINUTE_MS, 5000);
    stage.sandbox.cut({ ...show(1), errcode: GOODBYE });
    await stage.expectMessage(/ENDED .*show-1/);
    expect(stage.cards(/CRITICAL .*show-1/)).toEqual([]);
    // Its time is over: what nobody looked at closes by itself.
    await stage.wait(31 * MINUTE_MS, 5000);
    expect(stage.cards(/CLOSED .*show-0: off air/)).toHaveLength(1);
  });

  it('whatever is watched: a push that is refused is no outage', async () => {
    stage = await createAlertStage(BOTH, evening(1), 'watched: [{ streams: ["*"] }]');
    await stage.driver.say('engineer', 'stream forbid push.example.com/live/show-0 2h');
    const preview = await stage.expectMessage(/Confirm|Forbid/);
    stage.clock.advance(1000);
    await stage.driver.press('engineer', preview, 'Confirm');
    const isForbidden = () => stage.sandbox.calls().some(({ action }) => action === 'ForbidLiveStream');
    await stage.until('the ban to hold', isForbidden);
    for (let turn = 0; turn < 20; turn += 1) {
      await stage.wait(30_000, 2000);
      expect(stage.sandbox.push(show(0)).accepted).toBe(false);
    }
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
    expect(await figure('airdesk_alerts_open')).toBe(0);
  });
});
