import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import type { SeenMessage } from '../stage/driver.ts';
import type { Platform } from '../stage/stage.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const NAME = 'push.example.com/live/main';
const ONE_ENCODER = sceneWith({ streams: [liveStream(NAME)] });
const HOUR_MS = 3_600_000;
const THREE_PUSHES = sceneWith({
  streams: [
    liveStream(
      NAME,
      { source: '直推流', sinceMs: HOUR_MS },
      { source: '拉流转推(pull-1)', sinceMs: HOUR_MS },
      { source: '拉流转推(pull-2)', sinceMs: HOUR_MS },
    ),
  ],
});

const WAYS: readonly (readonly [Platform, Platform])[] = [
  ['slack over http', 'discord over gateway'],
  ['slack over socket', 'discord over http'],
  ['discord over http', 'slack over http'],
  ['desk', 'slack over http'],
];

let stage: AlertStage;
afterEach(() => stage.stop());

/** The cards of alerts in the first channel, whatever they show. */
const alertCards = (): readonly SeenMessage[] => stage.cards(/push\.example\.com/);
const alertCardsThere = (): readonly SeenMessage[] => stage.cardsThere(/push\.example\.com/);

describe.each(WAYS)('%s and %s', (...platforms) => {
  it('breaks, is acknowledged on the other platform, is switched from the card, recovers, and closes', async () => {
    stage = await createAlertStage(platforms, THREE_PUSHES);
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(/main: a push was lost; another one is still on air/);
    const there = await stage.seenThere(/main: a push was lost; another one is still on air/);
    card = await stage.expectMessage(/pull-2/);
    expect(card.buttons).toEqual(
      expect.arrayContaining(['Acknowledge', 'Mute 15 min', 'Mute until recovered']),
    );

    await stage.second.press('lead', there, 'Acknowledge');
    card = await stage.expectUpdate(card, /[Aa]cknowledged by/);
    await stage.seenThere(/[Aa]cknowledged by/);

    const switching = card.buttons.find((label) => label.startsWith('Switch to backup'));
    await stage.driver.press('engineer', card, switching ?? 'Switch to backup');
    let asked = await stage.expectMessage(/Switch .*main.*\?/);
    await stage.driver.press('engineer', asked, 'Confirm');
    asked = await stage.expectUpdate(asked, /Switch .*: done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream']);

    card = await stage.expectUpdate(card, /[Rr]ecovered/);
    await stage.seenThere(/[Rr]ecovered/);
    await stage.wait(6 * 60_000);
    card = await stage.expectUpdate(card, /[Cc]losed/);
    expect(alertCards().filter(({ text }) => /a push was lost/.test(text))).toHaveLength(1);
    expect(alertCardsThere().filter(({ text }) => /a push was lost/.test(text))).toHaveLength(1);
  });

  it('goes off air and comes back: one card on each, seen by whoever looks', async () => {
    stage = await createAlertStage(platforms, ONE_ENCODER);
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    let card = await stage.expectMessage(/CRITICAL .*main: off air/);
    expect(card.text).toMatch(/no data/i);
    stage.sandbox.push(MAIN);
    card = await stage.expectUpdate(card, /[Rr]ecovered/);
    await stage.seenThere(/[Rr]ecovered/);
    await stage.driver.press('engineer', card, 'Seen');
    await stage.wait(6 * 60_000);
    await stage.expectUpdate(card, /[Cc]losed/);
    expect(alertCards()).toHaveLength(1);
    expect(alertCardsThere()).toHaveLength(1);
  });
});

describe('in Slack and Discord', () => {
  const BOTH = ['slack over http', 'discord over http'] as const;

  it('tells nobody of an encoder that reconnects within the grace time', async () => {
    stage = await createAlertStage(BOTH, ONE_ENCODER);
    stage.sandbox.cut({ ...MAIN, repushAfterMs: 3000 });
    await stage.wait(20_000);
    expect(alertCards()).toEqual([]);
    expect(alertCardsThere()).toEqual([]);
    expect(await stage.metric('airdesk_callbacks_total')).toBe(2);
  });

  it('shows a stream that comes and goes as one card that flaps, and its recovery once it is steady', async () => {
    stage = await createAlertStage(BOTH, ONE_ENCODER);
    for (let time = 0; time < 5; time++) {
      stage.sandbox.cut({ ...MAIN, repushAfterMs: 2000 });
      await stage.wait(20_000);
    }
    const card = await stage.expectMessage(/flapping/i);
    await stage.wait(180_000);
    await stage.expectUpdate(card, /[Rr]ecovered/);
    expect(alertCards()).toHaveLength(1);
    expect(alertCardsThere()).toHaveLength(1);
  });

  it('does not alarm for a drop or a forbid of our own', async () => {
    stage = await createAlertStage(BOTH, ONE_ENCODER);
    for (const line of [`stream drop ${NAME}`, `stream forbid ${NAME} for:2h`]) {
      await stage.driver.say('engineer', line);
      const asked = await stage.expectMessage(/(Drop|Forbid) .*main.*\?/);
      await stage.driver.press('engineer', asked, 'Confirm');
      await stage.expectUpdate(asked, /: done in/);
      stage.sandbox.push(MAIN);
      await stage.wait(30_000);
    }
    expect(stage.cards(/off air/)).toEqual([]);
    expect(alertCardsThere()).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBe(0);
  });

  it('alarms for a drop by somebody else', async () => {
    stage = await createAlertStage(BOTH, ONE_ENCODER);
    stage.sandbox.cut({ ...MAIN, errcode: 21 });
    await stage.expectMessage(/main: off air/);
  });

  it('muted until it recovers: says so, announces the recovery all the same, and alarms the next time', async () => {
    stage = await createAlertStage(BOTH, ONE_ENCODER, 'closeMinutes: 1');
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(/main: off air/);
    await stage.driver.press('engineer', card, 'Mute until recovered');
    card = await stage.expectUpdate(card, /[Mm]uted until it recovers/);
    stage.sandbox.push(MAIN);
    card = await stage.expectUpdate(card, /[Rr]ecovered/);
    await stage.driver.press('engineer', card, 'Seen');
    await stage.wait(2 * 60_000);
    stage.sandbox.cut(MAIN);
    await stage.until('a second card', () => alertCards().length === 2);
    expect(alertCards().at(-1)?.text).toMatch(/main: off air/);
  });

  it.each([
    ['while it breaks', 0],
    ['with its card out', 1],
    ['acknowledged', 2],
    ['recovered', 3],
  ] as const)('goes on after a restart %s: the same card, nothing twice', async (_when, step) => {
    stage = await createAlertStage(BOTH, ONE_ENCODER);
    stage.sandbox.cut(MAIN);
    await stage.until(
      'the callback to arrive',
      async () => (await stage.metric('airdesk_callbacks_total')) > 0,
    );
    if (step === 0) await stage.restart();
    let card = await stage.expectMessage(/main: off air/);
    await stage.seenThere(/main: off air/);
    if (step === 1) await stage.restart();
    await stage.driver.press('engineer', card, 'Acknowledge');
    card = await stage.expectUpdate(card, /[Aa]cknowledged by/);
    if (step === 2) await stage.restart();
    stage.sandbox.push(MAIN);
    card = await stage.expectUpdate(card, /[Rr]ecovered/);
    if (step === 3) await stage.restart();
    await stage.wait(6 * 60_000);
    await stage.expectUpdate(card, /[Cc]losed/);
    expect(alertCards()).toHaveLength(1);
    expect(alertCardsThere()).toHaveLength(1);
    expect(alertCardsThere()[0]?.text).toMatch(/[Cc]losed/);
  });

  it('makes the storm one card: out within a second, few messages, every recovery told', async () => {
    const streams = Array.from({ length: 1000 }, (_, at) => liveStream(`push.example.com/live/s${at}`));
    stage = await createAlertStage(BOTH, sceneWith({ streams }));
    const names = streams.map(({ domain, app, stream }) => ({ domain, app, stream }));
    const began = stage.clock.now();
    for (const name of names) stage.sandbox.cut(name);
    const card = await stage.expectMessage(/many failures at once/);
    expect(stage.clock.now() - began).toBeLessThan(1000);
    await stage.until(
      'all to be counted',
      async () => (await stage.metric('airdesk_callbacks_total')) === 1000,
    );
    await stage.wait(60_000);
    expect(alertCards().length + stage.driver.messages().length).toBeLessThanOrEqual(20);
    for (const name of names) stage.sandbox.push(name);
    await stage.expectUpdate(card, /[Rr]ecovered/);
    await stage.seenThere(/[Rr]ecovered/);
    expect(alertCards()).toHaveLength(1);
  });
});
