import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const NAME = 'push.example.com/live/main';
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream(NAME)] });
const CARD = /^[^\n]{0,4}(CRITICAL|WARNING|INFO|RECOVERED|CLOSED) [^\n]*main: /;
const MINUTE_MS = 60_000;

let stage: AlertStage;
afterEach(() => stage.stop());

const cards = () => stage.cards(CARD);
const cardsThere = () => stage.cardsThere(CARD);

async function arrived(count: number): Promise<void> {
  await stage.until('it to arrive', async () => (await stage.metric('airdesk_callbacks_total')) >= count);
}

describe('restarted in the middle of', () => {
  it.each([
    ['the grace time', 1000],
    ['the reconnect', 3500],
  ])('a reconnect (%s): nobody is told', async (_when, at) => {
    stage = await createAlertStage(BOTH, SCENE);
    stage.sandbox.cut({ ...MAIN, repushAfterMs: 3000 });
    await arrived(1);
    await stage.wait(at - 500);
    await stage.restart();
    await stage.wait(30_000);
    expect(cards()).toEqual([]);
    expect(cardsThere()).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBeLessThanOrEqual(1);
    // And it is watched as before.
    stage.sandbox.cut(MAIN);
    await stage.expectMessage(/CRITICAL .*main: off air/);
    expect(cards()).toHaveLength(1);
  });

  it('a grace time that nobody comes back from: it is told after the start', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    stage.sandbox.cut(MAIN);
    await arrived(1);
    await stage.restart();
    await stage.expectMessage(/CRITICAL .*main: off air/);
    await stage.seenThere(/CRITICAL .*main: off air/);
    await stage.wait(MINUTE_MS);
    expect(cards()).toHaveLength(1);
    expect(cardsThere()).toHaveLength(1);
  });

  it.each([2, 4])('flapping (after %i breaks): one card that goes on, and its recovery', async (breaks) => {
    stage = await createAlertStage(BOTH, SCENE);
    for (let time = 1; time <= 5; time += 1) {
      stage.sandbox.cut({ ...MAIN, repushAfterMs: 2000 });
      await stage.wait(10_000);
      if (time === breaks) await stage.restart();
      await stage.wait(10_000);
    }
    const card = await stage.expectMessage(/flapping/i);
    if (breaks > 3) await stage.restart();
    await stage.wait(180_000);
    await stage.until('its recovery', () => cards().some(({ text }) => /RECOVERED/.test(text)));
    expect(cards().map(({ id }) => id)).toEqual([card.id]);
    expect(cardsThere()).toHaveLength(1);
    expect(cardsThere()[0]?.text).toMatch(/RECOVERED/);
  });

  it('our own drop (between the drop and its message): no alarm', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    // The cloud tells of it half a minute later.
    stage.sandbox.fault({ kind: 'delayed-callback', ms: 20_000 });
    await stage.driver.say('engineer', `stream drop ${NAME}`);
    const asked = await stage.expectMessage(/Drop .*main.*\?/);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /: done in/);
    await stage.restart();
    await stage.wait(MINUTE_MS);
    await arrived(1);
    expect(stage.cards(/off air/)).toEqual([]);
    expect(cardsThere()).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBe(0);
  });

  it('a mute until it recovers: still muted, its recovery is told, and the next break alarms', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'closeMinutes: 1');
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(/main: off air/);
    await stage.driver.press('engineer', card, 'Mute until recovered');
    card = await stage.expectUpdate(card, /[Mm]uted until it recovers/);
    await stage.restart();
    await stage.wait(20_000);
    expect(cards()[0]?.text).toMatch(/[Mm]uted until it recovers/);
    stage.sandbox.push(MAIN);
    card = await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.seenThere(/RECOVERED .*main: off air/);
    await stage.restart();
    await stage.driver.press('engineer', card, 'Seen');
    await stage.wait(2 * MINUTE_MS);
    expect(cards()[0]?.text).toMatch(/CLOSED/);
    stage.sandbox.cut(MAIN);
    await stage.until('a second card', () => cards().length === 2);
    expect(cardsThere().length).toBe(2);
  });

  it('a pattern mute: it holds, and ends, over the restart', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    await stage.driver.say('lead', `mute add pattern:${NAME} until:5m why:test`);
    await stage.expectMessage(/Muted: /);
    await stage.restart();
    stage.sandbox.cut(MAIN);
    await stage.wait(10_000);
    expect(cards()).toEqual([]);
    await stage.restart();
    await stage.wait(5 * MINUTE_MS, 500);
    expect(cards()).toHaveLength(1);
    expect(cards()[0]?.text).toMatch(/CRITICAL/);
  });

  it('an acknowledgement: it holds, and runs out, over the restart', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0\nackMinutes: 5');
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(/main: off air/);
    await stage.driver.press('lead', card, 'Acknowledge');
    await stage.expectUpdate(card, /acknowledged by/);
    await stage.restart();
    await stage.wait(MINUTE_MS);
    expect(cards()[0]?.text).toMatch(/acknowledged by/);
    await stage.restart();
    await stage.wait(5 * MINUTE_MS, 500);
    expect(cards()[0]?.text).toMatch(/the acknowledgement expired/);
    expect(cards()).toHaveLength(1);
  });

  it('what people wrote: the report after it has all of it', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(/CRITICAL .*main: off air/);
    const id = stage.alertId(CARD);
    await stage.driver.press('lead', card, 'Assign to me');
    await stage.expectUpdate(card, /Assigned to: lin/);
    await stage.driver.say('lead', `alert note ${id} generator is down`);
    await stage.expectMessage(/Noted/);
    await stage.restart();
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.driver.say('lead', `incident report ${id}`);
    const report = await stage.expectMessage(/# Report: /);
    expect(report.text).toMatch(/alert raised[^]*assigned it: lin[^]*noted: generator is down[^]*recovered/);
    await stage.wait(MINUTE_MS);
    const told = stage.driver.thread(card).join('\n');
    for (const step of [/alert raised/g, /generator is down/g, /recovered/g])
      expect(told.match(step), told).toHaveLength(1);
  });
});
