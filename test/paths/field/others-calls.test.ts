import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

/** What users of other tools that call people have reported; each is named by its public report. */

const MINUTE_MS = 60_000;
const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const NIGHT = `graceSeconds: 0
ackMinutes: 30
escalate: night
escalation:
  night:
    levels:
      - { call: [ada] }
      - { afterMinutes: 1, call: [ada, lin] }
    repeat: 1`;
const CALL = /^[^\n]{0,4}(?:Call|Mute over): CRITICAL [^\n]*main: off air/;
const OFF_AIR = /CRITICAL push\.example\.com\/live\/main: off air/;

let stage: AlertStage;
afterEach(() => stage.stop());

const posts = () => stage.sent('slack').filter(({ kind }) => kind === 'post').length;

async function broken(): Promise<void> {
  stage = await createAlertStage(BOTH, SCENE, NIGHT);
  stage.sandbox.cut({ ...MAIN, errcode: 12 });
  await stage.expectMessage(OFF_AIR);
  await stage.expectMessage(CALL);
}

describe('calls that others have reported', () => {
  it('grafana/oncall#4654: acknowledged in between, the next way to reach the same person is used all the same', async () => {
    await broken();
    const [call] = stage.cards(CALL);
    if (!call) throw new Error('no call');
    await stage.driver.press('engineer', call, 'Acknowledge');
    await stage.expectMessage(/main: off air.* acknowledged by/);
    await stage.wait(MINUTE_MS / 2, 1000);
    const before = posts();
    await stage.wait(10 * MINUTE_MS, 5000);
    expect(posts()).toBe(before);
    expect(stage.cards(CALL)).toEqual([]);
  });

  it('prometheus/alertmanager#578, #730: a mute that is over still shows, and nobody is told why it calls again', async () => {
    await broken();
    const id = stage.alertId(OFF_AIR);
    await stage.driver.say('lead', `alert mute ${id} until:2m`);
    await stage.expectMessage(/main: off air.* muted/);
    await stage.wait(2 * MINUTE_MS + 5000, 1000);
    const again = await stage.expectMessage(/Mute over: CRITICAL .*main: off air/);
    expect(again.text).toContain('The mute has ended and it is still failing.');
    await stage.until('the card to say no more that it is muted', () =>
      stage.cards(OFF_AIR).every(({ text }) => !/muted (?:by|until)/i.test(text)),
    );
  });

  it('ryotarai/waker#13: what is over goes on calling, level after level', async () => {
    await broken();
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.wait(MINUTE_MS / 2, 1000);
    const before = posts();
    await stage.wait(10 * MINUTE_MS, 5000);
    expect(posts()).toBe(before);
  });
});
